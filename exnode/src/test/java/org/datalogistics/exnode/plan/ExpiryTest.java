package org.datalogistics.exnode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.exnode.plan.Extents.extent;
import static org.datalogistics.exnode.plan.Extents.file;

import java.time.Instant;
import java.util.Optional;
import org.datalogistics.exnode.plan.Expiry.Certainty;
import org.junit.jupiter.api.Test;

class ExpiryTest {

  private static final Instant T1 = Instant.ofEpochSecond(2_000_000_001);
  private static final Instant T2 = Instant.ofEpochSecond(2_000_000_002);
  private static final Instant T3 = Instant.ofEpochSecond(2_000_000_003);

  @Test
  void theFileIsLostWithTheLastReplicaOfItsWeakestSegment() {
    Expiry expiry =
        ReplicaMap.of(
                file(20L, extent("a", 0, 20, T1), extent("b", 0, 10, T2), extent("c", 10, 10, T3)))
            .expiry();

    assertThat(expiry).isEqualTo(new Expiry(Certainty.EXACT, T2, T1));
  }

  @Test
  void unknownEndsMakeItALowerBoundWhereTheyMatter() {
    assertThat(ReplicaMap.of(file(10L, extent("a", 0, 10, T1), extent("b", 0, 10))).expiry())
        .isEqualTo(new Expiry(Certainty.LOWER_BOUND, T1, T1));
    assertThat(ReplicaMap.of(file(20L, extent("a", 0, 20, T2), extent("b", 0, 10))).expiry())
        .isEqualTo(new Expiry(Certainty.EXACT, T2, T2));
  }

  @Test
  void bytesHeldByUndatedReplicasOnlyMakeItUnknown() {
    assertThat(ReplicaMap.of(file(20L, extent("a", 0, 10, T1), extent("b", 10, 10))).expiry())
        .isEqualTo(new Expiry(Certainty.UNKNOWN, null, T1));
  }

  @Test
  void aFileWithHolesIsIncomplete() {
    assertThat(ReplicaMap.of(file(20L, extent("a", 0, 10, T1))).expiry())
        .isEqualTo(new Expiry(Certainty.INCOMPLETE, null, T1));
  }

  @Test
  void anEmptyFileIsNeverLost() {
    assertThat(ReplicaMap.of(file(0L)).expiry()).isEqualTo(new Expiry(Certainty.EXACT, null, null));
  }

  @Test
  void probedEndsReplaceRecordedOnes() {
    Expiry expiry =
        ReplicaMap.of(file(10L, extent("a", 0, 10, T1))).expiry(extent -> Optional.of(T3));

    assertThat(expiry.lost()).hasValue(T3);
  }
}
