package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody holds a connection, a payload or a place in a queue for longer than its deadline. */
class DeadlineTest {
  private static final String NOTICE = "-66 0\\.\\d{6}";

  @TempDir Path folder;

  @Test
  void halfALineIsAnErrorWhenItsTimeIsUpHoweverSlowlyItGrows() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--idle-timeout", "1s");
        RawClient client = depot.connect()) {
      long start = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(SOON)
          .until(() -> !sends(client, "1") || System.nanoTime() - start > 1_200_000_000L);
      client.expect("-21 \n");
      assertThat(client.readLine()).matches(NOTICE);
      client.expectClosed(SOON);
    }
  }

  private static boolean sends(RawClient client, String text) {
    try {
      client.send(text);
      return true;
    } catch (UncheckedIOException closed) {
      return false;
    }
  }

  @Test
  void anIdleConnectionIsClosedSilentlyOrWithANotice(@TempDir Path other) throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--idle-timeout", "300ms");
        RawClient client = depot.connect()) {
      client.expectEof(SOON);
    }
    try (TestDepot depot = TestDepot.start(other, "--idle-timeout", "300ms", "--idle-notice");
        RawClient client = depot.connect()) {
      assertThat(client.readLine()).matches(NOTICE);
      client.expectEof(SOON);
    }
  }

  @Test
  void aPayloadThatStopsIsGivenUpAndDoesNotCount() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 100);
      try (RawClient slow = depot.connect()) {
        slow.send("1 2 " + keys.write() + " 1 10 1\nabcd").expect("1 \n").expectEof(SOON);
      }
      client.send("1 2 " + keys.write() + " 1 2 30\nxy").expect("1 \n1 2 \n");
      client.send("1 13 " + keys.write() + " 1 6 1 30\nz").expect("1 \n1 1 \n");
      client.send("1 8 " + keys.read() + " 1 0 7 30\n").expect("1 7 \nxy\0\0\0\0z");
    }
  }

  @Test
  void aPayloadThatDripsIsGivenUp() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 100_000);
      client.send("1 2 " + keys.write() + " 1 100 1\n").expect("1 \n");
      await().pollInterval(Duration.ofMillis(100)).atMost(SOON).until(() -> !sends(client, "x"));
    }
  }

  @Test
  void aLargePayloadThatDripsIsGivenUpAsSoon() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 100_000_000);
      client.send("1 2 " + keys.write() + " 1 100000000 1\n").expect("1 \n");
      await().pollInterval(Duration.ofMillis(100)).atMost(SOON).until(() -> !sends(client, "x"));
    }
  }

  @Test
  void noRequestIsWaitedForLongerThanTheLongestTimeout() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--max-timeout", "1s");
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 100);
      client.send("1 2 " + keys.write() + " 1 10 2147483647\n").expect("1 \n").expectEof(SOON);
    }
  }

  @Test
  void aLoadThatNobodyTakesIsGivenUp() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      int size = 60_000_000;
      Keys keys = depot.allocate(client, size);
      client.send("1 2 " + keys.write() + " 1 " + size + " 30\n").send(new byte[size]);
      client.expect("1 \n1 " + size + " \n");
      try (RawClient lazy = depot.connect()) {
        lazy.send("1 8 " + keys.read() + " 1 0 " + size + " 1\n").expect("1 " + size + " \n");
        await().atMost(SOON).until(() -> depot.depot().connections() == 1);
      }
    }
  }

  @Test
  void appendsTakeTurnsAndAWaitingOneHasADeadline() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient first = depot.connect();
        RawClient second = depot.connect();
        RawClient third = depot.connect()) {
      Keys keys = depot.allocate(first, 100);
      first.send("1 2 " + keys.write() + " 1 4 30\nab").expect("1 \n");
      second.send("1 2 " + keys.write() + " 1 2 1\nxx").expect("-46 \n");
      assertThat(second.readLine()).matches(NOTICE);
      third.send("1 2 " + keys.write() + " 1 2 30\nef").expectSilence(Duration.ofMillis(100));
      first.send("cd").expect("1 4 \n");
      third.expect("1 \n1 2 \n");
      third.send("1 8 " + keys.read() + " 1 0 6 30\n").expect("1 6 \nabcdef");
    }
  }

  @Test
  void payloadFarAheadOfItsGoAheadIsTakenWhenItsTurnComes() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient first = depot.connect();
        RawClient second = depot.connect()) {
      int size = 8_000_000;
      Keys keys = depot.allocate(first, size + 1);
      first.send("1 2 " + keys.write() + " 1 1 30\n").expect("1 \n");
      Thread sender =
          new Thread(
              () ->
                  second.send("1 2 " + keys.write() + " 1 " + size + " 30\n").send(new byte[size]));
      sender.start();
      second.expectSilence(Duration.ofMillis(300));
      first.send("x").expect("1 1 \n");
      second.expect("1 \n1 " + size + " \n");
    }
  }

  @Test
  void surplusConnectionsAreToldToComeBackLater() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--max-connections", "2")) {
      RawClient first = depot.connect();
      RawClient second = depot.connect();
      first.send("1 4 3 30\n").expect("1 1 \n");
      second.send("1 4 3 30\n").expect("1 1 \n");
      try (RawClient third = depot.connect()) {
        assertThat(third.readLine()).matches(NOTICE);
        third.expectEof(SOON);
      }
      first.close();
      await().atMost(SOON).until(() -> depot.depot().connections() == 1);
      try (RawClient third = depot.connect()) {
        third.send("1 4 3 30\n").expect("1 1 \n");
      }
      second.close();
    }
  }

  @Test
  void longLinesWorkAndTooLongOnesAreRefused() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      client.send("1 4 3 30" + " ".repeat(204_700) + "\n").expect("1 1 \n");
      client.send("1".repeat(204_800)).expect("-21 \n");
      assertThat(client.readLine()).matches(NOTICE);
    }
  }

  @Test
  void whoEndsItsOutputStillGetsItsAnswers() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      client.send("1 4 3 30\n1 4 3 30\n").endOutput().expect("1 1 \n1 1 \n").expectEof(SOON);
    }
  }
}
