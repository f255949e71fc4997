package org.datalogistics.lors.depots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.FakeDepots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DepotSurveyTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(3);

  private final FakeDepots depots = new FakeDepots();
  private final List<String> warnings = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();

  @AfterEach
  void stop() {
    depots.close();
  }

  private final DepotSurvey survey = new DepotSurvey(depots, Duration.ofSeconds(5), now::get);

  private List<DepotAddress> usable(long bytes, Duration lease) {
    return survey
        .usable(
            Candidate.all(DEPOTS), new Requirement(bytes, lease, Reliability.HARD), warnings::add)
        .stream()
        .map(depot -> depot.candidate().address())
        .toList();
  }

  @Test
  void answersAreRememberedForAWhile() {
    for (int i = 0; i < 5; i++) {
      assertThat(usable(1, Duration.ofHours(1))).isEqualTo(DEPOTS);
    }
    assertThat(depots.requests(DEPOTS.get(0))).isEqualTo(1);

    now.addAndGet(DepotSurvey.MEMORY.toNanos() + 1);
    depots.dead.add(DEPOTS.get(0));
    assertThat(usable(1, Duration.ofHours(1))).doesNotContain(DEPOTS.get(0));
    depots.dead.clear();
    assertThat(usable(1, Duration.ofHours(1))).doesNotContain(DEPOTS.get(0));
    now.addAndGet(Duration.ofSeconds(21).toNanos());
    assertThat(usable(1, Duration.ofHours(1))).isEqualTo(DEPOTS);
  }

  @Test
  void whatADepotOffersIsKept() {
    Requirement need = new Requirement(1, Duration.ofHours(1), Reliability.HARD);

    Candidate candidate =
        survey.usable(Candidate.all(DEPOTS), need, warnings::add).get(0).candidate();

    assertThat(candidate.freeBytes()).isEqualTo(1L << 30);
    assertThat(candidate.longestLease()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void depotsThatCanServeStayInOrder() {
    assertThat(usable(1, Duration.ofHours(1))).isEqualTo(DEPOTS);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aDeadOneIsLeftOutWithTheReason() {
    depots.dead.add(DEPOTS.get(1));

    assertThat(usable(1, Duration.ofHours(1))).containsExactly(DEPOTS.get(0), DEPOTS.get(2));
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("depot1:6714 is left out")
        .contains("cannot connect");
  }

  @Test
  void tooLittleSpaceAndTooShortLeasesAreNamed() {
    assertThat(usable(2L << 30, Duration.ofHours(1))).isEmpty();
    assertThat(usable(1, Duration.ofDays(2))).isEmpty();
    assertThat(warnings)
        .hasSize(6)
        .anyMatch(text -> text.contains("1073741824 bytes of HARD storage free"))
        .anyMatch(text -> text.contains("at most 86400 s, wanted are 172800 s"));
  }

  @Test
  void theSpaceWantedIsAShareOfOneCopyAndABlock() {
    assertThat(Requirement.forUpload(100, 10, 4, Duration.ofDays(1), Reliability.SOFT).bytes())
        .isEqualTo(35);
    assertThat(Requirement.forUpload(3, 10, 4, Duration.ofDays(1), Reliability.SOFT).bytes())
        .isEqualTo(3);
  }
}
