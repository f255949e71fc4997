package org.datalogistics.exnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodingGroupTest {

  private static CodingGroup group(int data, int parity, long offset, long length, long slice) {
    return new CodingGroup(data, parity, new ByteRange(offset, length), slice, List.of());
  }

  private static ParitySlice slice(int index, long offset, long length) {
    return new ParitySlice(
        index,
        Extent.builder(offset, length)
            .capabilities("ibp://a.example.org:6714/1#k/1/READ", null, null)
            .build());
  }

  @Test
  void dataSlicesAreCutFromTheFileAndEndWhereTheGroupEnds() {
    CodingGroup group = group(4, 2, 100, 25, 10);

    assertThat(group.dataSlice(0)).isEqualTo(new ByteRange(100, 10));
    assertThat(group.dataSlice(2)).isEqualTo(new ByteRange(120, 5));
    assertThat(group.dataSlice(3)).isEqualTo(new ByteRange(125, 0));
    assertThat(group.dataSliceOf(124)).isEqualTo(2);
    assertThatThrownBy(() -> group.dataSliceOf(125)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> group.dataSlice(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void numbersOutOfBoundsAreRefused() {
    assertThat(group(200, 56, 0, 200, 1).dataSlices()).isEqualTo(200);
    assertRefused(() -> group(0, 1, 0, 1, 1));
    assertRefused(() -> group(1, 0, 0, 1, 1));
    assertRefused(() -> group(201, 56, 0, 1, 1));
    assertRefused(() -> group(4, 2, -1, 1, 1));
    assertRefused(() -> group(4, 2, 0, 0, 1));
    assertRefused(() -> group(4, 2, 0, 41, 10));
    assertRefused(() -> group(4, 2, 0, 1, 0));
    assertRefused(() -> group(4, 2, 0, 1, Long.MAX_VALUE / 3));
    assertRefused(() -> group(1, 2, 1, 1, Long.MAX_VALUE));
    assertRefused(() -> group(4, 2, 0, 40, 10).withSlices(List.of(slice(2, 0, 10))));
    assertRefused(() -> group(4, 2, 0, 40, 10).withSlices(List.of(slice(1, 1, 10))));
    assertRefused(() -> slice(-1, 0, 1));
    assertRefused(() -> slice(0, -1, 1));
    assertRefused(() -> slice(0, 0, 0));
    assertRefused(() -> new CodingGroup("no spaces", 1, 1, 0, 1, 1, List.of(), Metadata.EMPTY));
  }

  private static void assertRefused(Runnable making) {
    assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void groupsThatOverlapAreRefused() {
    ExNode exNode = ExNode.builder("f").build();
    List<CodingGroup> touching = List.of(group(2, 1, 20, 20, 10), group(2, 1, 0, 20, 10));

    assertThat(exNode.withCodingGroups(touching).codingGroups())
        .extracting(CodingGroup::offset)
        .containsExactly(0L, 20L);
    assertThatThrownBy(
            () -> exNode.withCodingGroups(List.of(group(2, 1, 19, 20, 10), group(2, 1, 0, 20, 10))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap");
  }

  @Test
  void theGroupOfAByteIsFound() {
    ExNode exNode =
        ExNode.builder("f")
            .codingGroups(
                List.of(group(2, 1, 10, 20, 10), group(2, 1, 30, 7, 10), group(2, 1, 50, 20, 10)))
            .build();

    assertThat(exNode.codingGroup(9)).isEmpty();
    assertThat(exNode.codingGroup(10)).map(CodingGroup::offset).contains(10L);
    assertThat(exNode.codingGroup(29)).map(CodingGroup::offset).contains(10L);
    assertThat(exNode.codingGroup(36)).map(CodingGroup::offset).contains(30L);
    assertThat(exNode.codingGroup(37)).isEmpty();
    assertThat(exNode.codingGroup(69)).map(CodingGroup::offset).contains(50L);
    assertThat(exNode.codingGroup(70)).isEmpty();
  }

  @Test
  void allExtentsAreThoseWithDataAndThoseWithParity() {
    Extent data = slice(0, 0, 20).extent();
    ExNode exNode =
        ExNode.builder("f")
            .add(data)
            .codingGroups(List.of(group(2, 1, 0, 20, 10).withSlices(List.of(slice(0, 0, 10)))))
            .build();

    assertThat(exNode.allExtents()).hasSize(2).startsWith(data);
    assertThat(exNode.mapAllExtents(e -> e.toBuilder().capabilities(CapabilityUris.NONE).build()))
        .extracting(ExNode::allExtents)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Extent.class))
        .hasSize(2)
        .allMatch(extent -> extent.read() == null);
    assertThat(exNode.largestEnd()).isEqualTo(20);
  }

  @Test
  void textFormsHoldNoCapability() {
    CodingGroup group = group(2, 1, 0, 20, 10).withSlices(List.of(slice(0, 0, 10)));

    assertThat(group.toString()).contains("2+1").doesNotContain("1#k");
    assertThat(group.slices().get(0).toString()).doesNotContain("1#k");
  }
}
