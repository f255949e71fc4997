package org.datalogistics.exnode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.exnode.plan.Extents.extent;
import static org.datalogistics.exnode.plan.Extents.file;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;
import org.datalogistics.exnode.Samples;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.junit.jupiter.api.Test;

class ReplicaMapTest {

  private final Extent whole = extent("a", 0, 300);
  private final Extent head = extent("b", 0, 100);
  private final Extent tail = extent("c", 100, 200);

  @Test
  void theSampleHasTwoCopiesOnThreeDepots() throws Exception {
    ReplicaMap map = ReplicaMap.of(new XmlExNodeCodec().read(Samples.bytes(Samples.TWO_REPLICAS)));

    assertThat(map.copies(CopiesBy.DEPOT))
        .isEqualTo(new CopySummary(2, 2, new TreeMap<>(Map.of(2, 300L))));
    assertThat(map.segments())
        .extracting(Segment::range)
        .containsExactly(new ByteRange(0, 100), new ByteRange(100, 200));
    assertThat(map.completeDepots()).containsExactly(new Location("depot1.example.org", 6714));
  }

  @Test
  void segmentsAreCutAtTheBordersOfExtentsAndOfTheRange() {
    ReplicaMap map = ReplicaMap.of(file(310L, tail, head, whole));

    assertThat(map.segments(ByteRange.between(50, 400)))
        .containsExactly(
            new Segment(ByteRange.between(50, 100), List.of(head, whole)),
            new Segment(ByteRange.between(100, 300), List.of(whole, tail)),
            new Segment(ByteRange.between(300, 310), List.of()));
    assertThat(map.segments(ByteRange.between(310, 400))).isEmpty();
    assertThat(map.segments(ByteRange.between(7, 7))).isEmpty();
  }

  @Test
  void candidatesHoldTheWholeRange() {
    ReplicaMap map = ReplicaMap.of(file(300L, whole, head, tail));

    assertThat(map.candidates(ByteRange.between(0, 100))).containsExactly(whole, head);
    assertThat(map.candidates(ByteRange.between(50, 150))).containsExactly(whole);
    assertThat(map.candidates(ByteRange.between(299, 301))).isEmpty();
  }

  @Test
  void anAllocationListedTwiceIsOneCopy() {
    ReplicaMap map =
        ReplicaMap.of(file(300L, whole, whole, whole.toBuilder().allocLength(400).build()));

    assertThat(map.copies(CopiesBy.ALLOCATION).min()).isEqualTo(1);
    assertThat(map.candidates(map.file())).containsExactly(whole);
    assertThat(map.segments()).containsExactly(new Segment(map.file(), List.of(whole)));
  }

  @Test
  void copiesCountByAllocationDepotHostOrAnythingElse() {
    Extent sameDepot = withRead(whole, "ibp://a.example.org:6714/other/1/READ");
    Extent sameHost = withRead(whole, "ibp://a.example.org:6715/third/1/READ");
    ReplicaMap map = ReplicaMap.of(file(300L, whole, sameDepot, sameHost, head));

    assertThat(map.copies(CopiesBy.ALLOCATION).bytesByCopies()).isEqualTo(Map.of(3, 200L, 4, 100L));
    assertThat(map.copies(CopiesBy.DEPOT).bytesByCopies()).isEqualTo(Map.of(2, 200L, 3, 100L));
    assertThat(map.copies(CopiesBy.HOST).bytesByCopies()).isEqualTo(Map.of(1, 200L, 2, 100L));
    assertThat(map.copies(extent -> "one site").max()).isEqualTo(1);
  }

  @Test
  void holesHaveNoCopies() {
    CopySummary summary = ReplicaMap.of(file(150L, head)).copies(CopiesBy.DEPOT);

    assertThat(summary.min()).isZero();
    assertThat(summary.bytesByCopies()).isEqualTo(Map.of(0, 50L, 1, 100L));
  }

  @Test
  void aDepotIsCompleteWhenItsExtentsTogetherHoldTheFile() {
    ExNode exNode = file(300L, extent("d", 200, 100), extent("d", 0, 200), head, tail);

    assertThat(ReplicaMap.of(exNode).completeDepots())
        .isEqualTo(Set.of(new Location("d.example.org", 6714)));
  }

  private static Extent withRead(Extent extent, String capability) {
    return extent.toBuilder().capabilities(capability, null, null).build();
  }
}
