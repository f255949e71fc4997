package org.datalogistics.testkit.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.unis.server.UnisConfig;
import org.datalogistics.unis.server.UnisServer;
import org.jspecify.annotations.Nullable;

/** Depots and, if wanted, a UNIS they register in, with everything in one temporary folder. */
public final class MiniFabric implements AutoCloseable {
  private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final Path folder;
  private final @Nullable UnisServer unis;
  private final List<LocalDepot> depots = new ArrayList<>();

  private MiniFabric(Builder builder) throws IOException {
    folder = Files.createTempDirectory("fabric");
    unis =
        builder.withUnis
            ? new UnisServer(UnisConfig.in(folder.resolve("unis")).at("127.0.0.1", 0).withLbone(0))
            : null;
    try {
      List<String> flags = new ArrayList<>(builder.depotFlags);
      if (unis != null) {
        unis.start();
        flags.addAll(List.of("--unis", unis.uri().toString()));
      }
      for (int i = 0; i < builder.depotCount; i++) {
        depots.add(new LocalDepot(folder.resolve("depot-" + i), builder.clock, flags).start());
      }
      if (unis != null) {
        awaitRegistration();
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A depot registers after it is ready; tests are to find all of them. */
  private void awaitRegistration() throws IOException {
    long end = System.nanoTime() + REGISTRATION_LIMIT.toNanos();
    try {
      while (!depots.stream().allMatch(each -> each.depot().isRegistered())) {
        if (System.nanoTime() > end) {
          throw new IOException("not all depots are registered after " + REGISTRATION_LIMIT);
        }
        Thread.sleep(LOOK.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the depots register", e);
    }
  }

  /** A fabric of one depot without UNIS, to be changed. */
  public static Builder builder() {
    return new Builder();
  }

  /** All depots, stopped ones too. */
  public List<LocalDepot> depots() {
    return List.copyOf(depots);
  }

  /** One of them, from 0. */
  public LocalDepot depot(int index) {
    return depots.get(index);
  }

  /** Where the depots listen. */
  public List<DepotAddress> addresses() {
    return depots.stream().map(LocalDepot::address).toList();
  }

  /** The directory. */
  public URI unis() {
    if (unis == null) {
      throw new IllegalStateException("this fabric has no UNIS");
    }
    return unis.uri();
  }

  /** The port on which the directory answers L-Bone clients. */
  public int lbonePort() {
    if (unis == null) {
      throw new IllegalStateException("this fabric has no UNIS");
    }
    return unis.lbonePort();
  }

  /** A folder for files of the test, gone with the fabric. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    depots.forEach(LocalDepot::close);
    try (Stream<Path> files = Files.walk(folder)) {
      if (unis != null) {
        unis.close();
      }
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the fabric consists of. */
  public static final class Builder {
    private int depotCount = 1;
    private boolean withUnis;
    private InstantSource clock = InstantSource.system();
    private List<String> depotFlags = List.of();

    private Builder() {}

    /** So many depots. */
    public Builder depots(int count) {
      depotCount = count;
      return this;
    }

    /** With a UNIS, in which the depots are registered when the fabric has started. */
    public Builder withUnis() {
      withUnis = true;
      return this;
    }

    /** The time of the depots' leases. */
    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    /** Further options of {@code dlt depot} for each of them. */
    public Builder depotFlags(String... flags) {
      depotFlags = List.of(flags);
      return this;
    }

    /** Starts everything. */
    public MiniFabric start() {
      try {
        return new MiniFabric(this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
