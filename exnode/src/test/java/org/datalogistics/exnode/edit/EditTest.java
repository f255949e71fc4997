package org.datalogistics.exnode.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ExtentBuilder;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.junit.jupiter.api.Test;

class EditTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static ExtentBuilder on(String key, long offset, long length) {
    String base = "ibp://d.example.org:6714/" + key + "/1/";
    return Extent.builder(offset, length)
        .capabilities(base + "READ", base + "WRITE", base + "MANAGE");
  }

  private static ExNode file(long size, Extent... extents) {
    return ExNode.builder("f").size(size).extents(List.of(extents)).build();
  }

  private static CodingGroup group(long offset) {
    return new CodingGroup(
        2,
        1,
        new ByteRange(offset, 100),
        50,
        List.of(new ParitySlice(0, on("parity" + offset, 0, 50).build())));
  }

  @Test
  void aRangeInTheMiddleLeavesTwoEndsThatShareTheAllocation() {
    Extent extent =
        on("a", 100, 300)
            .allocOffset(20)
            .allocLength(400)
            .metadata(Metadata.EMPTY.with("id", "x").with("note", "y"))
            .build();

    List<Extent> rest = Trim.range(extent, new ByteRange(150, 50));

    assertThat(rest)
        .extracting(Extent::range)
        .containsExactly(new ByteRange(100, 50), new ByteRange(200, 200));
    assertThat(rest).extracting(Extent::allocOffset).containsExactly(20L, 120L);
    assertThat(rest)
        .allMatch(
            part -> part.allocLength() == 400 && extent.capabilities().equals(part.capabilities()));
    assertThat(rest.get(0).id()).contains("x");
    assertThat(rest.get(1).id()).isEmpty();
    assertThat(rest.get(1).metadata().string("note")).contains("y");
  }

  @Test
  void aConditionedExtentKeepsItsFunctionsAndStoredLength() {
    Extent extent =
        on("a", 0, 100)
            .allocLength(133)
            .conditioned(100, FunctionChain.of(ConditioningStep.of("checksum", 133)))
            .build();

    Extent tail = Trim.range(extent, new ByteRange(0, 30)).get(0);

    assertThat(tail.functions()).isEqualTo(extent.functions());
    assertThat(tail.e2eBlockSize()).isEqualTo(100);
    assertThat(tail.allocLength()).isEqualTo(133);
    assertThat(tail.allocOffset()).isEqualTo(30);
  }

  @Test
  void malformedExtentsSurviveEveryTrimByRange() {
    Extent broken = Extent.builder(5, 10).build();

    assertThat(Trim.range(file(20, broken), new ByteRange(0, 20)).extents())
        .containsExactly(broken);
  }

  @Test
  void storageIsUnusedOnlyWhenNoExtentIsLeftThatUsesIt() {
    Extent whole = on("a", 0, 100).build();
    Extent other = on("b", 0, 100).build();
    ExNode before = file(100, whole, other, whole);

    ExNode cut = Trim.range(before, new ByteRange(0, 60));
    ExNode without = Trim.without(before, extent -> extent.equals(whole));

    assertThat(Trim.unused(before, cut)).isEmpty();
    assertThat(Trim.unused(before, without)).containsExactly(whole);
  }

  @Test
  void aTrimmedExtentStillUsesItsAllocationThroughAnyCapability() {
    Extent whole = on("a", 0, 100).build();
    Extent half = Withhold.from(on("a", 0, 50).build(), EnumSet.of(Withhold.Kind.READ));

    assertThat(Trim.unused(file(100, whole), file(100, half))).isEmpty();
  }

  @Test
  void extentsWithoutAnyCapabilityHaveNoStorageToGiveBack() {
    Extent bare = Withhold.from(on("a", 0, 100).build(), EnumSet.allOf(Withhold.Kind.class));
    Extent other = on("b", 0, 100).build();
    ExNode before = file(100, bare, bare, other);

    ExNode after = Trim.without(before, extent -> extent.equals(other));

    assertThat(Trim.unused(before, after)).containsExactly(other);
  }

  @Test
  void parityThatIsTakenOutIsUnusedAndTheGroupGoesWithTheLast() {
    ExNode before = file(100, on("a", 0, 100).build()).withCodingGroups(List.of(group(0)));

    ExNode after = Trim.without(before, extent -> extent.length() == 50);

    assertThat(after.codingGroups()).isEmpty();
    assertThat(Trim.unused(before, after)).hasSize(1);
  }

  @Test
  void withholdingReachesParityAndKeepsDates() {
    ExNode before =
        file(100, on("a", 0, 100).lifetime(NOW, NOW.plusSeconds(60)).build())
            .withCodingGroups(List.of(group(0)));

    ExNode shared = Withhold.from(before, EnumSet.of(Withhold.Kind.MANAGE, Withhold.Kind.WRITE));

    assertThat(shared.allExtents())
        .allMatch(e -> e.read() != null && e.write() == null && e.manage() == null);
    assertThat(shared.extents().get(0).end()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void mergingJoinsCopiesOfOneFileAndDropsWhatIsThereTwice() {
    ExNode first = file(100, on("a", 0, 100).build()).withMetadata(Metadata.EMPTY.with("k", "1"));
    ExNode second =
        file(100, on("a", 0, 100).build(), on("b", 0, 100).build())
            .withMetadata(Metadata.EMPTY.with("k", "2").with("l", "3").with("id", "no"));

    ExNode merged = Merge.sameFile(first, second, NOW);

    assertThat(merged.extents()).hasSize(2);
    assertThat(merged.metadata().string("k")).contains("1");
    assertThat(merged.metadata().string("l")).contains("3");
    assertThat(merged.id()).isEmpty();
    assertThat(merged.modified()).isEqualTo(NOW);
  }

  @Test
  void filesOfDifferentSizeAreNotMergedAsOne() {
    assertThatThrownBy(() -> Merge.sameFile(file(100), file(99), NOW))
        .hasMessageContaining("100")
        .hasMessageContaining("99");
  }

  @Test
  void concatenationPutsTheSecondBehindTheFirstWithItsParity() {
    ExNode first = file(100, on("a", 0, 100).build()).withCodingGroups(List.of(group(0)));
    ExNode second = file(100, on("b", 0, 100).build()).withCodingGroups(List.of(group(0)));

    ExNode both = Merge.concatenate(first, second, NOW);

    assertThat(both.size()).isEqualTo(200);
    assertThat(both.extents()).extracting(Extent::offset).containsExactly(0L, 100L);
    assertThat(both.codingGroups()).extracting(CodingGroup::offset).containsExactly(0L, 100L);
  }

  @Test
  void groupsOfBothDescriptionsKeepTheParityOfBoth() {
    CodingGroup other =
        group(0).withSlices(List.of(new ParitySlice(0, on("elsewhere", 0, 50).build())));
    ExNode first = file(100).withCodingGroups(List.of(group(0)));

    ExNode merged =
        Merge.sameFile(first, file(100).withCodingGroups(List.of(other, group(200))), NOW);

    assertThat(merged.codingGroups()).hasSize(2);
    assertThat(merged.codingGroups().get(0).slices()).hasSize(2);
  }

  @Test
  void aPartIsAFileOfItsOwnWithTheGroupsThatLieWithin() {
    ExNode whole =
        file(300, on("a", 0, 300).build())
            .withCodingGroups(List.of(group(0), group(100), group(200)))
            .withMetadata(Metadata.EMPTY.with("selfRef", "http://u/exnodes/1"));

    ExNode part = Split.part(whole, new ByteRange(90, 150));

    assertThat(part.size()).isEqualTo(150);
    assertThat(part.extents().get(0).range()).isEqualTo(new ByteRange(0, 150));
    assertThat(part.extents().get(0).allocOffset()).isEqualTo(90);
    assertThat(part.codingGroups()).extracting(CodingGroup::offset).containsExactly(10L);
    assertThat(part.selfRef()).isEmpty();
    assertThatThrownBy(() -> Split.part(whole, new ByteRange(299, 2)))
        .hasMessageContaining("300 bytes");
  }

  @Test
  void offsetsDoNotOverflow() {
    ExNode far = file(10, on("a", Long.MAX_VALUE - 10, 10).build());

    assertThatThrownBy(() -> Shift.by(far, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shift.by(far, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTrimmedExtentSurvivesTheXmlForm() throws Exception {
    ExNode cut = Trim.range(file(100, on("a", 0, 100).build()), new ByteRange(20, 30));
    XmlExNodeCodec xml = new XmlExNodeCodec();

    assertThat(xml.read(xml.write(cut)).extents()).isEqualTo(cut.extents());
  }
}
