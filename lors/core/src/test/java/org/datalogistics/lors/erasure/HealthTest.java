package org.datalogistics.lors.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static Extent extent(long offset, long length, String depot) {
    return Extent.builder(offset, length)
        .capabilities("ibp://" + depot + ":6714/1#k" + offset + "/1/READ", null, null)
        .build();
  }

  private static boolean isOn(Extent extent, String depot) {
    return extent.location().orElseThrow().host().equals(depot);
  }

  /** 25 bytes in 4 slices of 8, the last of which has 1 byte; 2 of parity; a depot each. */
  private static ExNode file() {
    CodingGroup group =
        new CodingGroup(
            4,
            2,
            new ByteRange(0, 25),
            8,
            List.of(
                new ParitySlice(0, extent(0, 8, "p0")), new ParitySlice(1, extent(0, 8, "p1"))));
    return ExNode.builder("f")
        .size(25L)
        .extents(
            List.of(
                extent(0, 8, "d0"), extent(8, 8, "d1"), extent(16, 8, "d2"), extent(24, 1, "d3")))
        .codingGroups(List.of(group))
        .build();
  }

  private static Health without(String... depots) {
    return Health.of(file(), e -> List.of(depots).stream().noneMatch(depot -> isOn(e, depot)));
  }

  @Test
  void nothingIsMissingOfAWholeFile() {
    Health health = without();

    assertThat(health.isReadable()).isTrue();
    assertThat(health.rebuildable()).isEmpty();
    assertThat(health.groups().get(0).state()).isEqualTo(GroupHealth.State.WHOLE);
    assertThat(health.groups().get(0).spare()).isEqualTo(2);
  }

  @Test
  void anyTwoSlicesMayBeMissing() {
    Health health = without("d1", "p1");

    GroupHealth group = health.groups().get(0);
    assertThat(group.state()).isEqualTo(GroupHealth.State.DEGRADED);
    assertThat(group.missing()).containsExactly(1, 5);
    assertThat(group.spare()).isZero();
    assertThat(health.rebuildable()).containsExactly(new ByteRange(8, 8));
    assertThat(health.isReadable()).isTrue();
  }

  @Test
  void whatIsLostIsToldToTheByte() {
    Health health = without("d1", "d2", "d3");

    // Beyond the first byte the last data slice is zeros, which nobody can lose.
    assertThat(health.lost())
        .containsExactly(new ByteRange(8, 1), new ByteRange(16, 1), new ByteRange(24, 1));
    assertThat(health.rebuildable()).containsExactly(new ByteRange(9, 7), new ByteRange(17, 7));
    assertThat(health.groups().get(0).spare()).isEqualTo(-1);
    assertThat(health.groups().get(0).state()).isEqualTo(GroupHealth.State.LOST);
  }

  @Test
  void holesOutsideOfGroupsAreLost() {
    ExNode larger = file().toBuilder().size(40L).build();

    assertThat(Health.of(larger, e -> !isOn(e, "d0")).lost())
        .containsExactly(new ByteRange(25, 15));
  }

  @Test
  void aCodeThatIsNotKnownGivesNothing() {
    CodingGroup group = file().codingGroups().get(0);
    ExNode other =
        file()
            .withCodingGroups(
                List.of(new CodingGroup("other", 4, 2, 0, 25, 8, group.slices(), Metadata.EMPTY)));

    Health health = Health.of(other, e -> !isOn(e, "d0"));

    assertThat(health.groups()).isEmpty();
    assertThat(health.lost()).containsExactly(new ByteRange(0, 8));
  }

  @SeededTest(cases = 300)
  void itAgreesWithCountingByteByByte(SeededRandom random) {
    int size = random.between(1, 120);
    List<Extent> extents = new ArrayList<>();
    for (int i = random.between(0, 10); i > 0; i--) {
      int offset = random.between(0, size - 1);
      extents.add(extent(offset, random.between(1, size - offset), "d" + random.between(0, 3)));
    }
    List<CodingGroup> groups = new ArrayList<>();
    for (int offset = 0; offset < size && random.chance(0.8); ) {
      int k = random.between(1, 4);
      int m = random.between(1, 3);
      int slice = random.between(1, 12);
      int length = Math.min(size - offset, random.between(1, k * slice));
      List<ParitySlice> slices = new ArrayList<>();
      for (int i = random.between(0, 2 * m); i > 0; i--) {
        int from = random.chance(0.7) ? 0 : random.between(0, slice - 1);
        slices.add(
            new ParitySlice(
                random.between(0, m - 1), extent(from, slice - from, "d" + random.between(0, 3))));
      }
      groups.add(new CodingGroup(k, m, new ByteRange(offset, length), slice, slices));
      offset += length + random.between(0, 3);
    }
    ExNode exNode =
        ExNode.builder("f").size((long) size).extents(extents).codingGroups(groups).build();
    boolean[] down = {random.chance(0.5), random.chance(0.5), random.chance(0.3), false};

    Health health =
        Health.of(
            exNode, e -> !down[Integer.parseInt(e.location().orElseThrow().host().substring(1))]);

    for (int position = 0; position < size; position++) {
      boolean there = isThere(extents, position, down);
      boolean rebuilt = !there && canBeRebuilt(exNode, position, down);
      assertThat(in(health.rebuildable(), position)).as("rebuilt %d", position).isEqualTo(rebuilt);
      assertThat(in(health.lost(), position)).as("lost %d", position).isEqualTo(!there && !rebuilt);
    }
    for (GroupHealth group : health.groups()) {
      assertThat(group.state() == GroupHealth.State.LOST).isEqualTo(group.spare() < 0);
      assertThat(group.missing().isEmpty()).isEqualTo(group.state() == GroupHealth.State.WHOLE);
    }
  }

  private static boolean canBeRebuilt(ExNode exNode, int position, boolean[] down) {
    CodingGroup group = exNode.codingGroup(position).orElse(null);
    if (group == null) {
      return false;
    }
    long column = (position - group.offset()) % group.sliceLength();
    int there = 0;
    for (int i = 0; i < group.dataSlices(); i++) {
      long at = group.offset() + i * group.sliceLength() + column;
      there += at >= group.end() || isThere(exNode.extents(), at, down) ? 1 : 0;
    }
    for (int i = 0; i < group.paritySlices(); i++) {
      there += isThere(group.parity(i), column, down) ? 1 : 0;
    }
    return there >= group.dataSlices();
  }

  private static boolean isThere(List<Extent> extents, long position, boolean[] down) {
    return extents.stream()
        .anyMatch(
            e ->
                e.range().contains(position)
                    && !down[Integer.parseInt(e.location().orElseThrow().host().substring(1))]);
  }

  private static boolean in(List<ByteRange> ranges, long position) {
    return ranges.stream().anyMatch(range -> range.contains(position));
  }
}
