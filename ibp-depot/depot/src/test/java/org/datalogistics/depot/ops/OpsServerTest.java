package org.datalogistics.depot.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.depot.traffic.TrafficReport;
import org.junit.jupiter.api.Test;

class OpsServerTest {
  private static DepotHealth health() {
    return new DepotHealth(
        "1.0",
        "h:1",
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        0,
        TrafficReport.NONE,
        List.of(),
        List.of());
  }

  @Test
  void aClientThatNeverEndsItsRequestIsCutOff() throws Exception {
    try (HealthCheck check = new HealthCheck(OpsServerTest::health, System::nanoTime);
        OpsServer server = start(new OpsConfig("127.0.0.1", 0), check, Duration.ofMillis(100));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aDepotThatCannotBeLookedAtAnswers503() throws Exception {
    try (HealthCheck check =
            new HealthCheck(
                () -> {
                  throw new IllegalStateException("broken on purpose");
                },
                System::nanoTime);
        OpsServer server = start(new OpsConfig("127.0.0.1", 0), check, Duration.ofSeconds(10))) {
      assertThat(get(server, "/health")).startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void whileTheDiskHangsTheAnswerIs503AndOneLookWaits() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    try (HealthCheck check =
            new HealthCheck(
                () -> {
                  looks.incrementAndGet();
                  try {
                    stuck.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return health();
                },
                System::nanoTime);
        OpsServer server = start(new OpsConfig("127.0.0.1", 0), check, Duration.ofSeconds(1))) {
      assertThat(get(server, "/health")).startsWith("HTTP/1.1 503 ");
      assertThat(looks).hasValue(1);
      stuck.countDown();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (HealthCheck check = new HealthCheck(OpsServerTest::health, System::nanoTime);
        OpsServer first = start(new OpsConfig("127.0.0.1", 0), check, Duration.ofSeconds(10))) {
      OpsConfig same = new OpsConfig("127.0.0.1", first.port());
      org.assertj.core.api.Assertions.assertThatIOException()
          .isThrownBy(() -> start(same, check, Duration.ofSeconds(10)))
          .withMessageContaining("Cannot serve metrics on 127.0.0.1 port " + first.port());
    }
  }

  private static OpsServer start(OpsConfig config, HealthCheck check, Duration deadline)
      throws IOException {
    Pages pages =
        new Pages(
            check,
            rid -> CompletableFuture.completedFuture(HttpAnswer.text(404, rid)),
            deadline.dividedBy(3));
    return OpsServer.start(config, pages, deadline);
  }

  private static String get(OpsServer server, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
