package org.datalogistics.depot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.node.config.ConfigException;
import org.datalogistics.testkit.RawClient;

/** A depot on loopback for one test, configured as an operator would. */
final class TestDepot implements AutoCloseable {
  private final Depot depot;

  private TestDepot(Depot depot) {
    this.depot = depot;
  }

  static TestDepot start(Path folder, InstantSource clock, String... flags) throws IOException {
    return start(folder, clock, FileLayer.PLAIN, flags);
  }

  static TestDepot start(Path folder, InstantSource clock, FileLayer layer, String... flags)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0"));
    all.addAll(List.of("--data", folder.toString()));
    boolean hasResource = false;
    for (String flag : flags) {
      hasResource |= flag.equals("--resource");
      all.add(flag);
    }
    if (!hasResource) {
      all.addAll(List.of("--resource", "id=1,path=" + folder.resolve("r1") + ",size=200m"));
    }
    DepotConfig config;
    try {
      config = DepotOptions.SCHEMA.parse(all.toArray(String[]::new));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
    Depot depot = new Depot(config, clock, layer);
    depot.start();
    return new TestDepot(depot);
  }

  static TestDepot start(Path folder, String... flags) throws IOException {
    return start(folder, InstantSource.system(), flags);
  }

  Depot depot() {
    return depot;
  }

  int port() {
    return depot.port();
  }

  /** What commands under way hold, in all resources. */
  long inUse() {
    return depot.resources().all().stream().mapToLong(Resource::inUse).sum();
  }

  RawClient connect() {
    return RawClient.connect(port());
  }

  /** Allocates with that request line and gives the keys. */
  Keys allocate(RawClient client, String line) {
    String answer = client.send(line).readLine();
    return Keys.of(answer, port());
  }

  Keys allocate(RawClient client, long size) {
    return allocate(client, "1 1 1 2 1 3600 " + size + " 30\n");
  }

  @Override
  public void close() throws IOException {
    depot.close();
  }

  /** The key fields of an ALLOCATE answer, and the capabilities they stand in. */
  record Keys(String read, String write, String manage, List<String> capabilities) {
    static Keys of(String answer, int port) {
      String[] parts = answer.split(" ", -1);
      if (parts.length != 5 || !parts[0].equals("1") || !parts[4].isEmpty()) {
        throw new AssertionError("not an ALLOCATE answer: " + answer);
      }
      UnaryOperator<String> field = capability -> capability.split("/", -1)[3];
      String start = "ibp://127.0.0.1:" + port + "/";
      for (int i = 1; i < 4; i++) {
        if (!parts[i].startsWith(start)) {
          throw new AssertionError(parts[i] + " does not name this depot");
        }
      }
      return new Keys(
          field.apply(parts[1]),
          field.apply(parts[2]),
          field.apply(parts[3]),
          List.of(parts).subList(1, 4));
    }
  }

  static final Duration SOON = Duration.ofSeconds(5);
}
