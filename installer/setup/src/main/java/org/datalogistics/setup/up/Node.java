package org.datalogistics.setup.up;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.datalogistics.depot.Depot;
import org.datalogistics.depot.DepotOptions;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.node.DataFolder;
import org.datalogistics.node.config.ConfigException;
import org.datalogistics.node.lifecycle.Service;
import org.datalogistics.node.net.Machine;
import org.datalogistics.unis.server.UnisConfig;
import org.datalogistics.unis.server.UnisServer;
import org.jspecify.annotations.Nullable;

/** A whole node: a directory, and a depot that is registered in it. */
final class Node implements Service {
  private static final String ANY_ADDRESS = "0.0.0.0";
  private static final String LOOPBACK = "127.0.0.1";

  private final UpConfig config;
  private final PrintStream out;
  private final PrintStream err;
  private final String command;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private @Nullable String url;

  /**
   * A node that is not started yet.
   *
   * @param out is told of each service that is ready
   * @param err is told what one can do next
   * @param command how the user calls the toolkit
   */
  Node(UpConfig config, PrintStream out, PrintStream err, String command) {
    this.config = config;
    this.out = out;
    this.err = err;
    this.command = command;
  }

  @Override
  public String name() {
    return "up";
  }

  @Override
  public void start() throws Exception {
    open.push(DataFolder.open(config.data()));
    Ports ports = new Ports(config.data(), config.host());
    String publicHost = config.publicHost().orElseGet(this::findPublicHost);

    int unisPort = ports.choose("unis", "--unis-port", config.unisPort(), UnisConfig.DEFAULT_PORT);
    UnisServer unis = new UnisServer(UnisConfig.SCHEMA.parse(unisFlags(unisPort)));
    start(unis);
    ports.remember("unis", unis.port());

    int port = ports.choose("depot", "--port", config.port(), DepotAddress.DEFAULT_PORT);
    Depot depot = depot(port, publicHost, "http://" + localHost() + ":" + unis.port());
    start(depot);
    ports.remember("depot", depot.port());

    url = "http://" + publicHost + ":" + unis.port();
    err.print(Welcome.text(command, config.data(), depot.depotAddress(), url));
    err.flush();
  }

  private void start(Service service) throws Exception {
    open.push(service);
    service.start();
    out.println("READY " + service.name() + " " + service.address());
    out.flush();
  }

  private String[] unisFlags(int port) {
    return new String[] {
      "--host", config.host(),
      "--port", Integer.toString(port),
      "--data", config.data().resolve("unis").toString()
    };
  }

  private Depot depot(int port, String publicHost, String unisUrl) throws ConfigException {
    String folder = config.data().resolve("depot").toString();
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--host", config.host(),
                "--public-host", publicHost,
                "--port", Integer.toString(port),
                "--data", folder,
                "--unis", unisUrl));
    config
        .size()
        .ifPresent(
            size ->
                flags.addAll(
                    List.of("--resource", "id=1,path=" + folder + "/resource-1,size=" + size)));
    return new Depot(DepotOptions.SCHEMA.parse(flags.toArray(String[]::new)));
  }

  private String findPublicHost() {
    return config.host().equals(ANY_ADDRESS) ? Machine.publicAddress() : config.host();
  }

  /** Where this process reaches its own services. */
  private String localHost() {
    return config.host().equals(ANY_ADDRESS) ? LOOPBACK : config.host();
  }

  @Override
  public String address() {
    String known = url;
    if (known == null) {
      throw new IllegalStateException("the node is not started");
    }
    return known;
  }

  /** Ends everything, the last started first, each whatever became of the one before. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IOException("the node did not end as it should", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
