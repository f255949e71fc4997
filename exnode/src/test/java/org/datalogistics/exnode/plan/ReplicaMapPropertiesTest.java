package org.datalogistics.exnode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.exnode.plan.Extents.extent;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeBuilder;
import org.datalogistics.exnode.Extent;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compares the arithmetic with looking at every byte, and keeps it quick for large files. */
class ReplicaMapPropertiesTest {

  private static final int SIZE = 60;

  @SeededTest(cases = 300)
  void everyByteHasTheReplicasThatLookingAtItShows(SeededRandom random) {
    ExNode exNode = randomFile(random);
    ReplicaMap map = ReplicaMap.of(exNode);
    int from = random.between(0, SIZE);
    ByteRange range = ByteRange.between(from, random.between(from, SIZE + 5));

    long next = range.offset();
    for (Segment segment : map.segments(range)) {
      assertThat(segment.range().offset()).isEqualTo(next);
      next = segment.range().end();
      for (long position = segment.range().offset(); position < next; position++) {
        assertThat(Set.copyOf(segment.replicas())).isEqualTo(holders(exNode, position));
      }
      assertThat(map.candidates(segment.range())).isEqualTo(segment.replicas());
    }
    assertThat(next)
        .isEqualTo(range.isEmpty() || from >= SIZE ? from : Math.min(range.end(), SIZE));
  }

  @SeededTest(cases = 300)
  void sumsAgreeWithLookingAtEveryByte(SeededRandom random) {
    ExNode exNode = randomFile(random);
    ReplicaMap map = ReplicaMap.of(exNode);
    Coverage coverage = map.coverage();
    CopySummary copies = map.copies(CopiesBy.ALLOCATION);

    long covered =
        IntStream.range(0, SIZE).filter(byteAt -> !holders(exNode, byteAt).isEmpty()).count();
    assertThat(coverage.coveredBytes()).isEqualTo(covered);
    assertThat(coverage.holes().stream().mapToLong(ByteRange::length).sum())
        .isEqualTo(SIZE - covered);
    assertThat(copies.min())
        .isEqualTo(
            IntStream.range(0, SIZE)
                .map(byteAt -> holders(exNode, byteAt).size())
                .min()
                .orElseThrow());
    assertThat(copies.max())
        .isEqualTo(
            IntStream.range(0, SIZE)
                .map(byteAt -> holders(exNode, byteAt).size())
                .max()
                .orElseThrow());
  }

  @Test
  @Timeout(20)
  void aHundredThousandExtentsAreNoProblem() {
    int blocks = 50_000;
    ExNodeBuilder exNode = ExNode.builder("large");
    for (int i = 0; i < blocks; i++) {
      exNode.add(extent("a", i * 1000L, 1000)).add(extent("b", i * 1000L + 500, 1000));
    }
    ReplicaMap map = ReplicaMap.of(exNode.build());

    long segments = 0;
    for (Segment segment : map.segments()) {
      assertThat(map.candidates(segment.range())).hasSize(segment.copies());
      segments++;
    }
    assertThat(segments).isEqualTo(2L * blocks + 1);
    assertThat(map.copies(CopiesBy.DEPOT).bytesByCopies()).containsEntry(2, blocks * 1000L - 500);
    assertThat(map.coverage().isComplete()).isTrue();
    assertThat(map.completeDepots()).isEmpty();
  }

  @Test
  @Timeout(20)
  void aHundredThousandNestedExtentsDoNotTakeQuadraticTimeOrMemory() {
    int count = 100_000;
    ExNodeBuilder exNode = ExNode.builder("nested");
    for (int i = 0; i < count; i++) {
      exNode.add(extent("a", i, 2L * (count - i)));
    }
    ReplicaMap map = ReplicaMap.of(exNode.build());

    assertThat(map.copies(CopiesBy.ALLOCATION).max()).isEqualTo(count);
    assertThat(map.expiry().certainty()).isEqualTo(Expiry.Certainty.UNKNOWN);
    assertThat(map.candidates(new ByteRange(3, 1))).hasSize(4);
    assertThat(map.segments().iterator().next().copies()).isEqualTo(1);
  }

  private static ExNode randomFile(SeededRandom random) {
    ExNodeBuilder exNode = ExNode.builder("f").size((long) SIZE);
    int count = random.between(0, 12);
    for (int i = 0; i < count; i++) {
      exNode.add(extent("d" + i, random.between(0, SIZE + 5), random.between(1, 30)));
    }
    return exNode.build();
  }

  private static Set<Extent> holders(ExNode exNode, long position) {
    Set<Extent> holders = new HashSet<>();
    for (Extent extent : exNode.extents()) {
      if (extent.range().contains(position)) {
        holders.add(extent);
      }
    }
    return holders;
  }
}
