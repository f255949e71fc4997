package org.datalogistics.depot;

import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;

/**
 * Whole sessions, as appendix A of the IBP spec has them; where the recommendations of the spec
 * differ from what the other depot did there, the recommendations.
 */
class SessionConformanceTest extends Conformance {
  @Test
  void aWholeSession() {
    play(
        """
        # allocate, with checksums on disk, version 1
        C> 1 29 4 65536 1 2 1 3600 1000 30
        S> 1 {caps 1}
        C> 1 9 {M1} 3862277 40 3 0 0 0 30
        S> 1 1 0 0 1000 {~3600} 2 1
        C> 1 2 {W1} 3862277 5 30
        S> 1
        C: hello
        S> 1 5
        # more, in the same segment as the command
        C> 1 2 {W1} 3862277 6 30
        C: ␠world
        S> 1
        S> 1 6
        C> 1 8 {R1} 3862277 0 11 30
        S> 1 11
        S: hello world
        # a hole reads as zeros
        C> 1 13 {W1} 3862277 20 4 30
        C: ABCD
        S> 1
        S> 1 4
        C> 1 8 {R1} 3862277 9 15 30
        S> 1 15
        S: ld␀␀␀␀␀␀␀␀␀ABCD
        C> 1 8 {R1} 3862277 20 5 30
        S> -19
        # vectors
        C> 1 33 {W1} 3862277 2 0 3 10 2 30
        C: XYZqq
        S> 1
        S> 1 5
        C> 1 35 {R1} 3862277 3 0 3 10 2 20 4 30
        S> 1 9
        S: XYZqqABCD
        # checksums on the wire
        C> 1 28 4 10 {W1} 3862277 26 30
        C: abcdefghija925576942e94b2ef57a066101b48876
        C: klmnopqrst2753ac0e851a263fdacef8d84401e0c0
        C: uvwxyzdae1de15107f403c02a21de0f6b7e541
        S> 1
        S> 1 26
        C> 1 24 3 16 {R1} 3862277 24 26 30
        S> 1 26
        S: abcdefghijklmnop14f3995288acd189e6e50a7af47ee7099aa682b9
        S: qrstuvwxyzb235a0d376ffeb31d4357a5eada430640cff0f55
        # counts, lease, size
        C> 1 9 {M1} 3862277 41 1 30
        S> 1
        C> 1 9 {M1} 3862277 42 1 30
        S> 1
        C> 1 9 {M1} 3862277 43 3 2000 600 1 30
        S> 1
        C> 1 9 {M1} 3862277 40 3 0 0 0 30
        S> 1 1 0 50 2000 {~600} 1 1
        C> 1 9 {M1} 3862277 45 4 30
        S> 1
        C> 1 9 {M1} 3862277 40 3 0 0 0 30
        S> 1 1 0 4 4 {~600} 1 1
        # new keys
        C> 1 16 {M1} 3862277 30
        S> 1 {caps 2}
        # an alias
        C> 1 14 {M2} 3862277 1 3 60 30
        S> 1 {caps a}
        C> 1 15 {Ma} 3862277 40 3 30
        S> 1 1 0 1 3 {~60}
        C> 1 8 {Ra} 3862277 0 3 30
        S> 1 3
        S: YZl
        C> 1 15 {Ma} 3862277 42 1 {M2} 3862277 30
        S> 1
        # split and merge
        C> 1 9 {M2} 3862277 45 1000 30
        S> 1
        C> 1 18 {M2} 3862277 2 1 3600 400 30
        S> 1 {caps s}
        C> 1 9 {M2} 3862277 40 3 0 0 0 30
        S> 1 1 0 4 600 {~600} 1 1
        C> 1 19 {M2} 3862277 {Ms} 3862277 30
        S> 1
        # copies within the depot: SEND appends
        C> 1 1 2 2 1 3600 1000 30
        S> 1 {caps 3}
        C> 1 5 {R2} {cap W3} 3862277 0 4 30 30 30
        S> 1 4
        C> 1 20 1 {R2} {cap W3} 3862277 0 10 4 30 30 30
        S> 1 4
        C> 1 21 1 {W2} {cap R3} 3862277 50 10 4 30 30 30
        S> 1 4
        C> 1 8 {R3} 3862277 0 14 30
        S> 1 14
        S: XYZl␀␀␀␀␀␀XYZl
        # status
        C> 1 4 3 30
        S> 1 1 2
        # checksums on disk
        C> 1 31 {M2} 3862277 1 30
        S> 1 4 16 65536 1 16$
        C> 1 32 {M2} 3862277 0 30
        S> 1 0$
        # the last reference
        C> 1 9 {M2} 3862277 42 1 30
        S> 1
        C> 1 9 {M2} 3862277 40 3 0 0 0 30
        S> -4
        S> {closes}
        --
        # the spelling of the Java clients and C LoRS, and that of libdlt
        C> 0 1 1 1 3600 1000 30
        S> 1 {caps 4}
        C> 0 9 {M4} MANAGE 40 0 10485760 10800 2 0.5 ␠
        S> 1 1 0 0 1000 {~3600} 1 1
        """);
  }

  @Test
  void theSpellingsOfTheOldClients() {
    play(
        """
        C> 0 1 1 1 3600 1000 0
        S> 1 {caps 1}
        C> 0 2 {W1} 2147483647 5 10 ␠
        C: hello
        S> 1
        S> 1 5
        C> 0 8 {R1} -1 0 5 10 ␠
        S> 1 5
        S: hello
        # a probe with the read key
        C> 0 9 {R1} 2147483647 40 0 100000 3600 1 10
        S> 1 1 0 5 1000 {~3600} 1 1
        C> 0 9 {M1} MANAGE 43 0 10485760 10800 2 0.5 ␠
        S> 1
        C> 0 9 {M1} MANAGE 41 1 10485760 10800 2 0.5 ␠
        S> 1
        C> 0 9 {M1} MANAGE 42 1 10485760 10800 2 0.5 ␠
        S> 1
        C> 0 9 {M1} MANAGE 40 0 10485760 10800 2 0.5 ␠
        S> 1 1 0 5 10485760 {~10800} 2 1
        C> 1  4   3  30 ␠
        S> 1 1 2
        """);
  }

  @Test
  void pipelinedCommandsAreAnsweredInOrder() {
    play(
        """
        C> 1 1 1 2 1 3600 1000 30
        S> 1 {caps 1}
        C> 1 2 {W1} 825158643 3 30
        C: abc
        C> 1 8 {R1} 825158643 0 3 30
        C> 1 9 {M1} 825158643 40 3 0 0 0 30
        C> 1 4 3 30
        S> 1
        S> 1 3
        S> 1 3
        S: abc
        S> 1 1 0 3 1000 {~3600} 2 1
        S> 1 1 2
        """);
  }

  @Test
  void anyVersionNumberAboveNullIsOne() {
    play(
        """
        C> 7 1 2 1 1 3600 1000 30
        S> 1 {caps 1}
        C> 2 9 {M1} 0 40 30
        S> 1 1 0 0 1000 {~3600} 1 1
        """);
  }

  @Test
  void aLineOfTheOtherSystemEndsOnce() {
    try (RawClient client = depot().connect()) {
      client.send("1 4 3 30\r\n1 4 3 30\r\n").expect("1 1 2 \n1 1 2 \n");
    }
  }
}
