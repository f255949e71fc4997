package org.datalogistics.depot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STORE, WRITE, LOAD and the vectors (IBP spec 7.2 to 7.4). */
class TransferConformanceTest extends Conformance {
  @BeforeEach
  void allocate() {
    play(
        """
        C> 1 1 1 2 1 3600 1000 30
        S> 1 {caps 1}
        """);
  }

  @Test
  void payloadMayComeWithTheCommandOrBehindTheGoAhead() {
    play(
        """
        C> 1 2 {W1} 0 5 30
        S> 1
        C: hello
        S> 1 5
        C> 0 2 {W1} 0 5 30
        C: HELLO
        S> 1
        S> 1 5
        C> 1 13 {W1} 0 12 1 30
        C: !
        S> 1
        S> 1 1
        C> 1 8 {R1} 0 0 13 30
        S> 1 13
        S: helloHELLO␀␀!
        """);
  }

  @Test
  void nothingIsATransferToo() {
    play(
        """
        C> 1 2 {W1} 0 0 30
        S> 1
        S> 1 0
        C> 1 13 {W1} 0 500 0 30
        S> 1
        S> 1 0
        C> 1 33 {W1} 0 0 30
        S> 1
        S> 1 0
        C> 1 8 {R1} 0 0 0 30
        S> 1 0
        C> 1 35 {R1} 0 0 30
        S> 1 0
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 0 1000 {~3600} 2 1
        """);
  }

  @Test
  void piecesAreWrittenAndReadInTheirOrder() {
    play(
        """
        C> 1 33 {W1} 0 3 4 2 0 3 2 1 30
        C: ABabcX
        S> 1
        S> 1 6
        C> 1 8 {R1} 0 0 6 30
        S> 1 6
        S: abX␀AB
        C> 1 35 {R1} 0 4 5 1 0 2 0 2 2 0 30
        S> 1 5
        S: Babab
        # the first offset may append
        C> 0 33 {W1} 0 2 -1 2 0 1 30
        S> 1
        C: yzQ
        S> 1 3
        C> 0 35 {R1} 0 1 0 8 30
        S> 1 8
        S: QbX␀AByz
        """);
  }

  @Test
  void allPiecesAreCheckedBeforeAByteMoves() {
    play(
        """
        C> 1 2 {W1} 0 4 30
        C: abcd
        S> 1
        S> 1 4
        C> 1 33 {W1} 0 2 0 2 999 2 30
        S> -19
        S> {closes}
        --
        C> 1 35 {R1} 0 2 0 2 3 2 30
        S> -19
        C> 1 8 {R1} 0 0 4 30
        S> 1 4
        S: abcd
        """);
  }

  @Test
  void linesOfVectorsMayBeLong() {
    StringBuilder pieces = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int i = 0; i < 4096; i++) {
      pieces.append(' ').append(2 * i).append(" 1");
      back.append(' ').append(2 * (4095 - i)).append(" 2");
    }
    play("C> 1 9 {M1} 0 43 3 9000 600 2 30\nS> 1\n");
    play("C> 1 33 {W1} 0 4096" + pieces + " 30\nC: {repeat x 4096}\nS> 1\nS> 1 4096\n");
    play("C> 1 13 {W1} 0 8191 1 30\nC: y\nS> 1\nS> 1 1\n");
    play("C> 1 35 {R1} 0 4096" + back + " 30\nS> 1 8192\nS: xy" + "x␀".repeat(4095) + "\n");
  }

  @Test
  void aWritePastTheEndIsRefusedAndChangesNothing() {
    play(
        """
        C> 1 2 {W1} 0 998 30
        C: {repeat x 998}
        S> 1
        S> 1 998
        C> 1 2 {W1} 0 3 30
        C: abc
        S> -19
        S> {closes}
        --
        C> 1 13 {W1} 0 999 2 30
        S> -19
        S> {closes}
        --
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 998 1000 {~3600} 2 1
        """);
  }

  @Test
  void aKeyOpensOnlyItsOwnKindOfAccess() {
    play(
        """
        C> 1 8 {W1} 0 0 0 30
        S> -4
        C> 1 8 {M1} 0 0 0 30
        S> -4
        C> 1 35 {W1} 0 1 0 0 30
        S> -4
        C> 1 2 {R1} 0 1 30
        C: x
        S> -4
        S> {closes}
        --
        C> 1 33 {M1} 0 1 0 1 30
        S> -4
        S> {closes}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 1#nokey 0 5 30, -4",
    "1 2 9#nokey 0 5 30, -50",
    "1 2 1#nokey 0 -5 30, -36",
    "1 13 1#nokey 0 0 5 30, -4",
    "1 13 1#nokey 0 -5 5 30, -18",
    "1 13 1#nokey 0 5 -5 30, -36",
    "1 13 1#nokey 0 9223372036854775807 5 30, -19",
    "1 33 1#nokey 0 1 0 5 30, -4",
    "1 33 1#nokey 0 4097 0 5 30, -30",
    "1 33 1#nokey 0 2 0 5 -1 5 30, -18",
    "1 33 1#nokey 0 1 0 -5 30, -36",
    "1 35 1#nokey 0 4097 0 5 30, -30",
    "1 2, -21",
    "1 8 1#nokey, -21",
  })
  void refusalsThatEndTheConnection(String request, String code) {
    refusedClosing(request, code);
  }

  @ParameterizedTest
  @CsvSource({
    "1 8 1#nokey 0 0 1 30, -4",
    "0 8 nokey 123 0 5 2, -4",
    "1 8 9#nokey 0 0 1 30, -50",
    "1 8 1#nokey 0 -1 1 30, -18",
    "1 8 1#nokey 0 0 -1 30, -36",
    "1 8 1#nokey 0 9223372036854775807 9223372036854775807 30, -19",
    "1 35 1#nokey 0 1 0 1 30, -4",
    "1 35 9#nokey 0 1 0 1 30, -50",
    "1 35 1#nokey 0 1 -1 1 30, -18",
    "1 35 1#nokey 0 1 0 -1 30, -36",
  })
  void refusalsThatLeaveTheConnectionOpen(String request, String code) {
    refusedOpen(request, code);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4096, 65_536, 300_000, 5_000_000})
  void largeAndSmallPayloadsComeBackAsTheyWent(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    play("C> 1 1 1 2 1 3600 " + size + " 30\nS> 1 {caps 2}\n");
    try (var client = depot().connect()) {
      client.send("1 2 " + dialogue().value("W2") + " 1 " + size + " 30\n").send(bytes);
      client.expect("1 \n1 " + size + " \n");
      client.send("1 8 " + dialogue().value("R2") + " 1 0 " + size + " 30\n");
      client.expect("1 " + size + " \n").expect(bytes);
    }
  }
}
