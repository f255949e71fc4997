package org.datalogistics.exnode.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;

/** Compares every edit with looking at each byte: which allocations hold it, and where. */
class EditPropertiesTest {
  private static final int SIZE = 40;

  private static ExNode random(SeededRandom random) {
    List<Extent> extents = new ArrayList<>();
    int count = random.between(0, 6);
    for (int i = 0; i < count; i++) {
      int offset = random.between(0, SIZE - 1);
      String key = "k" + random.between(0, 3);
      extents.add(
          Extent.builder(offset, random.between(1, SIZE - offset))
              .allocOffset(random.between(0, 5))
              .capabilities("ibp://d:1/" + key + "/1/READ", null, null)
              .build());
    }
    return ExNode.builder("f").size((long) SIZE).extents(extents).build();
  }

  /** Key and position in the allocation for each extent that holds the byte. */
  private static Set<String> at(ExNode exNode, long position) {
    Set<String> found = new HashSet<>();
    for (Extent extent : exNode.extents()) {
      if (extent.range().contains(position)) {
        found.add(extent.read() + "@" + extent.positionInAllocation(position));
      }
    }
    return found;
  }

  private static ByteRange range(SeededRandom random) {
    int from = random.between(0, SIZE);
    return ByteRange.between(from, random.between(from, SIZE));
  }

  @SeededTest(cases = 300)
  void trimmingTakesTheRangeFromEveryCopyAndLeavesTheRest(SeededRandom random) {
    ExNode exNode = random(random);
    ByteRange cut = range(random);

    ExNode rest = Trim.range(exNode, cut);

    for (int i = 0; i < SIZE; i++) {
      assertThat(at(rest, i)).isEqualTo(cut.contains(i) ? Set.of() : at(exNode, i));
    }
    assertThat(rest.extents()).allMatch(Extent::isWellFormed);
  }

  @SeededTest(cases = 300)
  void aPartHoldsWhatTheWholeHeldThere(SeededRandom random) {
    ExNode exNode = random(random);
    ByteRange kept = range(random);

    ExNode part = Split.part(exNode, kept);

    for (int i = 0; i < kept.length(); i++) {
      assertThat(at(part, i)).isEqualTo(at(exNode, kept.offset() + i));
    }
    assertThat(part.largestEnd()).isLessThanOrEqualTo(kept.length());
  }

  @SeededTest(cases = 300)
  void cuttingAndJoiningGivesTheFileBack(SeededRandom random) {
    ExNode exNode = random(random);
    int at = random.between(0, SIZE);

    ExNode joined =
        Merge.concatenate(
            Split.part(exNode, new ByteRange(0, at)),
            Split.part(exNode, ByteRange.between(at, SIZE)),
            Instant.EPOCH);

    assertThat(joined.size()).isEqualTo(SIZE);
    for (int i = 0; i < SIZE; i++) {
      assertThat(at(joined, i)).isEqualTo(at(exNode, i));
    }
  }

  @SeededTest(cases = 300)
  void mergingUnitesTheCopiesOfEveryByte(SeededRandom random) {
    ExNode first = random(random);
    ExNode second = random(random);

    ExNode merged = Merge.sameFile(first, second, Instant.EPOCH);

    for (int i = 0; i < SIZE; i++) {
      Set<String> both = new HashSet<>(at(first, i));
      both.addAll(at(second, i));
      assertThat(at(merged, i)).isEqualTo(both);
    }
  }

  @SeededTest(cases = 300)
  void whatIsUnusedAfterwardsIsNamedByNoExtent(SeededRandom random) {
    ExNode before = random(random);
    ExNode after = Trim.without(before, extent -> random.chance(0.5));

    Set<String> named = new HashSet<>();
    after.extents().forEach(extent -> named.add(String.valueOf(extent.read())));
    List<String> unused =
        Trim.unused(before, after).stream().map(e -> String.valueOf(e.read())).toList();
    assertThat(unused).doesNotHaveDuplicates().noneMatch(named::contains);
    for (Extent extent : before.extents()) {
      assertThat(named.contains(extent.read()) || unused.contains(extent.read())).isTrue();
    }
  }
}
