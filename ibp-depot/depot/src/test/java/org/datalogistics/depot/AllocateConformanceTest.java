package org.datalogistics.depot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ALLOCATE and ALLOCATE_CHKSUM (IBP spec 7.1, 5). */
class AllocateConformanceTest extends Conformance {
  @Test
  void inBothVersionsWithAndWithoutChecksums() {
    play(
        """
        C> 1 1 2 2 1 3600 1000 30
        S> 1 {caps 1}
        C> 0 1 1 1 3600 1000 0
        S> 1 {caps 2}
        C> 1 29 3 16 1 2 1 3600 200 30
        S> 1 {caps 3}
        C> 1 29 0 0 1 2 1 3600 200 30
        S> 1 {caps 4}
        C> 0 29 4 4096 1 1 3600 200 30
        S> 1 {caps 5}
        C> 1 1 0 1 1 -1 1000 30
        S> 1 {caps 6}
        C> 1 9 {M6} 0 40 30
        S> 1 1 0 0 1000 {~86400} 1 1
        """);
  }

  @Test
  void everyTypeThatTheOtherDepotsHave() {
    for (int type = 1; type <= 4; type++) {
      play(
          """
          C> 1 1 1 2 TYPE 3600 1000 30
          S> 1 {caps 1}
          C> 1 9 {M1} 0 40 30
          S> 1 1 0 0 1000 {~3600} 2 TYPE
          C> 0 1 1 TYPE 3600 1000 30
          S> 1 {caps 1}
          """
              .replace("TYPE", Integer.toString(type)));
    }
  }

  /** The order is that of the checks: a wrong value further ahead wins. */
  @ParameterizedTest
  @CsvSource({
    "1 29 9 0 77 7 9 0 0 30, -64",
    "1 29 -1 16 1 2 1 3600 200 30, -64",
    "1 29 4 0 77 7 9 0 0 30, -65",
    "1 29 4 -1 1 2 1 3600 200 30, -65",
    "1 29 4 2147483649 1 2 1 3600 200 30, -65",
    "1 1 77 7 9 0 0 30, -21",
    "1 1 1 0 1 3600 1000 30, -21",
    "1 1 1 3 1 3600 1000 30, -21",
    "1 1 77 2 9 0 0 30, -30",
    "1 1 1 2 0 3600 1000 30, -30",
    "1 1 77 2 1 0 0 30, -30",
    "1 1 1 2 1 3600 0 30, -30",
    "1 1 1 2 1 -2 1000 30, -30",
    "1 1 1 2 1 3600 -10 30, -36",
    "1 1 77 2 1 999999 1000 30, -50",
    "1 1 01 2 1 3600 1000 30, -50",
    "1 1 1 2 1 86401 1000 30, -28",
    "1 1 1 2 1 999999 99999999999 30, -19",
    "1 1 1 2 1 3600 99999999999 30, -19",
    "1 1 0 2 1 3600 99999999999 30, -19",
    "1 1 1 2 1 3600 99999999999999999999999 30, -19",
    "1 1, -50",
    "x 1 1 2 1 3600 1000 30, -21",
  })
  void refusals(String request, String code) {
    refusedClosing(request, code);
  }
}
