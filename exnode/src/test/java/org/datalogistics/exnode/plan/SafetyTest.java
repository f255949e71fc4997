package org.datalogistics.exnode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.exnode.plan.Extents.extent;
import static org.datalogistics.exnode.plan.Extents.file;

import java.time.Instant;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.junit.jupiter.api.Test;

class SafetyTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static Observation live(Extent extent, int seconds) {
    return new Observation(extent, ExtentState.LIVE, NOW.plusSeconds(seconds));
  }

  @Test
  void theThreeCoveragesDifferByWhatIsKnown() {
    Extent first = extent("a", 0, 100);
    Extent second = extent("b", 100, 100);
    Extent third = extent("c", 200, 100);
    ExNode exNode = file(300L, first, second, third);

    Safety safety =
        Safety.of(
            exNode,
            List.of(
                live(first, 10),
                new Observation(second, ExtentState.UNKNOWN, null),
                new Observation(third, ExtentState.DEAD, null)),
            CopiesBy.HOST);

    assertThat(safety.recorded().isComplete()).isTrue();
    assertThat(safety.readable().holes()).containsExactly(new ByteRange(200, 100));
    assertThat(safety.live().holes()).containsExactly(new ByteRange(100, 200));
    assertThat(safety.expiry().certainty()).isEqualTo(Expiry.Certainty.INCOMPLETE);
  }

  @Test
  void sizeComesFromAllExtentsNotOnlyTheLiveOnes() {
    Extent first = extent("a", 0, 100);
    Extent lost = extent("b", 100, 100);
    ExNode exNode = file(null, first, lost);

    Safety safety =
        Safety.of(
            exNode,
            List.of(live(first, 10), new Observation(lost, ExtentState.DEAD, null)),
            CopiesBy.HOST);

    assertThat(safety.live().holes()).containsExactly(new ByteRange(100, 100));
    assertThat(safety.depots().min()).isZero();
  }

  @Test
  void probedEndsDecideWhenTheFileIsLost() {
    Extent first = extent("a", 0, 100, NOW);
    Extent copy = extent("b", 0, 100, NOW);
    ExNode exNode = file(100L, first, copy);

    Safety safety = Safety.of(exNode, List.of(live(first, 10), live(copy, 90)), CopiesBy.HOST);

    assertThat(safety.expiry().lost()).contains(NOW.plusSeconds(90));
    assertThat(safety.expiry().replicaLostAt()).isEqualTo(NOW.plusSeconds(10));
    assertThat(safety.depots().min()).isEqualTo(2);
  }

  @Test
  void copiesInOneDomainAreOneForSafety() {
    Extent first = extent("a", 0, 100);
    Extent copy = extent("b", 0, 100);
    ExNode exNode = file(100L, first, copy);

    Safety safety = Safety.of(exNode, List.of(live(first, 1), live(copy, 1)), any -> "one site");

    assertThat(safety.depots().min()).isEqualTo(2);
    assertThat(safety.domains().min()).isEqualTo(1);
  }

  @Test
  void weakRangesAreNamedWithTheirCopiesAndJoined() {
    ExNode exNode =
        file(
            300L,
            extent("a", 0, 100),
            extent("b", 100, 100),
            extent("c", 0, 50),
            extent("d", 20, 30));

    assertThat(Safety.below(ReplicaMap.of(exNode), CopiesBy.DEPOT, 2))
        .containsExactly(
            new Safety.Weak(new ByteRange(50, 150), 1),
            new Safety.Weak(new ByteRange(200, 100), 0));
  }

  @Test
  void whatTheDocumentSaysIsJudgedByItsDates() {
    assertThat(Observation.recorded(extent("a", 0, 1, NOW.minusSeconds(59)), NOW).state())
        .isEqualTo(ExtentState.UNKNOWN);
    assertThat(Observation.recorded(extent("a", 0, 1, NOW.minusSeconds(61)), NOW).state())
        .isEqualTo(ExtentState.EXPIRED);
    assertThat(Observation.recorded(Extent.builder(0, 1).build(), NOW).state())
        .isEqualTo(ExtentState.MALFORMED);
    assertThat(
            Observation.recorded(
                    Extent.builder(0, 1).capabilities(null, null, "ibp://d:1/k/1/MANAGE").build(),
                    NOW)
                .state())
        .isEqualTo(ExtentState.WITHHELD);
  }
}
