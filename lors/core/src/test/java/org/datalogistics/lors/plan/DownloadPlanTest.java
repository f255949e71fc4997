package org.datalogistics.lors.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.lors.plan.PlanFixtures.NOW;
import static org.datalogistics.lors.plan.PlanFixtures.extent;
import static org.datalogistics.lors.plan.PlanFixtures.file;
import static org.datalogistics.lors.plan.PlanFixtures.plan;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class DownloadPlanTest {

  @Test
  void cutsAtBordersOfExtentsAndAtThePieceSize() {
    ExNode file = file(30, extent(0, 30, "a"), extent(0, 12, "b"), extent(12, 18, "c"));

    assertThat(plan(file, 10).pieces())
        .extracting(piece -> piece.range() + " " + piece.sources().size())
        .containsExactly("[0, 10) 2", "[10, 12) 2", "[12, 20) 2", "[20, 30) 2");
  }

  @Test
  void aHoleIsOnePieceWithoutSources() {
    ExNode file = file(100, extent(0, 10, "a"), extent(80, 20, "a"));

    assertThat(plan(file, 50).pieces())
        .extracting(piece -> piece.range() + " " + piece.sources().size())
        .containsExactly("[0, 10) 1", "[10, 80) 0", "[80, 100) 1");
  }

  @Test
  void conditionedExtentsAreCutAtWholeBlocks() {
    Extent checked =
        Extent.builder(100, 1000)
            .allocOffset(30)
            .allocLength(new Conditioner(Conditioning.checksum(64)).storedAtMost(1030))
            .conditioned(64, FunctionChain.of(ConditioningStep.of("checksum", 97)))
            .capabilities("ibp://a:6714/1#k/1/READ", null, null)
            .build();
    List<Piece> pieces = plan(file(1100, extent(0, 100, "b"), checked), 200).pieces();

    for (Piece piece : pieces) {
      assertThat(piece.range().length()).isLessThanOrEqualTo(200);
      if (piece.range().offset() > 100) {
        assertThat((piece.range().offset() - 70) % 64).isZero();
      }
    }
  }

  @Test
  void extentsThatCannotBeReadAreLeftOutWithTheReason() {
    Extent withheld = extent(0, 10, "a").toBuilder().capabilities(CapabilityUris.NONE).build();
    Extent encrypted =
        extent(0, 10, "b").toBuilder()
            .conditioned(10, FunctionChain.of(ConditioningStep.of("aes_encrypt", 26, "00")))
            .build();

    DownloadPlan plan = plan(file(10, withheld, encrypted), 10);

    assertThat(plan.pieces()).singleElement().matches(piece -> piece.sources().isEmpty());
    assertThat(plan.unusable())
        .extracting(DownloadPlan.Unusable::reason)
        .anySatisfy(reason -> assertThat(reason).contains("capability"))
        .anySatisfy(
            reason -> assertThat(reason).contains("unsupported function variant: aes_encrypt"));
  }

  @Test
  void theSameAllocationListedTwiceIsOneSource() {
    ExNode file = file(10, extent(0, 10, "a"), extent(0, 10, "a"));

    assertThat(plan(file, 10).pieces().get(0).sources()).hasSize(1);
  }

  @Test
  void morePiecesThanFitIntoMemoryAreRefused() {
    ExNode huge = file(1L << 62, extent(0, 1L << 62, "a"));

    assertThatThrownBy(
            () -> DownloadPlan.of(huge, huge.extents().get(0).range(), 5 << 20, NOW, KeyRing.NONE))
        .isInstanceOf(LorsException.class)
        .hasMessageContaining("in pieces of 5242880 bytes are more than 1000000 pieces");
  }

  @SeededTest(cases = 300)
  void piecesCoverTheRangeOnceAndEverySourceHoldsItsPiece(SeededRandom random)
      throws LorsException {
    long size = random.size(100_000) + 1;
    List<Extent> extents = new ArrayList<>();
    for (int i = random.between(0, 12); i > 0; i--) {
      long offset = random.between(0L, size - 1);
      extents.add(extent(offset, random.between(1L, size), "host" + i));
    }
    ExNode file = file(size, extents.toArray(Extent[]::new));
    long from = random.between(0L, size - 1);
    ByteRange range = ByteRange.between(from, random.between(from, size));
    long pieceSize = size / 100 + random.size(20_000) + 1;

    DownloadPlan plan = DownloadPlan.of(file, range, pieceSize, NOW, KeyRing.NONE);

    long position = range.offset();
    for (Piece piece : plan.pieces()) {
      assertThat(piece.range().offset()).isEqualTo(position);
      position = piece.range().end();
      assertThat(piece.sources())
          .allMatch(source -> source.extent().range().contains(piece.range()));
      long holders =
          extents.stream().filter(extent -> extent.range().contains(piece.range())).count();
      assertThat(piece.sources()).hasSize((int) holders);
      assertThat(holders == 0 || piece.range().length() <= pieceSize).isTrue();
    }
    assertThat(position).isEqualTo(range.end());
  }

  @SeededTest(cases = 500)
  void contradictingDocumentsEndInAnExplanationNotInACrash(SeededRandom random)
      throws LorsException {
    long block = random.size(1L << 30) + 1;
    Extent hostile =
        Extent.builder(random.size(1L << 50), random.size(1L << 60) - 1)
            .allocOffset(random.size(Long.MAX_VALUE >> 1))
            .allocLength(random.size(Long.MAX_VALUE >> 1))
            .conditioned(block, FunctionChain.of(ConditioningStep.of("checksum", block + 33)))
            .capabilities("ibp://a:6714/1#k/1/READ", null, null)
            .build();
    ExNode file = file(hostile.offset() + 1000, hostile);
    ByteRange range = new ByteRange(hostile.offset(), 1000);

    for (Piece piece : DownloadPlan.of(file, range, 100, NOW, KeyRing.NONE).pieces()) {
      for (Source source : piece.sources()) {
        try {
          assertThat(source.plan(piece.range()).length()).isPositive();
        } catch (CorruptDataException e) {
          assertThat(e).hasMessageContaining("allocation");
        }
      }
    }
  }
}
