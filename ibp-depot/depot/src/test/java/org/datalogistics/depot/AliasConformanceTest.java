package org.datalogistics.depot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ALIAS_ALLOCATE, ALIAS_MANAGE, and using an alias (IBP spec 7.8). */
class AliasConformanceTest extends Conformance {
  @BeforeEach
  void allocate() {
    play(
        """
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 26 30
        C: abcdefghijklmnopqrstuvwxyz
        S> 1
        S> 1 26
        C> 1 14 {M1} 3862277 5 10 60 30
        S> 1 {caps a}
        """);
  }

  @Test
  void anAliasOpensItsWindowAndNothingElse() {
    play(
        """
        C> 1 8 {Ra} 0 0 10 30
        S> 1 10
        S: fghijklmno
        C> 1 35 {Ra} 0 2 9 1 0 1 30
        S> 1 2
        S: of
        C> 1 13 {Wa} 0 8 2 30
        C: !?
        S> 1
        S> 1 2
        C> 1 8 {R1} 0 12 4 30
        S> 1 4
        S: m!?p
        C> 1 33 {Wa} 0 2 0 1 9 1 30
        C: FO
        S> 1
        S> 1 2
        C> 1 8 {R1} 0 4 12 30
        S> 1 12
        S: eFghijklm!Op
        # outside, also when reading, ends the connection
        C> 1 8 {Ra} 0 5 6 30
        S> -19
        S> {closes}
        --
        C> 1 35 {Ra} 0 1 10 1 30
        S> -19
        S> {closes}
        --
        C> 1 13 {Wa} 0 9 2 30
        S> -19
        S> {closes}
        --
        C> 1 33 {Wa} 0 1 10 1 30
        S> -19
        S> {closes}
        --
        # each key still has its own kind
        C> 1 8 {Wa} 0 0 1 30
        S> -4
        """);
  }

  @Test
  void appendingWorksOnlyThroughAWindowFromTheStart() {
    play(
        """
        C> 1 2 {Wa} 0 1 30
        S> -19
        S> {closes}
        --
        C> 1 33 {Wa} 0 1 -1 1 30
        S> -19
        S> {closes}
        --
        C> 1 14 {M1} 0 0 30 60 30
        S> 1 {caps b}
        C> 1 2 {Wb} 0 4 30
        C: 1234
        S> 1
        S> 1 4
        C> 1 8 {R1} 0 25 5 30
        S> 1 5
        S: z1234
        C> 1 2 {Wb} 0 1 30
        S> -19
        S> {closes}
        --
        # the whole allocation
        C> 1 14 {M1} 0 0 0 0 30
        S> 1 {caps c}
        C> 1 2 {Wc} 0 1 30
        C: 5
        S> 1
        S> 1 1
        C> 1 8 {Rc} 0 29 2 30
        S> 1 2
        S: 45
        """);
  }

  @Test
  void manageThroughAnAliasOnlyProbes() {
    play(
        """
        C> 1 9 {M1} 0 41 1 30
        S> 1
        C> 1 9 {Ma} 0 40 3 0 0 0 30
        S> 1 2 0 10 10 {~3600} 2 1
        C> 1 9 {Ra} 0 40 3 0 0 0 30
        S> 1 2 0 10 10 {~3600} 2 1
        C> 1 14 {M1} 0 20 0 60 30
        S> 1 {caps b}
        C> 1 9 {Mb} 0 40 30
        S> 1 2 0 6 80 {~3600} 2 1
        C> 1 14 {M1} 0 50 10 60 30
        S> 1 {caps b}
        C> 1 9 {Mb} 0 40 30
        S> 1 2 0 0 10 {~3600} 2 1
        """);
    for (String change : new String[] {"41 1 30", "42 1 30", "43 3 200 600 1 30", "45 5 30"}) {
      refusedClosing("1 9 {Ma} 0 " + change, "-25");
    }
  }

  @Test
  void probeOfTheAliasItself() {
    play(
        """
        C> 1 15 {Ma} 3862277 40 3 30
        S> 1 1 0 5 10 {~60}
        C> 0 15 {Ma} 3862277 40 3 30 ␠
        S> 1 1 0 5 10 {~60}
        # the window is told as it was asked for; no duration means the master's
        C> 1 14 {M1} 0 0 0 0 30
        S> 1 {caps b}
        C> 1 15 {Mb} 0 40 3 30
        S> 1 1 0 0 0 {~3600}
        """);
  }

  @Test
  void countsNeedTheMastersKey() {
    play(
        """
        C> 1 15 {Ma} 0 41 1 {M1} 0 30
        S> 1
        C> 1 15 {Ma} 0 41 2 {M1} 0 30
        S> 1
        C> 1 15 {Ma} 0 40 3 30
        S> 1 2 1 5 10 {~60}
        C> 1 15 {Ma} 0 42 2 {M1} 0 30
        S> 1
        C> 1 15 {Ma} 0 42 1 {Ma} 0 30
        S> -10
        S> {closes}
        --
        C> 1 15 {Ma} 0 42 1 {W1} 0 30
        S> -10
        S> {closes}
        --
        C> 1 15 {Ma} 0 42 1 30
        S> -10
        S> {closes}
        --
        C> 1 15 {Ma} 0 42 1 {M1} 0 30
        S> 1
        C> 1 15 {Ma} 0 42 1 {M1} 0 30
        S> 1
        # the alias is gone, the master is not
        C> 1 8 {Ra} 0 0 1 30
        S> -4
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 26 100 {~3600} 2 1
        """);
  }

  @Test
  void changeWithAndWithoutCapabilityType() {
    play(
        """
        C> 1 15 {Ma} 0 43 3 0 20 120 {M1} 3862277 30
        S> 1
        C> 1 15 {Ma} 0 40 3 30
        S> 1 1 0 0 20 {~120}
        C> 1 15 {Ma} 0 43 2 30 600 {M1} 3862277 30
        S> 1
        C> 1 15 {Ma} 0 40 3 30
        S> 1 1 0 2 30 {~600}
        C> 1 8 {Ra} 0 0 2 30
        S> 1 2
        S: cd
        # the RID of the master's key is not looked at
        C> 1 15 {Ma} 0 43 3 0 0 0 {M1} 0 30
        S> 1
        C> 1 15 {Ma} 0 40 3 30
        S> 1 1 0 0 0 {~3600}
        C> 1 15 {Ma} 0 43 3 0 20 120 {W1} 0 30
        S> -10
        S> {closes}
        --
        C> 1 15 {Ma} 0 43 3 95 20 120 {M1} 0 30
        S> -45
        S> {closes}
        --
        C> 1 15 {Ma} 0 43 3 0 20 7200 {M1} 0 30
        S> {int}
        S> {closes}
        --
        C> 1 15 {Ma} 0 40 3 30
        S> 1 1 0 0 0 {~3600}
        """);
  }

  @Test
  void truncateSetsTheLengthOfTheWindow() {
    play(
        """
        C> 1 15 {Ma} 0 45 3 {M1} 0 30
        S> 1
        C> 1 15 {Ma} 0 40 3 30
        S> 1 1 0 5 3 {~60}
        C> 1 8 {R1} 0 0 26 30
        S> 1 26
        S: abcdefghijklmnopqrstuvwxyz
        C> 1 15 {Ma} 0 45 3 30
        S> -10
        S> {closes}
        --
        C> 1 15 {Ma} 0 45 3 {W1} 0 30
        S> -10
        S> {closes}
        """);
  }

  @Test
  void aliasesHaveKeysToBeRenamed() {
    play(
        """
        C> 1 16 {Ma} 0 30
        S> 1 {caps b}
        C> 1 8 {Rb} 0 0 3 30
        S> 1 3
        S: fgh
        C> 1 8 {Ra} 0 0 3 30
        S> -4
        C> 1 8 {R1} 0 0 1 30
        S> 1 1
        S: a
        """);
  }

  @Test
  void aliasesEndWithTheirMaster() {
    play(
        """
        C> 1 9 {M1} 0 42 1 30
        S> 1
        C> 1 8 {Ra} 0 0 1 30
        S> -4
        C> 1 15 {Ma} 0 40 3 30
        S> -4
        S> {closes}
        --
        C> 1 13 {Wa} 0 0 1 30
        S> -4
        S> {closes}
        """);
  }

  @Test
  void copiesThroughAnAliasStayInItsWindow() {
    play(
        """
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 2}
        C> 1 5 {Ra} {cap W2} 0 1 3 30 30 30
        S> 1 3
        C> 1 8 {R2} 0 0 3 30
        S> 1 3
        S: ghi
        C> 1 20 1 {R2} {cap Wa} 0 0 7 3 30 30 30
        S> 1 3
        C> 1 8 {R1} 0 11 5 30
        S> 1 5
        S: lghip
        C> 1 20 1 {R2} {cap Wa} 0 0 8 3 30 30 30
        S> -19
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "1 14 {M1} 0 95 10 60 30, -19",
    "1 14 {M1} 0 101 0 60 30, -19",
    "1 14 {M1} 0 0 10 7200 30, -28",
    "1 14 {W1} 0 0 10 60 30, -4",
    "1 14 {Ma} 0 0 5 30 30, -19",
    "1 14 1#nokey 0 0 10 60 30, -4",
    "1 14 9#nokey 0 0 10 60 30, -50",
    "1 14 1#nokey 0 -1 10 60 30, -18",
    "1 14 1#nokey 0 0 -10 60 30, -36",
    "1 15 1#nokey 0 40 3 30, -4",
    "1 15 {Ra} 0 40 3 30, -4",
    "1 15 {Ma} 0 44 3 30, -21",
    "1 15 {Ma} 0 41 9 {M1} 0 30, -21",
    "1 15 {Ma} 0 41 3 {M1} 0 30, -30",
    "1 18 {Ma} 0 2 1 60 5 30, {int}",
    "1 19 {M1} 0 {Ma} 0 30, {int}",
    "1 19 {Ma} 0 {M1} 0 30, {int}",
  })
  void refusals(String request, String code) {
    refusedClosing(request, code);
  }
}
