package org.datalogistics.depot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GET_CHKSUM and VALIDATE_CHKSUM (IBP spec 7.12). */
class DiskChecksumConformanceTest extends Conformance {
  @Test
  void theDigestsOfTheBlocksThatAreStored() {
    play(
        """
        C> 1 29 3 16 1 2 1 3600 200 30
        S> 1 {caps 1}
        C> 1 31 {M1} 0 0 30
        S> 1 3 20 16 0 0$
        C> 1 2 {W1} 0 26 30
        C: abcdefghijklmnopqrstuvwxyz
        S> 1
        S> 1 26
        C> 1 31 {M1} 0 1 30
        S> 1 3 20 16 2 40$
        C> 1 31 {M1} 0 0 30
        S> 1 3 20 16 2 40$
        S: {hex 14f3995288acd189e6e50a7af47ee7099aa682b9}
        S: {hex b235a0d376ffeb31d4357a5eada430640cff0f55}
        C> 1 32 {M1} 0 0 30
        S> 1 0$
        C> 1 32 {M1} 0 1 30
        S> 1 0$
        C> 1 4 3 30
        S> 1 1 2
        """);
  }

  @Test
  void aSingleBlockHasItsDigestToo() {
    play(
        """
        C> 1 29 4 65536 1 2 1 3600 200 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 3 30
        C: abc
        S> 1
        S> 1 3
        C> 1 31 {M1} 0 0 30
        S> 1 4 16 65536 1 16$
        S: {hex 900150983cd24fb0d6963f7d28e17f72}
        # they follow what is written over and behind
        C> 1 13 {W1} 0 0 1 30
        C: A
        S> 1
        S> 1 1
        C> 1 13 {W1} 0 0 1 30
        C: a
        S> 1
        S> 1 1
        C> 1 31 {M1} 0 0 30
        S> 1 4 16 65536 1 16$
        S: {hex 900150983cd24fb0d6963f7d28e17f72}
        """);
  }

  @Test
  void withoutChecksumsThereIsNothingToTell() {
    play(
        """
        C> 1 29 0 0 1 2 1 3600 200 30
        S> 1 {caps 1}
        C> 1 32 {M1} 0 0 30
        S> 1 0$
        C> 1 31 {M1} 0 1 30
        S> -63
        S> {closes}
        --
        C> 1 31 {M1} 0 0 30
        S> -63
        S> {closes}
        """);
  }

  @Test
  void anAliasMustOpenEverything() {
    play(
        """
        C> 1 29 4 65536 1 2 1 3600 200 30
        S> 1 {caps 1}
        C> 1 14 {M1} 0 5 10 60 30
        S> 1 {caps a}
        C> 1 31 {Ma} 0 1 30
        S> -19
        S> {closes}
        --
        C> 1 32 {Ma} 0 0 30
        S> -19
        S> {closes}
        --
        C> 1 14 {M1} 0 0 0 60 30
        S> 1 {caps b}
        C> 1 31 {Mb} 0 1 30
        S> 1 4 16 65536 0 0$
        C> 1 32 {Mb} 0 0 30
        S> 1 0$
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "1 31 1#nokey 0 0 30, -4",
    "1 32 1#nokey 0 0 30, -4",
    "1 31 9#nokey 0 0 30, -50",
    "1 31 1#nokey 0 -1 30, -36",
    "1 32 1#nokey 0 -1 30, -36",
    "1 31, -21",
  })
  void refusals(String request, String code) {
    refusedClosing(request, code);
  }
}
