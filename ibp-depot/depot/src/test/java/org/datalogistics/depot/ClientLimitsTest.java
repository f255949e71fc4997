package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One client address takes its share and no more. */
class ClientLimitsTest {
  private static final String NOTICE = "-66 \\d+\\.\\d{6}";
  private static final int SIZE = 2_000_000;

  @TempDir Path folder;

  @Test
  void moreConnectionsThanItsShareAreTurnedAway() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--client-connections", "2");
        RawClient first = depot.connect()) {
      first.send("1 4 3 30\n").expect("1 1 \n");
      try (RawClient second = depot.connect()) {
        second.send("1 4 3 30\n").expect("1 1 \n");
        try (RawClient third = depot.connect()) {
          assertThat(third.readLine()).matches(NOTICE);
          third.expectEof(SOON);
        }
      }
      await().atMost(SOON).until(() -> depot.depot().connections() == 1);
      try (RawClient third = depot.connect()) {
        third.send("1 4 3 30\n").expect("1 1 \n");
      }
    }
  }

  @Test
  void oneAddressCannotTakeAllConnections() throws IOException {
    List<RawClient> served = new ArrayList<>();
    try (TestDepot depot = TestDepot.start(folder, "--max-connections", "4")) {
      for (int i = 0; i < 3; i++) {
        served.add(depot.connect().send("1 4 3 30\n").expect("1 1 \n"));
      }
      try (RawClient fourth = depot.connect()) {
        assertThat(fourth.readLine()).matches(NOTICE);
      }
    } finally {
      served.forEach(RawClient::close);
    }
  }

  @Test
  void allocationsBeyondTheRateHaveToComeBackLater() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--client-allocations", "3");
        RawClient client = depot.connect()) {
      for (int i = 0; i < 3; i++) {
        depot.allocate(client, 10);
      }
      client.send("1 4 3 30\n").expect("1 1 \n");
      String answer = client.send("1 1 1 2 1 3600 10 30\n").readLine();
      assertThat(answer).matches(NOTICE);
      assertThat(Double.parseDouble(answer.substring(4))).isBetween(10.0, 20.0);
      client.expectEof(SOON);
    }
  }

  @Test
  void uploadsAndDownloadsKeepToTheirRates() throws IOException {
    try (TestDepot depot =
            TestDepot.start(folder, "--client-bytes-in", "2m", "--client-bytes-out", "1m");
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, SIZE);
      long start = System.nanoTime();
      client.send("1 2 " + keys.write() + " 1 " + SIZE + " 1\n").send(new byte[SIZE]);
      client.expect("1 \n1 " + SIZE + " \n");
      long stored = System.nanoTime();
      client.send("1 8 " + keys.read() + " 1 0 " + SIZE + " 1\n");
      client.expect("1 " + SIZE + " \n").readFully(SIZE);
      long loaded = System.nanoTime();
      // The first quarter of a second's worth goes at once; the end goes before it is paid.
      assertThat(Duration.ofNanos(stored - start)).isGreaterThan(Duration.ofMillis(500));
      assertThat(Duration.ofNanos(loaded - stored)).isGreaterThan(Duration.ofMillis(1200));
      client.send("1 4 3 30\n").expect("1 1 \n");
    }
  }
}
