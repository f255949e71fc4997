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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clients change one allocation at the same time; nobody's acknowledged bytes suffer. */
class ConcurrentChangeTest {
  private static final Duration MOMENT = Duration.ofMillis(150);

  @TempDir Path folder;
  private TestDepot depot;
  private RawClient client;
  private Keys keys;

  @BeforeEach
  void start() throws IOException {
    depot = TestDepot.start(folder);
    client = depot.connect();
    keys = depot.allocate(client, 1000);
  }

  @AfterEach
  void stop() throws IOException {
    await().atMost(SOON).until(() -> depot.inUse() == 0);
    client.close();
    depot.close();
  }

  private String store(int length) {
    return "1 2 " + keys.write() + " 1 " + length + " 30\n";
  }

  private String write(int offset, int length) {
    return "1 13 " + keys.write() + " 1 " + offset + " " + length + " 30\n";
  }

  private String load(int offset, int length) {
    return "1 8 " + keys.read() + " 1 " + offset + " " + length + " 30\n";
  }

  private void awaitConnections(int count) {
    await().atMost(SOON).until(() -> depot.depot().connections() == count);
  }

  @Test
  void aBrokenUploadLeavesNothingInTheHoleBelowALaterWrite() {
    try (RawClient broken = depot.connect()) {
      broken.send(store(10) + "abcd").expect("1 \n");
      client.send(write(20, 1) + "z").expect("1 \n1 1 \n");
      broken.reset();
    }
    awaitConnections(1);
    await().atMost(SOON).until(() -> depot.inUse() == 0);
    client.send(load(0, 21)).expect("1 21 \n" + "\0".repeat(20) + "z");
  }

  @Test
  void aBrokenUploadDoesNotTouchTheBytesOfAnotherThatOverlaps() {
    RawClient broken = depot.connect();
    broken.send(write(0, 100) + "x".repeat(50)).expect("1 \n");
    client.send(write(0, 10) + "01234").expectSilence(MOMENT);
    broken.reset();
    client.expect("1 \n").send("56789").expect("1 10 \n");
    client.send(load(0, 10)).expect("1 10 \n0123456789");
  }

  @Test
  void anAppendThatBeganFirstDoesNotOverwriteAnAcknowledgedWrite() {
    try (RawClient append = depot.connect()) {
      append.send(store(10)).expect("1 \n");
      client.send(write(0, 4) + "WXYZ").expectSilence(MOMENT);
      append.send("abcdefghij").expect("1 10 \n");
    }
    client.expect("1 \n1 4 \n");
    client.send(load(0, 10)).expect("1 10 \nWXYZefghij");
  }

  @Test
  void uploadsThatDoNotMeetGoOnTogether() {
    client.send(store(10) + "0123456789").expect("1 \n1 10 \n");
    try (RawClient first = depot.connect();
        RawClient second = depot.connect();
        RawClient third = depot.connect()) {
      first.send(store(4) + "ab").expect("1 \n");
      second.send(write(14, 4) + "ef").expect("1 \n");
      third.send(write(8, 2) + "8").expect("1 \n");
      client.send(write(0, 8) + "abcdefgh").expect("1 \n1 8 \n");
      third.send("9").expect("1 2 \n");
      second.send("gh").expect("1 4 \n");
      first.send("cd").expect("1 4 \n");
    }
    client.send(load(0, 18)).expect("1 18 \nabcdefgh89abcdefgh");
  }

  @Test
  void truncationWaitsForUploadsBehindItsEndAndNothingOfThemComesBack() {
    client.send(store(100) + "x".repeat(100)).expect("1 \n1 100 \n");
    try (RawClient upload = depot.connect();
        RawClient later = depot.connect()) {
      upload.send(write(200, 4) + "ab").expect("1 \n");
      client.send("1 9 " + keys.manage() + " 1 45 10 30\n").expectSilence(MOMENT);
      upload.send("cd").expect("1 4 \n");
      client.expect("1 \n");
      client.send("1 9 " + keys.manage() + " 1 43 3 1000 600 1 30\n").expect("1 \n");
      later.send(write(300, 1) + "z").expect("1 \n1 1 \n");
    }
    client.send(load(0, 301)).expect("1 301 \n" + "x".repeat(10) + "\0".repeat(290) + "z");
  }

  @Test
  void aTruncationThatNobodyWaitsForIsNotCarriedOut() {
    client.send(store(10) + "0123456789").expect("1 \n1 10 \n");
    try (RawClient upload = depot.connect()) {
      upload.send(store(4) + "ab").expect("1 \n");
      try (RawClient impatient = depot.connect()) {
        impatient.send("1 9 " + keys.manage() + " 1 45 2 1\n").expect("-46 \n");
      }
      upload.send("cd").expect("1 4 \n");
    }
    client.send(load(0, 14)).expect("1 14 \n0123456789abcd");
  }

  @Test
  void anEmptyWriteChangesNothing() {
    client.send(write(50, 0)).expect("1 \n1 0 \n");
    client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n");
    assertThat(client.readLine()).startsWith("1 1 0 0 1000 ");
  }

  @Test
  void hundredsOfAppendsThatWaitAreServedOneAfterTheOther() {
    int count = 700;
    List<RawClient> waiting = new ArrayList<>();
    client.send(store(1)).expect("1 \n");
    for (int i = 0; i < count; i++) {
      waiting.add(depot.connect().send(store(1) + "x"));
    }
    await().atMost(SOON).until(() -> depot.depot().connections() == count + 1);
    waiting.get(count - 1).expectSilence(MOMENT);
    client.send("x").expect("1 1 \n");
    for (RawClient each : waiting) {
      each.expect("1 \n1 1 \n");
      each.close();
    }
    client.send(load(0, count + 1)).expect("1 701 \n" + "x".repeat(count + 1));
    awaitConnections(1);
  }

  @Test
  void hundredsOfAppendsThatWaitAllHearOfTheDeletion() {
    int count = 700;
    List<RawClient> waiting = new ArrayList<>();
    client.send(store(1)).expect("1 \n");
    for (int i = 0; i < count; i++) {
      waiting.add(depot.connect().send(store(1)));
    }
    await().atMost(SOON).until(() -> depot.depot().connections() == count + 1);
    waiting.get(count - 1).expectSilence(MOMENT);
    try (RawClient owner = depot.connect()) {
      owner.send("1 9 " + keys.manage() + " 1 42 1 30\n").expect("1 \n");
    }
    client.send("x").expect("-4 \n");
    for (RawClient each : waiting) {
      each.expect("-4 \n");
      each.close();
    }
    awaitConnections(1);
  }

  @Test
  void whoGivesUpWaitingLeavesNothingBehind() {
    client.send(store(2) + "a").expect("1 \n");
    int before = 2; // The allocation and its file.
    await().atMost(SOON).until(() -> depot.inUse() == before);
    for (int i = 0; i < 50; i++) {
      depot.connect().send(store(1) + "x").reset();
    }
    await().atMost(SOON).until(() -> depot.inUse() == before);
    awaitConnections(1);
    client.send("x").expect("1 2 \n");
  }
}
