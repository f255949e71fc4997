package org.datalogistics.depot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RENAME, SPLIT_ALLOCATE with and without checksums, MERGE_ALLOCATE (IBP spec 7.6, 7.7). */
class SpaceConformanceTest extends Conformance {
  @BeforeEach
  void allocate() {
    play(
        """
        C> 1 1 1 2 1 3600 1000 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 900 30
        C: {repeat x 900}
        S> 1
        S> 1 900
        """);
  }

  @Test
  void renameReplacesAllKeysAndNothingElse() {
    play(
        """
        C> 1 9 {M1} 0 41 1 30
        S> 1
        C> 1 16 {M1} 3862277 30
        S> 1 {caps 2}
        C> 1 9 {M2} 0 40 30
        S> 1 2 0 900 1000 {~3600} 2 1
        C> 1 8 {R2} 0 0 3 30
        S> 1 3
        S: xxx
        C> 1 2 {W2} 0 1 30
        C: y
        S> 1
        S> 1 1
        C> 1 8 {R1} 0 0 3 30
        S> -4
        C> 1 9 {M1} 0 40 30
        S> -4
        S> {closes}
        --
        C> 1 2 {W1} 0 1 30
        C: y
        S> -4
        S> {closes}
        --
        C> 0 16 {M2} 0 30
        S> 1 {caps 3}
        C> 1 16 {R3} 0 30
        S> -4
        S> {closes}
        """);
  }

  @Test
  void splitMovesSpaceAndCutsWhatNoLongerFits() {
    play(
        """
        C> 1 18 {M1} 3862277 1 1 600 400 30
        S> 1 {caps 2}
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 600 600 {~3600} 2 1
        C> 1 9 {M2} 0 40 30
        S> 1 1 0 0 400 {~600} 1 1
        C> 1 2 {W2} 0 3 30
        C: abc
        S> 1
        S> 1 3
        C> 1 8 {R1} 0 600 1 30
        S> -19
        # more than the master has
        C> 1 18 {M1} 0 2 1 3600 601 30
        S> -19
        S> {closes}
        --
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 600 600 {~3600} 2 1
        """);
  }

  @Test
  void splitWithChecksumsOnDisk() {
    play(
        """
        C> 1 30 4 16 {M1} 3862277 2 1 3600 100 30
        S> 1 {caps 2}
        C> 1 31 {M2} 0 1 30
        S> 1 4 16 16 0 0$
        C> 1 30 9 16 {M2} 0 2 1 3600 10 30
        S> -64
        S> {closes}
        --
        C> 1 30 4 0 {M2} 0 2 1 3600 10 30
        S> -65
        S> {closes}
        """);
  }

  @Test
  void mergeGivesTheSpaceBackAndDeletesTheChild() {
    play(
        """
        C> 1 18 {M1} 0 2 1 3600 400 30
        S> 1 {caps 2}
        C> 1 19 {M1} 3862277 {M2} 3862277 30
        S> 1
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 600 1000 {~3600} 2 1
        C> 1 8 {R2} 0 0 0 30
        S> -4
        """);
  }

  @Test
  void mergeIsRefusedForOtherResourcesAndChildrenInUse() {
    play(
        """
        C> 1 1 2 2 1 3600 100 30
        S> 1 {caps 2}
        C> 1 19 {M1} 0 {M2} 0 30
        S> -50
        S> {closes}
        --
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 3}
        C> 1 9 {M3} 0 41 1 30
        S> 1
        C> 1 19 {M1} 0 {M3} 0 30
        S> -1
        S> {closes}
        --
        C> 1 9 {M3} 0 42 1 30
        S> 1
        C> 1 9 {M3} 0 41 2 30
        S> 1
        C> 1 19 {M1} 0 {M3} 0 30
        S> -1
        S> {closes}
        --
        C> 1 19 {M1} 0 {M1} 0 30
        S> {int}
        S> {closes}
        --
        C> 1 19 {M1} 0 1#nokey 0 30
        S> -4
        S> {closes}
        --
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 900 1000 {~3600} 2 1
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "1 16 1#nokey 0 30, -4",
    "1 16 9#nokey 0 30, -50",
    "1 18 1#nokey 0 2 1 3600 10 30, -4",
    "1 18 1#nokey 0 3 1 3600 10 30, -21",
    "1 18 1#nokey 0 2 9 3600 10 30, -30",
    "1 18 1#nokey 0 2 1 0 10 30, -30",
    "1 18 1#nokey 0 2 1 3600 0 30, -30",
    "1 18 {M1} 0 2 1 999999 10 30, -28",
    "1 18 {W1} 0 2 1 3600 10 30, -4",
    "1 19 1#nokey 0 1#other 0 30, -4",
    "1 16, -21",
    "1 19 1#nokey 0, -21",
  })
  void refusals(String request, String code) {
    refusedClosing(request, code);
  }
}
