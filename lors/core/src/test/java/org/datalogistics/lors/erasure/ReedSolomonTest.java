package org.datalogistics.lors.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class ReedSolomonTest {

  @Test
  void theFieldIsThatOfThePolynomial() {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        int product = SlowCode.product(a, b);
        assertThat(Gf256.multiply(a, b)).isEqualTo(product);
        if (b != 0) {
          assertThat(Gf256.divide(product, b)).isEqualTo(a);
        }
      }
    }
    assertThatThrownBy(() -> Gf256.divide(1, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void coefficientsAreThoseOfTheSpecification() {
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 40; j++) {
        assertThat(CodingMatrix.coefficient(i, j)).isEqualTo(SlowCode.coefficient(i, j));
      }
      assertThat(CodingMatrix.coefficient(i, 0)).isEqualTo(1);
      assertThat(CodingMatrix.coefficient(0, i)).isEqualTo(1);
    }
    assertThat(CodingMatrix.coefficient(254, 0)).isEqualTo(1);
    assertThat(CodingMatrix.coefficient(127, 127)).isEqualTo(SlowCode.coefficient(127, 127));
    assertThatThrownBy(() -> CodingMatrix.coefficient(127, 128))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theVectorOfTheSpecification() {
    byte[] file = "Hello, LoRS exNode!\n".getBytes(StandardCharsets.US_ASCII);
    byte[][] data = {
      Arrays.copyOfRange(file, 0, 8),
      Arrays.copyOfRange(file, 8, 16),
      Arrays.copyOfRange(file, 16, 20)
    };

    List<ByteBuffer> parity = encode(new ReedSolomon(3, 2), data, 8);

    assertThat(parity.stream().map(slice -> HexFormat.of().formatHex(bytes(slice))))
        .containsExactly("43521e460a546e23", "d656da81fd5f5c66");
    assertThat(CodingMatrix.rows(3, new int[] {0, 1, 2}, new int[] {3, 4}))
        .isEqualTo(new int[][] {{1, 1, 1}, {1, 0xe7, 0xfd}});
    assertThat(CodingMatrix.coefficient(200, 50)).isEqualTo(144);
  }

  @SeededTest(cases = 60)
  void parityIsThatOfTheSpecification(SeededRandom random) {
    int k = random.chance(0.7) ? random.between(1, 12) : random.between(1, 60);
    int m = random.between(1, 8);
    int length = (int) random.size(9000);
    byte[][] data = new byte[k][];
    for (int j = 0; j < k; j++) {
      data[j] = random.bytes(random.chance(0.8) ? length : (int) random.size(length));
    }

    List<ByteBuffer> parity = encode(new ReedSolomon(k, m), data, length);

    byte[][] expected = SlowCode.parity(data, m, length);
    for (int i = 0; i < m; i++) {
      assertThat(bytes(parity.get(i))).isEqualTo(expected[i]);
    }
  }

  @SeededTest(cases = 200)
  void anyOfTheSlicesGiveAllOthersBack(SeededRandom random) {
    int k = random.chance(0.9) ? random.between(1, 20) : random.between(1, 200);
    int m = random.chance(0.9) ? random.between(1, 10) : random.between(1, 256 - k);
    ReedSolomon code = new ReedSolomon(k, m);
    int length = (int) random.size(700);
    List<byte[]> slices = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      slices.add(random.bytes(length));
    }
    encode(code, slices.toArray(byte[][]::new), length).forEach(p -> slices.add(bytes(p)));
    List<Integer> order = random.shuffled(IntStream.range(0, k + m).boxed().toList());
    int[] from = order.subList(0, k).stream().mapToInt(i -> i).toArray();
    int[] lost = order.subList(k, k + m).stream().mapToInt(i -> i).toArray();

    List<ByteBuffer> rebuilt = buffers(lost.length, length);
    code.rebuilder(from, lost)
        .combine(
            Arrays.stream(from).mapToObj(i -> ByteBuffer.wrap(slices.get(i))).toList(),
            rebuilt,
            length);

    for (int i = 0; i < lost.length; i++) {
      assertThat(bytes(rebuilt.get(i))).as("slice " + lost[i]).isEqualTo(slices.get(lost[i]));
    }
  }

  @Test
  void buffersAreUsedFromTheirPositionsAndStayAsTheyAre() {
    ByteBuffer a = ByteBuffer.allocateDirect(100).position(7).limit(60);
    ByteBuffer b = ByteBuffer.wrap(new byte[200], 3, 90);
    for (int i = 0; i < 53; i++) {
      a.put(7 + i, (byte) i);
      b.put(3 + i, (byte) (2 * i));
    }
    ByteBuffer out = ByteBuffer.allocate(80).position(5);

    new ReedSolomon(2, 1).encoder().combine(List.of(a, b), List.of(out), 53);

    assertThat(List.of(a.position(), b.position(), out.position())).containsExactly(7, 3, 5);
    assertThat(a.limit()).isEqualTo(60);
    for (int i = 0; i < 53; i++) {
      assertThat(out.get(5 + i)).isEqualTo((byte) (i ^ (2 * i)));
    }
    assertThat(out.get(4)).isZero();
    assertThat(out.get(58)).isZero();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new ReedSolomon(0, 1)).hasMessageContaining("0 data");
    assertThatThrownBy(() -> new ReedSolomon(200, 57)).hasMessageContaining("256");
    ReedSolomon code = new ReedSolomon(3, 2);
    for (int[] from : new int[][] {{0, 1}, {0, 1, 1}, {0, 1, 5}, {-1, 1, 2}}) {
      assertThatThrownBy(() -> code.rebuilder(from, new int[] {0}))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> code.rebuilder(new int[] {0, 1, 2}, new int[] {5}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> code.encoder().combine(List.of(), buffers(2, 1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static List<ByteBuffer> encode(ReedSolomon code, byte[][] data, int length) {
    List<ByteBuffer> parity = buffers(code.paritySlices(), length);
    code.encoder().combine(Arrays.stream(data).map(ByteBuffer::wrap).toList(), parity, length);
    return parity;
  }

  private static List<ByteBuffer> buffers(int count, int length) {
    return IntStream.range(0, count).mapToObj(i -> ByteBuffer.allocate(length)).toList();
  }
}
