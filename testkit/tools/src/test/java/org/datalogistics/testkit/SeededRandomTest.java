package org.datalogistics.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SeededRandomExtension.class)
class SeededRandomTest {
  @Test
  void sameSeedGivesTheSameValues() {
    SeededRandom one = new SeededRandom(42);
    SeededRandom two = new SeededRandom(42);

    assertThat(one.bytes(1000)).isEqualTo(two.bytes(1000));
    assertThat(one.fork().string("abc", 50)).isEqualTo(two.fork().string("abc", 50));
    assertThat(one.shuffled(List.of(1, 2, 3, 4, 5, 6)))
        .isEqualTo(two.shuffled(List.of(1, 2, 3, 4, 5, 6)));
  }

  @Test
  void seedIsTheSameForAllParametersOfATest(SeededRandom one, SeededRandom two) {
    assertThat(one).isSameAs(two);
  }

  @SeededTest(cases = 200)
  void betweenStaysInsideAndReachesItsBounds(SeededRandom random) {
    long least = random.nextLong();
    long most = random.between(least, Long.MAX_VALUE);

    assertThat(random.between(least, most)).isBetween(least, most);
    assertThat(random.between(7, 7)).isEqualTo(7);
    assertThat(LongStream.range(0, 200).map(i -> random.between(1L, 3L)).boxed().toList())
        .containsOnly(1L, 2L, 3L)
        .contains(1L, 3L);
  }

  @Test
  void betweenCoversTheWholeRangeOfLongs(SeededRandom random) {
    LongStream all =
        LongStream.range(0, 100).map(i -> random.between(Long.MIN_VALUE, Long.MAX_VALUE));
    LongStream top =
        LongStream.range(0, 100).map(i -> random.between(Long.MAX_VALUE - 1, Long.MAX_VALUE));

    assertThat(all).anyMatch(value -> value < 0).anyMatch(value -> value > 0);
    assertThat(top).containsOnly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
  }

  @SeededTest(cases = 50)
  void sizeIsSmallAboutAsOftenAsLarge(SeededRandom random) {
    List<Long> sizes = LongStream.range(0, 500).map(i -> random.size(1 << 20)).boxed().toList();

    assertThat(sizes).allMatch(size -> size >= 0 && size <= 1 << 20);
    assertThat(sizes.stream().filter(size -> size < 1024).count()).isBetween(100L, 400L);
  }

  @Test
  void impossibleRangeIsRefused(SeededRandom random) {
    assertThatThrownBy(() -> random.between(2, 1)).hasMessage("no value between 2 and 1");
  }

  @Test
  void chanceOfZeroNeverAndOfOneAlwaysComes(SeededRandom random) {
    for (int i = 0; i < 100; i++) {
      assertThat(random.chance(0)).isFalse();
      assertThat(random.chance(1)).isTrue();
    }
  }
}
