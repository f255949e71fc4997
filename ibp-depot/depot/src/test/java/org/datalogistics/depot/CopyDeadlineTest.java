package org.datalogistics.depot;

import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.Direction;
import org.datalogistics.testkit.FaultProxy;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies end with whoever asked for them, and with their deadline. */
class CopyDeadlineTest {
  @TempDir Path folder;
  private TestDepot depot;
  private RawClient client;
  private Keys keys;
  private ServerSocket silent;

  @BeforeEach
  void start() throws IOException {
    depot = TestDepot.start(folder);
    client = depot.connect();
    keys = depot.allocate(client, 2_000_000);
    client.send("1 2 " + keys.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
    silent = new ServerSocket(0);
  }

  @AfterEach
  void stop() throws IOException {
    silent.close();
    client.close();
    depot.close();
  }

  private String remote(int port, String kind) {
    return "ibp://127.0.0.1:" + port + "/1#x/1/" + kind;
  }

  @Test
  void aCopyToASilentDepotTimesOutAndHoldsNothing() {
    String target = remote(silent.getLocalPort(), "WRITE");
    client.send("1 5 " + keys.read() + " " + target + " 1 0 5 1 1 1\n").expect("-46 \n");
    await().atMost(SOON).until(() -> depot.inUse() == 0);
  }

  @Test
  void aCopyWhoseAskerResetsIsBrokenOff() {
    RawClient asker = depot.connect();
    String source = remote(silent.getLocalPort(), "READ");
    asker.send("1 21 1 " + keys.write() + " " + source + " 1 -1 0 5 500 500 500\n");
    await().atMost(SOON).until(() -> depot.inUse() > 0);
    asker.reset();
    await().atMost(SOON).until(() -> depot.inUse() == 0);
    client.send("1 2 " + keys.write() + " 1 1 30\n!").expect("1 \n1 1 \n");
    client.send("1 8 " + keys.read() + " 1 0 6 30\n").expect("1 6 \nhello!");
  }

  @Test
  void aCopyThatWaitsForItsTurnToAppendIsGivenUpWithItsAsker() {
    try (RawClient first = depot.connect()) {
      first.send("1 2 " + keys.write() + " 1 5 30\nab").expect("1 \n");
      int held = 2; // The allocation and its file.
      await().atMost(SOON).until(() -> depot.inUse() == held);
      String source = remote(silent.getLocalPort(), "READ");
      try (RawClient asker = depot.connect()) {
        asker.send("1 21 1 " + keys.write() + " " + source + " 1 -1 0 5 1 1 1\n").expect("-46 \n");
      }
      await().atMost(SOON).until(() -> depot.inUse() == held);
      first.send("cde").expect("1 5 \n");
    }
  }

  @Test
  void whatArrivesAfterAPullWasGivenUpIsNotWritten(@TempDir Path other) throws IOException {
    int size = 1_500_000;
    try (TestDepot second = TestDepot.start(other);
        RawClient there = second.connect();
        FaultProxy slow = FaultProxy.to(second.port())) {
      Keys from = second.allocate(there, size);
      there.send("1 2 " + from.write() + " 1 " + size + " 30\n").send(new byte[size]);
      there.expect("1 \n1 " + size + " \n");
      slow.throttle(Direction.TO_CLIENT, 500_000);
      String source =
          from.capabilities().get(0).replace(":" + second.port() + "/", ":" + slow.port() + "/");
      client.send("1 21 1 " + keys.write() + " " + source + " 1 -1 0 " + size + " 1 1 1\n");
      client.expect("-46 \n");
      try (RawClient next = depot.connect()) {
        next.send("1 2 " + keys.write() + " 1 6 30\n world").expect("1 \n1 6 \n");
        next.expectSilence(Duration.ofMillis(300));
        next.send("1 8 " + keys.read() + " 1 0 11 30\n").expect("1 11 \nhello world");
      }
      await().atMost(SOON).until(() -> depot.inUse() == 0);
    }
  }

  @Test
  void aCopyToItselfUnderAnotherNameWorks() {
    String target = "ibp://localhost:" + depot.port() + "/" + keys.write() + "/1/WRITE";
    String source = "ibp://localhost:" + depot.port() + "/" + keys.read() + "/1/READ";
    client.send("1 5 " + keys.read() + " " + target + " 1 0 5 30 30 30\n").expect("1 5 \n");
    client.send("1 21 1 " + keys.write() + " " + source + " 1 -1 0 2 30 30 30\n").expect("1 2 \n");
    client.send("1 5 " + keys.read() + " " + target + " 1 0 0 30 30 30\n").expect("1 0 \n");
    client.send("1 8 " + keys.read() + " 1 0 12 30\n").expect("1 12 \nhellohellohe");
    client.send("1 5 nokey " + target + " 1 0 5 30 30 30\n").expect("-4 \n");
  }
}
