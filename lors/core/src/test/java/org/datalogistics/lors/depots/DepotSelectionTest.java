package org.datalogistics.lors.depots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.FakeDepots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool (LoRS spec 6.1). */
class DepotSelectionTest {
  private static final Requirement NEED = new Requirement(1, Duration.ofHours(1), Reliability.HARD);
  private static final List<DepotAddress> ALL = FakeDepots.addresses(100);

  private final FakeDepots depots = new FakeDepots();
  private final List<Integer> wanted = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  @AfterEach
  void stop() {
    depots.close();
  }

  /** Names no more than are wanted, as an L-Bone does. */
  private List<Candidate> modest(Requirement need) {
    wanted.add(need.wanted());
    return Candidate.all(ALL.subList(0, Math.min(need.wanted(), ALL.size())));
  }

  private List<Candidate> choose(DepotSource source, int maxDepots) throws IOException {
    return new DepotSelection(
            source,
            new DepotSurvey(depots, Duration.ofSeconds(5)),
            new DepotRanking(Resolution.NONE, new Measurements()),
            warnings::add)
        .choose(NEED, maxDepots);
  }

  @Test
  void theSourceIsAskedForFourTimesAsMany() throws IOException {
    assertThat(choose(this::modest, 3)).hasSize(12);
    assertThat(wanted).containsExactly(12);
  }

  @Test
  void whenTooFewCanServeItIsAskedForSixTimesAsManyAndSoOn() throws IOException {
    depots.dead.addAll(ALL.subList(0, 20));

    assertThat(choose(this::modest, 3)).hasSize(10);
    assertThat(wanted).containsExactly(12, 18, 24, 30);
    assertThat(warnings).hasSize(20);
  }

  @Test
  void itIsNotAskedAgainWhenTheAnswerDoesNotGrow() throws IOException {
    List<Candidate> five = Candidate.all(ALL.subList(0, 5));
    DepotSource stubborn =
        need -> {
          wanted.add(need.wanted());
          return five;
        };

    assertThat(choose(stubborn, 3)).hasSize(5);
    assertThat(choose(stubborn, 1)).hasSize(5);
    assertThat(wanted).containsExactly(12, 4);
    depots.dead.addAll(ALL.subList(0, 4));
    wanted.clear();
    assertThat(choose(stubborn, 1)).hasSize(1);
    assertThat(wanted).containsExactly(4, 6);
  }

  @Test
  void ofVeryManyOnlyTheBestAreAskedThemselves() throws IOException {
    assertThat(choose(DepotSource.of(Candidate.all(ALL)), 2)).hasSize(32);
    assertThat(depots.requests(ALL.get(31))).isEqualTo(1);
    assertThat(depots.requests(ALL.get(32))).isZero();

    depots.dead.addAll(ALL.subList(0, 90));
    assertThat(choose(DepotSource.of(Candidate.all(ALL)), 2)).hasSizeBetween(4, 10);
  }

  @Test
  void depotsOfOneHostAreToldApartByPort() throws IOException {
    DepotAddress first = new DepotAddress("127.0.0.1", 1);
    DepotAddress second = new DepotAddress("127.0.0.1", 2);

    assertThat(choose(DepotSource.of(Candidate.all(List.of(first, second, first))), 2))
        .extracting(Candidate::address)
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void sourcesAreCombinedTheFirstOneFirst() throws IOException {
    List<Candidate> named = Candidate.all(ALL.subList(4, 6));
    Candidate known =
        Candidate.of(ALL.get(5), "UNIS").withDomain("hall").withOffer(7, Duration.ofDays(9));
    List<Candidate> found = new ArrayList<>(Candidate.all(ALL.subList(0, 3)));
    found.add(known);
    CombinedDepots both =
        new CombinedDepots(List.of(DepotSource.of(named), DepotSource.of(found)), warnings::add);

    List<Candidate> all = both.candidates(NEED);

    assertThat(Candidate.addresses(all))
        .containsExactly(ALL.get(4), ALL.get(5), ALL.get(0), ALL.get(1), ALL.get(2));
    assertThat(all.get(1).domain()).isEqualTo("hall");
    assertThat(all.get(1).freeBytes()).isEqualTo(7);
    assertThat(all.get(0).score()).isEqualTo(all.get(1).score()).isGreaterThan(all.get(2).score());
  }

  @Test
  void aSourceThatFailsCostsAWarningUnlessItIsTheOnlyOne() throws IOException {
    DepotSource broken =
        need -> {
          throw new IOException("no directory");
        };
    DepotSource good = DepotSource.of(Candidate.all(ALL.subList(0, 2)));

    assertThat(new CombinedDepots(List.of(broken, good), warnings::add).candidates(NEED))
        .hasSize(2);
    assertThat(warnings).containsExactly("no directory; going on with other sources");
    assertThatThrownBy(
            () -> new CombinedDepots(List.of(broken, broken), warnings::add).candidates(NEED))
        .hasMessage("no directory");
  }
}
