package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.Direction;
import org.datalogistics.testkit.Ending;
import org.datalogistics.testkit.FaultProxy;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection may break at any byte: what it began counts whole or not at all, nothing is held.
 */
class CutTest {
  private static final String PAYLOAD = "hello world";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aStoreThatIsCutAtAnyByteCountsWholeOrNotAtAll(Ending how) throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient witness = depot.connect()) {
      Keys keys = depot.allocate(witness, 1000);
      String request = "1 2 " + keys.write() + " 1 " + PAYLOAD.length() + " 30\n" + PAYLOAD;
      for (int cut = 1; cut <= request.length(); cut++) {
        sendThroughCut(depot.port(), request, cut, how);
        await().atMost(SOON).until(() -> depot.depot().connections() == 1);
        await().atMost(SOON).until(() -> depot.inUse() == 0);
        int expected = size(witness, keys);
        if (cut < request.length()) {
          assertThat(expected).as("size after a cut at %s", cut).isZero();
        } else {
          assertThat(expected).isIn(0, PAYLOAD.length());
        }
      }
      witness.send("1 13 " + keys.write() + " 1 20 1 30\n!").expect("1 \n1 1 \n");
      witness.send("1 8 " + keys.read() + " 1 11 10 30\n").expect("1 10 \n\0\0\0\0\0\0\0\0\0!");
      witness.send("1 9 " + keys.manage() + " 1 42 1 30\n").expect("1 \n");
      await().atMost(SOON).until(() -> depot.inUse() == 0);
      assertThat(depot.depot().resources().all().get(0).usage().total()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsCutAnywhereHoldsNothing(Ending how) throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient witness = depot.connect()) {
      Keys keys = depot.allocate(witness, 100_000);
      witness.send("1 2 " + keys.write() + " 1 100000 30\n" + "x".repeat(100_000));
      witness.expect("1 \n1 100000 \n");
      String request = "1 8 " + keys.read() + " 1 0 100000 30\n1 4 5 30\n";
      for (int cut = 1; cut < 100_010; cut += cut < 12 ? 1 : 9973) {
        try (FaultProxy proxy = FaultProxy.to(depot.port());
            RawClient client = RawClient.connect(proxy.port())) {
          proxy.cutAfter(Direction.TO_CLIENT, cut, how);
          client.send(request).expectClosed(SOON);
        }
        await().atMost(SOON).until(() -> depot.depot().connections() == 1);
        await().atMost(SOON).until(() -> depot.inUse() == 0);
      }
    }
  }

  private static void sendThroughCut(int port, String request, int cut, Ending how) {
    try (FaultProxy proxy = FaultProxy.to(port);
        RawClient client = RawClient.connect(proxy.port())) {
      proxy.cutAfter(Direction.TO_SERVER, cut, how);
      client.send(request).expectClosed(SOON);
    } catch (UncheckedIOException cutWhileSending) {
      assertThat(cutWhileSending).hasMessageContaining("cannot send");
    }
  }

  private static int size(RawClient client, Keys keys) {
    String probe = client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").readLine();
    return Integer.parseInt(Arrays.asList(probe.split(" ", -1)).get(3));
  }
}
