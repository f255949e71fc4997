package org.datalogistics.depot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MANAGE (IBP spec 7.5). */
class ManageConformanceTest extends Conformance {
  @BeforeEach
  void allocate() {
    play(
        """
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 50 30
        C: {repeat x 50}
        S> 1
        S> 1 50
        """);
  }

  @Test
  void anyKeyProbes() {
    for (String key : new String[] {"R1", "W1", "M1"}) {
      play(
          """
          C> 0 9 {KEY} 0 40 0 0 0 0 30
          S> 1 1 0 50 100 {~3600} 2 1
          C> 1 9 {KEY} 0 40 3 0 0 0 30 ␠
          S> 1 1 0 50 100 {~3600} 2 1
          """
              .replace("KEY", key));
    }
  }

  @Test
  void countsGoUpAndDownAndTheLastReferenceDeletes() {
    play(
        """
        C> 1 9 {M1} 0 41 1 30
        S> 1
        C> 1 9 {M1} 0 41 2 30
        S> 1
        C> 1 9 {M1} 0 40 30
        S> 1 2 1 50 100 {~3600} 2 1
        C> 1 9 {M1} 0 42 1 30
        S> 1
        C> 1 9 {M1} 0 42 1 30
        S> 1
        C> 1 9 {M1} 0 40 30
        S> 1 0 1 50 100 {~3600} 2 1
        C> 1 9 {M1} 0 42 1 30
        S> 1
        C> 1 9 {M1} 0 42 2 30
        S> 1
        C> 1 8 {R1} 0 0 1 30
        S> -4
        C> 1 9 {M1} 0 40 30
        S> -4
        S> {closes}
        """);
  }

  @Test
  void changeIsAllOrNothing() {
    play(
        """
        C> 1 9 {M1} 0 43 3 40 600 1 30
        S> -20
        S> {closes}
        --
        C> 1 9 {M1} 0 43 3 200 9999999 1 30
        S> -45
        S> {closes}
        --
        C> 1 9 {M1} 0 43 3 300000000 600 1 30
        S> -45
        S> {closes}
        --
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 50 100 {~3600} 2 1
        # a negative duration and reliability keep what is there
        C> 1 9 {M1} 0 43 3 200 -1 -1 30
        S> 1
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 50 200 {~3600} 2 1
        C> 1 9 {M1} 0 43 0 200 600 1 30
        S> 1
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 50 200 {~600} 1 1
        """);
  }

  @Test
  void truncateCutsAndGrows() {
    play(
        """
        C> 1 9 {M1} 0 45 4 30
        S> 1
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 4 4 {~3600} 2 1
        C> 1 9 {M1} 0 45 1000 30
        S> 1
        C> 1 13 {W1} 0 8 1 30
        C: y
        S> 1
        S> 1 1
        # what was cut off does not come back
        C> 1 8 {R1} 0 0 9 30
        S> 1 9
        S: xxxx␀␀␀␀y
        C> 1 9 {M1} 0 45 0 30
        S> 1
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 0 0 {~3600} 2 1
        C> 1 9 {M1} 0 45 300000000 30
        S> -19
        S> {closes}
        """);
  }

  @Test
  void onlyTheManageKeyChanges() {
    for (String request : new String[] {"41 1 30", "42 1 30", "43 3 200 600 1 30", "45 60 30"}) {
      for (String key : new String[] {"R1", "W1"}) {
        refusedClosing("1 9 {" + key + "} 0 " + request, "-4");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1 9 1#nokey 0 40 3 0 0 0 30, -4",
    "1 9 9#nokey 0 40 3 0 0 0 30, -50",
    "1 9 1#nokey 0 41 1 30, -4",
    "1 9 1#nokey 0 41 3 30, -30",
    "1 9 1#nokey 0 42 3 30, -30",
    "1 9 1#nokey 0 41 4 30, -21",
    "1 9 1#nokey 0 42 0 30, -21",
    "1 9 1#nokey 0 43 3 0 0 0 30, -21",
    "1 9 1#nokey 0 43 3 10 0 3 30, -21",
    "1 9 1#nokey 0 43 3 0 0 1 30, -20",
    "1 9 1#nokey 0 43 3 -5 0 1 30, -36",
    "1 9 1#nokey 0 43 3 10 0 1 30, -30",
    "1 9 1#nokey 0 44 3 30, -21",
    "1 9 1#nokey 0 45 -1 30, -36",
    "1 9 1#nokey 0 99 30, -21",
    "1 9 1#nokey, -21",
  })
  void refusals(String request, String code) {
    refusedClosing(request, code);
  }
}
