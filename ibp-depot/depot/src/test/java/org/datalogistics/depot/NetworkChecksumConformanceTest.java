package org.datalogistics.depot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands with digests between the payload bytes: 24, 27, 28, 34, 36 (IBP spec 8). */
class NetworkChecksumConformanceTest extends Conformance {
  @BeforeEach
  void allocate() {
    play(
        """
        C> 1 1 1 2 1 3600 1000 30
        S> 1 {caps 1}
        """);
  }

  @Test
  void blocksAndTheLastPartialOneHaveADigest() {
    play(
        """
        C> 1 27 4 10 {W1} 3862277 100 5 30
        S> 1
        C: abcdeab56b4d92b40713acc5af89985d4b786
        S> 1 5
        C> 1 28 4 10 {W1} 3862277 26 30
        C: abcdefghija925576942e94b2ef57a066101b48876
        C: klmnopqrst2753ac0e851a263fdacef8d84401e0c0
        C: uvwxyzdae1de15107f403c02a21de0f6b7e541
        S> 1
        S> 1 26
        C> 1 24 3 16 {R1} 3862277 105 26 30
        S> 1 26
        S: abcdefghijklmnop14f3995288acd189e6e50a7af47ee7099aa682b9
        S: qrstuvwxyzb235a0d376ffeb31d4357a5eada430640cff0f55
        # no digest behind the last block if it is a full one
        C> 1 24 4 10 {R1} 0 105 10 30
        S> 1 10
        S: abcdefghija925576942e94b2ef57a066101b48876
        # the connection is in plain mode again
        C> 1 8 {R1} 0 100 5 30
        S> 1 5
        S: abcde
        """);
  }

  @Test
  void vectorsAreSummedAcrossTheirPieces() {
    play(
        """
        C> 1 34 4 4 {W1} 3862277 2 200 3 300 3 30
        C: abcde2fc714c4727ee9395f324cd2e7f331feffeb78cc258bdc76867354f01c22dbe43
        S> 1
        S> 1 6
        C> 1 36 4 4 {R1} 3862277 2 200 3 300 3 30
        S> 1 6
        S: abcde2fc714c4727ee9395f324cd2e7f331feffeb78cc258bdc76867354f01c22dbe43
        C> 1 35 {R1} 0 2 300 3 200 3 30
        S> 1 6
        S: defabc
        """);
  }

  @Test
  void nothingHasNoDigest() {
    play(
        """
        C> 1 28 1 16 {W1} 0 0 30
        S> 1
        S> 1 0
        C> 1 24 2 16 {R1} 0 0 0 30
        S> 1 0
        C> 1 36 2 16 {R1} 0 0 30
        S> 1 0
        """);
  }

  @Test
  void allTypesOfDigest() {
    play(
        """
        C> 1 28 1 3 {W1} 0 3 30
        C: abcba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
        S> 1
        S> 1 3
        C> 1 24 1 3 {R1} 0 0 3 30
        S> 1 3
        S: abcba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
        C> 1 24 2 3 {R1} 0 0 3 30
        S> 1 3
        S: abcddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
        S: 2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
        C> 1 24 3 3 {R1} 0 0 3 30
        S> 1 3
        S: abca9993e364706816aba3e25717850c26c9cd0d89d
        C> 1 24 4 1000 {R1} 0 0 3 30
        S> 1 3
        S: abc900150983cd24fb0d6963f7d28e17f72
        """);
  }

  @Test
  void aWrongDigestEndsTheConnectionAndCountsNothing() {
    play(
        """
        # in the last, partial block
        C> 1 28 4 10 {W1} 0 5 30
        S> 1
        C: abcde00000000000000000000000000000000
        S> -63
        S> {closes}
        --
        # in a full block
        C> 1 27 4 10 {W1} 0 100 26 30
        S> 1
        C: abcdefghij00000000000000000000000000000000
        S> -63
        S> {closes}
        --
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 0 1000 {~3600} 2 1
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "1 28 5 10 1#nokey 0 5 30, -64",
    "1 28 0 10 1#nokey 0 5 30, -64",
    "1 27 -1 10 1#nokey 0 0 5 30, -64",
    "1 24 9 10 1#nokey 0 0 5 30, -64",
    "1 34 9 10 1#nokey 0 1 0 5 30, -64",
    "1 36 9 10 1#nokey 0 1 0 5 30, -64",
    "1 28 4 0 1#nokey 0 5 30, -65",
    "1 27 4 -3 1#nokey 0 0 5 30, -65",
    "1 24 4 0 1#nokey 0 0 5 30, -65",
    "1 34 4 0 1#nokey 0 1 0 5 30, -65",
    "1 36 4 0 1#nokey 0 1 0 5 30, -65",
    "1 28 4 10 1#nokey 0 5 30, -4",
    "1 27 4 10 1#nokey 0 0 5 30, -4",
    "1 34 4 10 1#nokey 0 1 0 5 30, -4",
    "1 27 4 10 {W1} 0 999 5 30, -19",
  })
  void refusalsThatEndTheConnection(String request, String code) {
    refusedClosing(request, code);
  }

  @ParameterizedTest
  @CsvSource({
    "1 24 4 10 1#nokey 0 0 5 30, -4",
    "1 36 4 10 1#nokey 0 1 0 5 30, -4",
    "1 24 4 10 {R1} 0 0 5 30, -19",
    "1 36 4 10 {R1} 0 1 0 5 30, -19",
  })
  void refusalsThatLeaveTheConnectionOpen(String request, String code) {
    refusedOpen(request, code);
  }
}
