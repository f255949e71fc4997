package org.datalogistics.depot.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class CrcTest {
  private static int crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  @Test
  void twoPartsGiveTheCrcOfTheWhole() {
    Random random = new Random(7);
    for (int length : new int[] {0, 1, 2, 7, 8, 100, 4096, 65535, 65536, 200_001}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      for (int i = 0; i < 10; i++) {
        int cut = random.nextInt(length + 1);
        int combined = Crc.combine(crc(bytes, 0, cut), crc(bytes, cut, length), length - cut);
        assertThat(combined).as("%s bytes cut at %s", length, cut).isEqualTo(crc(bytes, 0, length));
      }
    }
  }

  @Test
  void zerosNeedNotBeLookedAt() {
    for (int length : new int[] {0, 1, 5, 4096, 65536, 1_000_003}) {
      assertThat(Crc.ofZeros(length)).isEqualTo(crc(new byte[length], 0, length));
    }
    assertThat(Blocks.ZEROS).isEqualTo(crc(new byte[Blocks.SIZE], 0, Blocks.SIZE));
  }

  @Test
  void hugeLengthsAddUp() {
    long half = 1L << 40;
    int zeros = Crc.ofZeros(half);
    assertThat(Crc.combine(zeros, zeros, half)).isEqualTo(Crc.ofZeros(2 * half));
  }

  @Test
  void partsFoldToBlocks() throws Exception {
    byte[] bytes = new byte[3 * Blocks.SIZE + 17];
    new Random(3).nextBytes(bytes);
    long[] ended = new long[3];
    BlockFolder folder =
        new BlockFolder(0, true, 0, (block, known, crc) -> ended[(int) block] = Sum.known(crc));
    int at = 0;
    Random random = new Random(4);
    while (at < bytes.length) {
      int most = Math.min(bytes.length - at, Blocks.SIZE - at % Blocks.SIZE);
      int length = 1 + random.nextInt(most);
      folder.add(length, true, crc(bytes, at, at + length));
      at += length;
    }
    long[] expected = new long[3];
    Arrays.setAll(expected, i -> Sum.known(crc(bytes, i * Blocks.SIZE, (i + 1) * Blocks.SIZE)));
    assertThat(ended).containsExactly(expected);
    assertThat(folder.crc()).isEqualTo(crc(bytes, 3 * Blocks.SIZE, bytes.length));
  }
}
