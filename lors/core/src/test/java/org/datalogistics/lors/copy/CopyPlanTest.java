package org.datalogistics.lors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class CopyPlanTest {
  private static final int SIZE = 60;
  private static final CopyStage ANYWHERE =
      new CopyStage(Candidate.all(FakeDepots.addresses(9)), 4);

  private static Extent extent(int depot, long offset, long length, boolean raw) {
    String cap = "ibp://depot" + depot + ":6714/" + offset + "-" + length + "/1/READ";
    var extent = Extent.builder(offset, length).capabilities(cap, null, null);
    return raw
        ? extent.build()
        : extent
            .conditioned(8, FunctionChain.of(ConditioningStep.of("checksum", 41)))
            .allocLength(500)
            .build();
  }

  private static ExNode random(SeededRandom random) {
    List<Extent> extents = new ArrayList<>();
    int count = random.between(0, 7);
    for (int i = 0; i < count; i++) {
      int offset = random.between(0, SIZE - 1);
      extents.add(
          extent(
              random.between(0, 4), offset, random.between(1, SIZE - offset), random.chance(0.6)));
    }
    return ExNode.builder("f").size((long) SIZE).extents(extents).build();
  }

  private static long holders(ReplicaMap map, long position) {
    return map.candidates(new ByteRange(position, 1)).stream()
        .map(e -> e.location().orElseThrow())
        .distinct()
        .count();
  }

  /** How many copies of a byte the plan makes; a conditioned source is copied whole. */
  private static long planned(CopyPlan.Plan plan, long position) {
    long copies = 0;
    for (CopyJob job : plan.jobs()) {
      Extent first = job.sources().get(0);
      ByteRange made = first.isRaw() ? job.range() : first.range();
      copies += made.contains(position) ? job.stages().size() : 0;
    }
    return copies;
  }

  @SeededTest(cases = 300)
  void balancingBringsEveryByteThatAnyoneHasToTheWantedNumber(SeededRandom random) {
    ReplicaMap live = ReplicaMap.of(random(random));
    int wanted = random.between(1, 4);

    CopyPlan.Plan plan =
        CopyPlan.balance(new ByteRange(0, SIZE), live, wanted, ANYWHERE, random.between(1, SIZE));

    for (int i = 0; i < SIZE; i++) {
      long present = holders(live, i);
      int position = i;
      assertThat(plan.holes().stream().anyMatch(hole -> hole.contains(position)))
          .isEqualTo(present == 0);
      if (present > 0) {
        assertThat(present + planned(plan, i)).isGreaterThanOrEqualTo(wanted);
      }
    }
  }

  @SeededTest(cases = 300)
  void aRawFileGetsExactlyTheCopiesAskedFor(SeededRandom random) {
    List<Extent> extents = new ArrayList<>();
    for (Extent each : random(random).extents()) {
      extents.add(extent(1, each.offset(), each.length(), true));
    }
    ReplicaMap map = ReplicaMap.of(ExNode.builder("f").size((long) SIZE).extents(extents).build());
    int from = random.between(0, SIZE);
    ByteRange range = ByteRange.between(from, random.between(from, SIZE));

    CopyPlan.Plan plan =
        CopyPlan.more(range, map, List.of(ANYWHERE, ANYWHERE), random.between(1, SIZE));

    for (int i = 0; i < SIZE; i++) {
      boolean wanted = range.contains(i) && holders(map, i) > 0;
      assertThat(planned(plan, i)).isEqualTo(wanted ? 2 : 0);
    }
  }

  @Test
  void nothingIsAssembledFromTwoSources() {
    ReplicaMap map =
        ReplicaMap.of(
            ExNode.builder("f")
                .extents(List.of(extent(0, 0, 10, true), extent(1, 10, 10, true)))
                .build());

    CopyPlan.Plan plan = CopyPlan.more(new ByteRange(0, 20), map, List.of(ANYWHERE), 100);

    assertThat(plan.jobs())
        .extracting(CopyJob::range)
        .containsExactly(new ByteRange(0, 10), new ByteRange(10, 10));
  }

  @Test
  void aWithheldReadCapabilityMakesAHole() {
    Extent withheld =
        Extent.builder(0, 10).capabilities(null, null, "ibp://depot1:6714/a/1/MANAGE").build();
    ReplicaMap map = ReplicaMap.of(ExNode.builder("f").extents(List.of(withheld)).build());

    assertThat(CopyPlan.more(new ByteRange(0, 10), map, List.of(ANYWHERE), 5).holes())
        .containsExactly(new ByteRange(0, 10));
  }
}
