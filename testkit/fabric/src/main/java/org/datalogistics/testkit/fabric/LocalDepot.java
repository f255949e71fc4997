package org.datalogistics.testkit.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.Depot;
import org.datalogistics.depot.DepotOptions;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.node.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A depot on loopback that can be stopped and started again on its data and its port. */
public final class LocalDepot implements AutoCloseable {
  private final Path folder;
  private final InstantSource clock;
  private final List<String> flags;
  private @Nullable Depot depot;
  private int port;

  /**
   * A depot that is not started.
   *
   * @param folder its data
   * @param flags further options of {@code dlt depot}; without {@code --resource} it leases 1 GiB
   */
  public LocalDepot(Path folder, InstantSource clock, List<String> flags) {
    this.folder = folder;
    this.clock = clock;
    this.flags = List.copyOf(flags);
  }

  /** Starts it, at its earlier port if it had one. */
  public LocalDepot start() {
    List<String> arguments = new ArrayList<>(List.of("--host", "127.0.0.1"));
    arguments.addAll(List.of("--port", Integer.toString(port), "--data", folder.toString()));
    if (!flags.contains("--resource")) {
      arguments.addAll(List.of("--resource", "id=1,path=" + folder.resolve("r1") + ",size=1g"));
    }
    arguments.addAll(flags);
    try {
      Depot started = new Depot(DepotOptions.SCHEMA.parse(arguments.toArray(String[]::new)), clock);
      started.start();
      depot = started;
      port = started.port();
      return this;
    } catch (ConfigException e) {
      throw new IllegalArgumentException(String.join("\n", e.problems()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The running depot. */
  public Depot depot() {
    Depot running = depot;
    if (running == null) {
      throw new IllegalStateException("the depot is not running");
    }
    return running;
  }

  /** Where it listens, or listened. */
  public DepotAddress address() {
    return new DepotAddress("127.0.0.1", port);
  }

  /** Its data. */
  public Path folder() {
    return folder;
  }

  /** Stops it; {@link #start} starts it again. */
  public void stop() {
    Depot running = depot;
    depot = null;
    if (running != null) {
      try {
        running.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    stop();
  }
}
