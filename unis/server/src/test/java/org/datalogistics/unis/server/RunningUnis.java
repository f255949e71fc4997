package org.datalogistics.unis.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;
import org.datalogistics.unis.server.http.HttpLimits;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server for the tests of one class, on loopback, any port, a folder of its own. */
final class RunningUnis implements BeforeAllCallback, AfterAllCallback {

  private final InstantSource clock;
  private Path data;
  private UnisServer server;

  RunningUnis() {
    this(InstantSource.system());
  }

  RunningUnis(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    data = Files.createTempDirectory("unis-test");
    UnisConfig config = UnisConfig.in(data).at("127.0.0.1", 0).withLbone(0);
    server = new UnisServer(config, clock, HttpLimits.forThisJvm(config.bodyLimit()));
    server.start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  int port() {
    return server.port();
  }

  int lbonePort() {
    return server.lbonePort();
  }

  UnisServer server() {
    return server;
  }
}
