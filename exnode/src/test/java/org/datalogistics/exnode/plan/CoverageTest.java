package org.datalogistics.exnode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.exnode.plan.Extents.extent;
import static org.datalogistics.exnode.plan.Extents.file;

import java.time.Instant;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void neighboursAndOverlapsMergeAndTheRestIsHoles() {
    Coverage coverage =
        ReplicaMap.of(
                file(
                    100L,
                    extent("a", 50, 10),
                    extent("a", 10, 10),
                    extent("b", 15, 10),
                    extent("a", 60, 5)))
            .coverage();

    assertThat(coverage.covered())
        .containsExactly(ByteRange.between(10, 25), ByteRange.between(50, 65));
    assertThat(coverage.holes())
        .containsExactly(
            ByteRange.between(0, 10), ByteRange.between(25, 50), ByteRange.between(65, 100));
    assertThat(coverage.coveredBytes()).isEqualTo(30);
    assertThat(coverage.isComplete()).isFalse();
  }

  @Test
  void dataBeyondTheSizeIsIgnored() {
    Coverage coverage = ReplicaMap.of(file(10L, extent("a", 5, 10), extent("a", 12, 5))).coverage();

    assertThat(coverage.covered()).containsExactly(ByteRange.between(5, 10));
    assertThat(coverage.holes()).containsExactly(ByteRange.between(0, 5));
  }

  @Test
  void withoutARecordedSizeTheLastExtentEndsTheFile() {
    assertThat(ReplicaMap.of(file(null, extent("a", 0, 10))).coverage().isComplete()).isTrue();
    assertThat(ReplicaMap.of(file(0L, extent("a", 0, 10))).file()).isEqualTo(new ByteRange(0, 10));
  }

  @Test
  void anEmptyFileIsComplete() {
    assertThat(ReplicaMap.of(file(0L)).coverage().isComplete()).isTrue();
    assertThat(ReplicaMap.of(file(0L)).segments()).isEmpty();
  }

  @Test
  void malformedExtentsCoverNothing() {
    Extent negative = extent("a", 0, 10).toBuilder().allocOffset(-1).build();
    Extent tooLong = extent("a", 0, 10).toBuilder().allocLength(9).build();
    Extent nowhere = Extent.builder(0, 10).build();

    assertThat(ReplicaMap.of(file(10L, negative, tooLong, nowhere)).coverage().coveredBytes())
        .isZero();
  }

  @Test
  void whatHasExpiredOrCannotBeReadDoesNotCountAsReadable() {
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    Extent expired = extent("a", 0, 10, now.minusSeconds(61));
    Extent inGrace = extent("a", 10, 10, now.minusSeconds(60));
    Extent undated = extent("a", 20, 10);
    Extent withheld =
        extent("a", 30, 10).toBuilder().capabilities(null, "ibp://a:1/k/1/WRITE", null).build();
    ExNode exNode = file(40L, expired, inGrace, undated, withheld);

    assertThat(ReplicaMap.of(exNode, ExtentFilters.readable(now)).coverage().covered())
        .containsExactly(ByteRange.between(10, 30));
    assertThat(ReplicaMap.of(exNode).coverage().isComplete()).isTrue();
  }
}
