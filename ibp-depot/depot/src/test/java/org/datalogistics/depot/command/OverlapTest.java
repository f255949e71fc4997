package org.datalogistics.depot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.ByteRange;
import org.junit.jupiter.api.Test;

class OverlapTest {
  @Test
  void aCopyThatOverwritesNothingItNeedsGoesInOne() throws RefusedException {
    ByteRange all = new ByteRange(0, 100);
    assertThat(Overlap.order(100, 0, 16)).containsExactly(all);
    assertThat(Overlap.order(100, -5, 16)).containsExactly(all);
    assertThat(Overlap.order(100, 100, 16)).containsExactly(all);
    assertThat(Overlap.order(0, 5, 16)).containsExactly(new ByteRange(0, 0));
  }

  @Test
  void aTargetFurtherAheadIsFilledBackwards() throws RefusedException {
    assertThat(Overlap.order(100, 40, 16))
        .containsExactly(new ByteRange(80, 20), new ByteRange(40, 40), new ByteRange(0, 40));
    assertThat(Overlap.order(40, 1, 16))
        .containsExactly(new ByteRange(32, 8), new ByteRange(16, 16), new ByteRange(0, 16));
  }

  @Test
  void veryManyPiecesAreRefused() {
    assertThatThrownBy(() -> Overlap.order(1L << 40, 1, 256 * 1024))
        .isInstanceOf(RefusedException.class);
  }
}
