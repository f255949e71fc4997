package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A depot that is told to end lets go of idle clients and finishes what is under way. */
class ShutdownTest {
  @TempDir Path folder;

  private static CompletableFuture<Void> close(TestDepot depot) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            depot.close();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void anUploadUnderWayIsFinishedAndKept() throws IOException {
    Keys keys;
    TestDepot depot = TestDepot.start(folder);
    try (RawClient idle = depot.connect();
        RawClient busy = depot.connect()) {
      keys = depot.allocate(busy, 100);
      idle.send("1 4 3 30\n").expect("1 1 \n");
      busy.send("1 2 " + keys.write() + " 1 10 30\nhello").expect("1 \n");
      CompletableFuture<Void> closed = close(depot);
      idle.expectEof(SOON);
      assertThat(closed).isNotDone();
      busy.send("world").expect("1 10 \n").expectEof(SOON);
      closed.join();
    }
    try (TestDepot again = TestDepot.start(folder);
        RawClient client = again.connect()) {
      client.send("1 8 " + keys.read() + " 1 0 10 30\n").expect("1 10 \nhelloworld");
    }
  }

  @Test
  void aDownloadUnderWayIsFinished() throws IOException {
    int size = 30_000_000;
    TestDepot depot = TestDepot.start(folder);
    try (RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, size);
      client.send("1 2 " + keys.write() + " 1 " + size + " 30\n").send(new byte[size]);
      client.expect("1 \n1 " + size + " \n");
      client.send("1 8 " + keys.read() + " 1 0 " + size + " 30\n").expect("1 " + size + " \n");
      CompletableFuture<Void> closed = close(depot);
      client.readFully(size);
      client.expectEof(SOON);
      closed.join();
    }
  }

  @Test
  void whoDoesNotFinishIsWaitedForSoLongAndNoLonger() throws IOException {
    TestDepot depot = TestDepot.start(folder, "--shutdown-grace", "300ms");
    try (RawClient busy = depot.connect()) {
      Keys keys = depot.allocate(busy, 100);
      busy.send("1 2 " + keys.write() + " 1 10 30\nhello").expect("1 \n");
      long start = System.nanoTime();
      depot.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
      busy.expectClosed(SOON);
    }
  }
}
