package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines, endings and limits (IBP spec 1, 2, 6, appendix A.3). */
class ConnectionConformanceTest extends Conformance {
  @ParameterizedTest
  @CsvSource({
    "1 50 x 30, -43",
    "1 0 x 30, -43",
    "1 10 x 30, -43",
    "1 11 x 30, -43",
    "1 99 2 4 13004461538609613398 0 -1 0 30, -43",
    "1 6 1024, -43",
    "0 6 1024, -43",
    "1 12 5 2, -43",
    "0 3 1#x 127.0.0.1 7777 1 0 5 5, -43",
    "0 7 1#x 127.0.0.1 7777 1 5 5, -43",
    "'', -21",
    "'  ', -21",
    "x, -21",
    "'1\t4\t3\t30', -43",
    "-1 4 3 30, -27",
  })
  void whatIsNoCommandEndsTheConnection(String request, String code) {
    refusedClosing(request, code);
  }

  @Test
  void aLineMayNotBeLongerThanItMust() {
    play("C> 1 4 3 30" + " ".repeat(204_790) + "\nS> 1 1 2\n");
    try (RawClient client = depot().connect()) {
      client.send("1 4 3 " + "0".repeat(300_000) + "\n").expect("-21 \n");
      assertThat(client.readLine()).matches("-66 0\\.\\d{6}");
      client.expectClosed(SOON);
    }
  }

  @Test
  void aLineMayComeInPieces() {
    try (RawClient client = depot().connect()) {
      client.send("1 4").expectSilence(Duration.ofMillis(50));
      client.send(" 3 30").expectSilence(Duration.ofMillis(50));
      client.send("\n").expect("1 1 2 \n");
    }
  }

  @Test
  void payloadThatDoesNotComeInTimeEndsTheConnectionSilentlyAndCountsNothing() {
    play(
        """
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 10 1
        C: abcd
        S> 1
        S> {eof}
        --
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 0 100 {~3600} 2 1
        """);
  }

  /** Depots with other settings. */
  @Nested
  class WithSettings {
    @TempDir Path temporary;

    @Test
    void aSurplusConnectionGetsTheNotice() throws IOException {
      try (TestDepot small = TestDepot.start(temporary, "--max-connections", "1");
          RawClient first = small.connect()) {
        first.send("1 4 3 30\n").expect("1 1 \n");
        try (RawClient second = small.connect()) {
          assertThat(second.readLine()).matches("-66 0\\.\\d{6}");
          second.expectEof(SOON);
        }
        first.send("1 4 3 30\n").expect("1 1 \n");
      }
    }

    @Test
    void silenceEndsSilentlyAndHalfALineIsAnError() throws IOException {
      try (TestDepot quick = TestDepot.start(temporary, "--idle-timeout", "1s");
          RawClient silent = quick.connect();
          RawClient half = quick.connect()) {
        half.send("1 4 3 ").expect("-21 \n");
        assertThat(half.readLine()).matches("-66 0\\.\\d{6}");
        half.expectEof(SOON);
        silent.expectEof(SOON);
      }
    }

    @Test
    void silenceEndsWithTheNoticeWhereThatIsWanted() throws IOException {
      try (TestDepot quick = TestDepot.start(temporary, "--idle-timeout", "1s", "--idle-notice");
          RawClient silent = quick.connect()) {
        assertThat(silent.readLine()).matches("-66 0\\.\\d{6}");
        silent.expectEof(SOON);
      }
    }

    @Test
    void refusalsLeaveTheConnectionOpenIfTheSettingSaysSo() throws IOException {
      try (TestDepot soft = TestDepot.start(temporary, "--soft-fail");
          Dialogue dialogue = new Dialogue(soft)) {
        dialogue.play(
            """
            C> 1 9 1#nokey 0 40 30
            S> -4
            C> 1 1 1 2 1 99999999 1000 30
            S> -28
            C> 1 4 77 1 ibp 30
            S> -50
            # nothing is on its way
            C> 1 2 1#nokey 0 0 30
            S> -4
            C> 1 4 3 30
            S> 1 1
            # what does not parse ends the connection all the same
            C> 1 2 1#nokey 0 5 30
            C: hello
            S> -4
            S> {closes}
            --
            C> 1 9 1#nokey 0 44 30
            S> -21
            S> {closes}
            """);
      }
    }
  }
}
