package org.datalogistics.lors.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupLayoutTest {

  private static final long MIB = 1 << 20;

  @Test
  void codingsAreWrittenWithAPlus() {
    assertThat(Coding.parse("6+3")).contains(new Coding(6, 3));
    assertThat(Coding.parse("64+16")).contains(new Coding(64, 16));
    assertThat(new Coding(6, 3)).hasToString("6+3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "6+", "+3", "6 + 3", "6+3+1", "-6+3", "6+3x", "1000+3"})
  void otherShapesAreNoCoding(String text) {
    assertThat(Coding.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0+1", "1+0", "65+1", "1+17"})
  void codingsHaveBounds(String text) {
    assertThatThrownBy(() -> Coding.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @SeededTest(cases = 300)
  void groupsCoverTheRangeOnceInOrder(SeededRandom random) {
    Coding coding = new Coding(random.between(1, 64), random.between(1, 16));
    long slice = random.chance(0.3) ? random.between(1, 100) : 1 + random.size(8 * MIB);
    ByteRange range =
        new ByteRange(random.size(1000), random.size(Math.min(1 << 28, slice * 64 * 20)));
    GroupLayout layout = new GroupLayout(range, coding, slice);

    long end = range.offset();
    for (int i = 0; i < layout.count(); i++) {
      CodingGroup group = layout.group(i);
      assertThat(group.offset()).isEqualTo(end);
      assertThat(group.sliceLength()).isBetween(1L, slice);
      int filled = GroupLayout.filledSlices(group);
      assertThat(group.dataSlice(filled - 1).isEmpty()).isFalse();
      assertThat(filled == coding.dataSlices() || group.dataSlice(filled).isEmpty()).isTrue();
      end = group.end();
    }
    assertThat(end).isEqualTo(range.end());
  }

  @Test
  void theLastGroupHasParityInProportion() {
    GroupLayout layout = new GroupLayout(new ByteRange(0, 50 * MIB), new Coding(6, 3), 5 * MIB);

    assertThat(layout.count()).isEqualTo(2);
    assertThat(layout.group(0).sliceLength()).isEqualTo(5 * MIB);
    assertThat(layout.group(1).sliceLength()).isBetween(20 * MIB / 6, 20 * MIB / 6 + 4096);
  }

  @Test
  void slicesOfSmallFilesAreNotCutToCrumbs() {
    GroupLayout small = new GroupLayout(new ByteRange(0, 100_000), new Coding(6, 3), 5 * MIB);
    GroupLayout tiny = new GroupLayout(new ByteRange(0, 100), new Coding(6, 3), 5 * MIB);

    assertThat(small.group(0).sliceLength()).isEqualTo(GroupLayout.SHORT_SLICE);
    assertThat(GroupLayout.filledSlices(small.group(0))).isEqualTo(2);
    assertThat(tiny.group(0).sliceLength()).isEqualTo(100);
    assertThat(new GroupLayout(new ByteRange(0, 0), new Coding(6, 3), 5).count()).isZero();
  }

  @Test
  void slicesAreShortenedToFitTheMemory() {
    Coding coding = new Coding(6, 3);

    assertThat(GroupLayout.sliceLength(5 * MIB, coding, 48 * MIB, 1)).isEqualTo(5 * MIB);
    assertThat(GroupLayout.sliceLength(5 * MIB, coding, 6 * MIB, 1)).isEqualTo(MIB);
    assertThat(GroupLayout.sliceLength(5 * MIB, coding, 12 * MIB, 2)).isEqualTo(MIB);
    assertThat(GroupLayout.sliceLength(5 * MIB, coding, 1, 1)).isEqualTo(GroupLayout.SHORT_SLICE);
    assertThat(GroupLayout.sliceLength(1000, coding, 1, 1)).isEqualTo(1000);
  }

  @Test
  void layoutsWithoutSenseAreRefused() {
    ByteRange range = new ByteRange(0, Long.MAX_VALUE);

    assertThatThrownBy(() -> new GroupLayout(range, new Coding(6, 3), 1))
        .hasMessageContaining("sensible");
    assertThatThrownBy(() -> new GroupLayout(range, new Coding(6, 3), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GroupLayout(range, new Coding(6, 3), Long.MAX_VALUE / 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
