package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FIFO, CIRQ and BUFFER, as the LoCI depot has them (IBP spec 12.3, appendix B); the lines end as
 * everywhere, and a refused STORE is answered once.
 */
class QueueConformanceTest extends Conformance {
  @Test
  void aFifoGivesItsBytesOnce() {
    play(
        """
        C> 0 1 1 3 3600 10 5
        S> 1 {caps 1}
        C> 0 2 {W1} 0 8 2 ␠
        C: 12345678
        S> 1
        S> 1 8
        # no room within a second
        C> 0 2 {W1} 0 8 1 ␠
        C: 12345678
        S> -19
        S> {closes}
        --
        C> 0 8 {R1} 0 0 4 2 ␠
        S> 1 4
        S: 1234
        C> 0 9 {M1} 0 40 0 0 0 0 5
        S> 1 1 0 4 10 {~3600} 1 3
        C> 0 2 {W1} 0 6 2 ␠
        C: abcdef
        S> 1
        S> 1 6
        # across the end, and whatever the offset
        C> 0 8 {R1} 0 7 10 2 ␠
        S> 1 10
        S: 5678abcdef
        C> 0 8 {R1} 0 0 4 1 ␠
        S> -1
        C> 0 9 {M1} 0 40 0 0 0 0 5
        S> 1 1 0 0 10 {~3600} 1 3
        """);
  }

  @Test
  void aCircularQueueDropsItsOldestBytes() {
    play(
        """
        C> 0 1 1 4 3600 10 5
        S> 1 {caps 1}
        C> 0 2 {W1} 0 8 2 ␠
        C: 12345678
        S> 1
        S> 1 8
        C> 0 2 {W1} 0 8 2 ␠
        C: abcdefgh
        S> 1
        S> 1 8
        C> 0 9 {M1} 0 40 0 0 0 0 5
        S> 1 1 0 10 10 {~3600} 1 4
        C> 0 8 {R1} 0 0 8 2 ␠
        S> 1 8
        S: 78abcdef
        C> 0 8 {R1} 0 0 8 1 ␠
        S> 1 2
        S: gh
        C> 0 8 {R1} 0 0 8 1 ␠
        S> -1
        C> 0 2 {W1} 0 11 2 ␠
        S> -19
        S> {closes}
        """);
  }

  @Test
  void aBufferIsReplacedByEachStore() {
    play(
        """
        C> 0 1 1 2 3600 10 5
        S> 1 {caps 1}
        C> 0 2 {W1} 0 8 2 ␠
        C: 12345678
        S> 1
        S> 1 8
        C> 0 8 {R1} 0 2 4 1 ␠
        S> 1 4
        S: 3456
        C> 0 2 {W1} 0 4 2 ␠
        C: abcd
        S> 1
        S> 1 4
        C> 0 8 {R1} 0 0 8 1 ␠
        S> 1 4
        S: abcd
        C> 0 8 {R1} 0 1 2 1 ␠
        S> 1 2
        S: bc
        C> 0 8 {R1} 0 4 2 1 ␠
        S> -46
        C> 0 9 {M1} 0 40 0 0 0 0 5
        S> 1 1 0 4 10 {~3600} 1 2
        C> 0 2 {W1} 0 11 2 ␠
        S> -19
        S> {closes}
        """);
  }

  @Test
  void whoWaitsGoesOnWhenTheOtherSideMoves() {
    play(
        """
        C> 1 1 1 2 3 3600 10 30
        S> 1 {caps 1}
        """);
    String read = "1 8 " + dialogue().value("R1") + " 0 0 ";
    String write = "1 2 " + dialogue().value("W1") + " 0 ";
    try (RawClient reader = depot().connect();
        RawClient writer = depot().connect()) {
      reader.send(read + "4 30\n").expectSilence(Duration.ofMillis(100));
      writer.send(write + "4 30\nabcd").expect("1 \n1 4 \n");
      reader.expect("1 4 \nabcd");
      writer.send(write + "10 30\n0123456789").expect("1 \n1 10 \n");
      writer.send(write + "3 30\n").expectSilence(Duration.ofMillis(100));
      reader.send(read + "2 30\n").expect("1 2 \n01");
      writer.expectSilence(Duration.ofMillis(100));
      reader.send(read + "1 30\n").expect("1 1 \n2");
      writer.expect("1 \n").send("xyz").expect("1 3 \n");
      reader.send(read + "10 30\n").expect("1 10 \n3456789xyz");
    }
    await().atMost(SOON).until(() -> depot().inUse() == 0);
  }

  @Test
  void whatWasNotTakenByTheSocketStaysInTheQueue() {
    int size = 30_000_000;
    play("C> 1 1 1 2 3 3600 " + size + " 30\nS> 1 {caps 1}\n");
    try (RawClient writer = depot().connect()) {
      writer.send("1 2 " + dialogue().value("W1") + " 0 " + size + " 30\n");
      writer.send(new byte[size]).expect("1 \n1 " + size + " \n");
      RawClient reader = depot().connect();
      reader.send("1 8 " + dialogue().value("R1") + " 0 0 " + size + " 30\n");
      reader.expect("1 " + size + " \n").readFully(1_000_000);
      reader.reset();
    }
    await().atMost(SOON).until(() -> depot().inUse() == 0);
    play("C> 1 9 {M1} 0 40 30\nS> 1 1 0 " + size + " " + size + " {~3600} 2 3\n");
  }

  @Test
  void whoGoesAwayWaitsNoMore() {
    play("C> 1 1 1 2 3 3600 10 30\nS> 1 {caps 1}\n");
    RawClient reader = depot().connect();
    reader.send("1 8 " + dialogue().value("R1") + " 0 0 5 300\n");
    await().atMost(SOON).until(() -> depot().inUse() > 0);
    reader.reset();
    await().atMost(SOON).until(() -> depot().inUse() == 0);
  }

  @Test
  void aBrokenStoreIsNotInTheQueue() {
    play(
        """
        C> 1 1 1 2 3 3600 10 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 3 30
        C: abc
        S> 1
        S> 1 3
        C> 1 2 {W1} 0 5 30
        C: de
        S> 1
        --
        C> 1 2 {W1} 0 2 30
        C: fg
        S> 1
        S> 1 2
        C> 1 8 {R1} 0 0 5 30
        S> 1 5
        S: abcfg
        """);
  }

  @Test
  void aBrokenStoreLeavesWhatWasInTheBuffer() {
    play(
        """
        C> 1 1 1 2 2 3600 10 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 3 30
        C: abc
        S> 1
        S> 1 3
        C> 1 2 {W1} 0 8 30
        C: 1234
        S> 1
        --
        C> 1 8 {R1} 0 0 3 30
        S> 1 3
        S: abc
        C> 1 2 {W1} 0 2 30
        C: xy
        S> 1
        S> 1 2
        C> 1 8 {R1} 0 0 2 30
        S> 1 2
        S: xy
        """);
  }

  @Test
  void whatIsInThemSurvivesARestart(@TempDir Path other) throws IOException {
    try (TestDepot first = TestDepot.start(other);
        Dialogue dialogue = new Dialogue(first)) {
      for (String type : new String[] {"2", "3", "4"}) {
        dialogue.play(
            """
            C> 1 1 1 2 TYPE 3600 10 30
            S> 1 {caps TYPE}
            C> 1 2 {WTYPE} 0 8 30
            C: 12345678
            S> 1
            S> 1 8
            C> 1 8 {RTYPE} 0 0 6 30
            S> 1 6
            S: 123456
            C> 1 2 {WTYPE} 0 7 30
            C: abcdefg
            S> 1
            S> 1 7
            """
                .replace("TYPE", type));
      }
      for (String name : new String[] {"R2", "R3", "R4"}) {
        dialogue().with(name, dialogue.value(name));
      }
    }
    try (TestDepot second = TestDepot.start(other);
        Dialogue dialogue = new Dialogue(second)) {
      for (String name : new String[] {"R2", "R3", "R4"}) {
        dialogue.with(name, dialogue().value(name));
      }
      dialogue.play(
          """
          C> 1 8 {R2} 0 0 7 30
          S> 1 7
          S: abcdefg
          C> 1 8 {R3} 0 0 9 30
          S> 1 9
          S: 78abcdefg
          C> 1 8 {R4} 0 0 9 30
          S> 1 9
          S: 78abcdefg
          """);
    }
  }

  @Test
  void checksumsOnTheWireGoWithThemToo() {
    play(
        """
        C> 1 1 1 2 3 3600 5 30
        S> 1 {caps 1}
        C> 1 28 4 10 {W1} 3862277 5 30
        S> 1
        C: abcdeab56b4d92b40713acc5af89985d4b786
        S> 1 5
        C> 1 24 4 10 {R1} 0 0 5 30
        S> 1 5
        S: abcdeab56b4d92b40713acc5af89985d4b786
        C> 1 8 {R1} 0 0 0 30
        S> 1 0
        """);
  }

  @Test
  void copiesTakeFromAQueueAndStoreIntoOne() {
    play(
        """
        C> 1 1 1 2 3 3600 10 30
        S> 1 {caps 1}
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 2}
        C> 1 1 2 2 4 3600 6 30
        S> 1 {caps 3}
        C> 1 2 {W1} 0 8 30
        C: 12345678
        S> 1
        S> 1 8
        C> 1 8 {R1} 0 0 5 30
        S> 1 5
        S: 12345
        C> 1 2 {W1} 0 6 30
        C: abcdef
        S> 1
        S> 1 6
        # in one piece, although it goes around the end
        C> 1 5 {R1} {cap W2} 0 0 7 30 30 30
        S> 1 7
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 2 10 {~3600} 2 3
        C> 1 8 {R2} 0 0 7 30
        S> 1 7
        S: 678abcd
        C> 1 5 {R2} {cap W3} 0 0 5 30 30 30
        S> 1 5
        C> 1 5 {R2} {cap W3} 0 5 2 30 30 30
        S> 1 2
        C> 1 8 {R3} 0 0 6 30
        S> 1 6
        S: 78abcd
        """);
  }

  @Test
  void settingTheSizeThatTheyHaveLeavesTheirBytes() {
    for (String type : new String[] {"2", "3", "4"}) {
      play(
          """
          C> 1 1 1 2 TYPE 3600 10 30
          S> 1 {caps 1}
          C> 1 2 {W1} 0 8 30
          C: 12345678
          S> 1
          S> 1 8
          C> 1 8 {R1} 0 0 8 30
          S> 1 8
          S: 12345678
          C> 1 2 {W1} 0 6 30
          C: abcdef
          S> 1
          S> 1 6
          C> 1 9 {M1} 0 45 10 30
          S> 1
          C> 1 8 {R1} 0 0 6 30
          S> 1 6
          S: abcdef
          """
              .replace("TYPE", type));
    }
  }

  @Test
  void aBufferCanGrowAndShrink() {
    play(
        """
        C> 1 1 1 2 2 3600 10 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 8 30
        C: 12345678
        S> 1
        S> 1 8
        C> 1 2 {W1} 0 6 30
        C: abcdef
        S> 1
        S> 1 6
        C> 1 9 {M1} 0 43 3 30 600 2 30
        S> 1
        C> 1 2 {W1} 0 25 30
        C: {repeat x 25}
        S> 1
        S> 1 25
        C> 1 8 {R1} 0 0 25 30
        S> 1 25
        S: {repeat x 25}
        C> 1 9 {M1} 0 45 4 30
        S> 1
        C> 1 8 {R1} 0 0 4 30
        S> 1 4
        S: xxxx
        C> 1 2 {W1} 0 3 30
        C: abc
        S> 1
        S> 1 3
        C> 1 8 {R1} 0 0 3 30
        S> 1 3
        S: abc
        """);
  }

  @Test
  void noDigestsAreKeptForThem() {
    for (String type : new String[] {"2", "3", "4"}) {
      play(
          """
          C> 1 29 4 16 1 2 TYPE 3600 100 30
          S> 1 {caps 1}
          C> 1 2 {W1} 0 3 30
          C: abc
          S> 1
          S> 1 3
          C> 1 31 {M1} 0 1 30
          S> -63
          S> {closes}
          --
          C> 1 31 {M1} 0 0 30
          S> -63
          S> {closes}
          --
          C> 1 32 {M1} 0 0 30
          S> 1 0$
          """
              .replace("TYPE", type));
    }
  }

  @Test
  void whoCanNotHaveBothEndsOfARingGivesUp() {
    play(
        """
        C> 1 1 1 2 4 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 5 30
        C: abcde
        S> 1
        S> 1 5
        C> 1 5 {R1} {cap W1} 0 0 5 1 1 1
        S> -46
        C> 1 8 {R1} 0 0 5 30
        S> 1 5
        S: abcde
        """);
  }

  @Test
  void partsOfThemMeanNothing() {
    play(
        """
        C> 1 1 1 2 3 3600 100 30
        S> 1 {caps 1}
        C> 1 14 {M1} 0 5 10 60 30
        S> 1 {caps a}
        C> 1 14 {M1} 0 0 0 60 30
        S> 1 {caps b}
        C> 1 2 {Wb} 0 5 30
        C: abcde
        S> 1
        S> 1 5
        C> 1 8 {Ra} 0 0 5 30
        S> -22
        C> 1 8 {Rb} 0 0 5 30
        S> 1 5
        S: abcde
        """);
  }

  @Test
  void theirSizeStaysAndTheyHaveNoOffsets() {
    for (int type = 3; type <= 4; type++) {
      play(
          """
          C> 1 1 1 2 TYPE 3600 10 30
          S> 1 {caps 1}
          C> 1 9 {M1} 0 43 3 20 600 2 30
          S> -20
          S> {closes}
          --
          C> 1 9 {M1} 0 43 3 10 600 1 30
          S> 1
          C> 1 9 {M1} 0 40 30
          S> 1 1 0 0 10 {~600} 1 TYPE
          C> 1 9 {M1} 0 45 5 30
          S> {int}
          S> {closes}
          --
          C> 1 13 {W1} 0 2 1 30
          S> -22
          S> {closes}
          --
          C> 1 18 {M1} 0 2 1 3600 5 30
          S> -22
          S> {closes}
          --
          """
              .replace("TYPE", Integer.toString(type)));
    }
    assertThat(depot().inUse()).isZero();
  }
}
