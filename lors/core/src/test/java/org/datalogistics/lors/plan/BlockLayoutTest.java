package org.datalogistics.lors.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.datalogistics.exnode.ByteRange;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class BlockLayoutTest {

  @SeededTest(cases = 200)
  void blocksCoverEveryByteOnceAndInOrder(SeededRandom random) {
    long blockSize = random.size(1 << 20) + 1;
    BlockLayout layout = new BlockLayout(random.between(0L, blockSize * 50), blockSize);
    long position = 0;
    for (int i = 0; i < layout.count(); i++) {
      ByteRange block = layout.block(i);
      assertThat(block.offset()).isEqualTo(position);
      assertThat(block.length()).isBetween(1L, blockSize);
      position = block.end();
    }
    assertThat(position).isEqualTo(layout.size());
  }

  @Test
  void anEmptyFileHasNoBlock() {
    assertThat(new BlockLayout(0, 5).count()).isZero();
  }

  @Test
  void fragmentsAreCutAsTheCToolsDo() {
    long block = BlockLayout.blockSizeForFragments(10, 4);

    assertThat(block).isEqualTo(4);
    assertThat(new BlockLayout(10, block).count()).isEqualTo(3);
    assertThat(BlockLayout.blockSizeForFragments(0, 3)).isEqualTo(1);
  }

  @Test
  void tooManyBlocksAreRefusedWithAdvice() {
    assertThatThrownBy(() -> new BlockLayout(1L << 40, 1)).hasMessageContaining("larger ones");
  }
}
