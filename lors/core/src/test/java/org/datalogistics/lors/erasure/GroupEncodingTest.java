package org.datalogistics.lors.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

/** Both ways of making parity, from places and in order, against the specification. */
class GroupEncodingTest {

  @SeededTest(cases = 60)
  void parityOfPartsOfAFile(SeededRandom random) throws IOException {
    int k = random.between(1, 9);
    int m = random.between(1, 5);
    int slice = (int) (1 + random.size(random.chance(0.1) ? 150_000 : 3000));
    int length = random.between(1, k * slice);
    byte[] file = random.bytes(length + 20);
    CodingGroup group = new CodingGroup(k, m, new ByteRange(7, length), slice, List.of());
    byte[][] data = new byte[k][];
    for (int i = 0; i < k; i++) {
      ByteRange range = group.dataSlice(i);
      data[i] = Arrays.copyOfRange(file, (int) range.offset(), (int) range.end());
    }
    byte[][] expected = SlowCode.parity(data, m, slice);

    List<byte[]> fromPlaces =
        new GroupEncoder(new ReedSolomon(k, m))
            .parity(group, (offset, bytes) -> bytes.put(file, (int) offset, bytes.remaining()));
    assertSlices(fromPlaces, expected);

    GroupAccumulator inOrder = new GroupAccumulator(group);
    int position = 7;
    while (inOrder.missing() > 0) {
      int count = Math.min((int) inOrder.missing(), (int) (1 + random.size(2000)));
      inOrder.add(ByteBuffer.wrap(file, position, count));
      position += count;
    }
    assertSlices(inOrder.parity(), expected);
  }

  private static void assertSlices(List<byte[]> slices, byte[][] expected) {
    assertThat(slices).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(slices.get(i)).as("parity " + i).isEqualTo(expected[i]);
    }
  }

  @Test
  void anUnfinishedGroupHasNoParityAndAFinishedOneTakesNoMore() {
    CodingGroup group = new CodingGroup(2, 1, new ByteRange(0, 3), 2, List.of());
    GroupAccumulator accumulator = new GroupAccumulator(group);
    accumulator.add(ByteBuffer.allocate(2));

    assertThatThrownBy(accumulator::parity).hasMessageContaining("1 bytes");
    assertThatThrownBy(() -> accumulator.add(ByteBuffer.allocate(2)))
        .hasMessageContaining("too many");
  }
}
