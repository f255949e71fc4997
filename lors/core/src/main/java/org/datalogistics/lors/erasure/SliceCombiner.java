package org.datalogistics.lors.erasure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes slices from other slices, a range at a time: the same range of each. Keeps no data
 * between calls, but room to work in: for one thread at a time.
 */
public final class SliceCombiner {

  /** What is worked on at once stays in the processor's nearest cache. */
  private static final int WORKING_BYTES = 28 << 10;

  private static final int LARGEST_CHUNK = 4 << 10;
  private static final int SMALLEST_CHUNK = 512;

  private final LinearSum[] sums;
  private final long[][] inputs;
  private final long[] sum;

  /** One output for each row, of as many inputs as a row has coefficients. */
  SliceCombiner(int[][] rows) {
    int count = rows[0].length;
    sums = new LinearSum[rows.length];
    for (int i = 0; i < rows.length; i++) {
      sums[i] = new LinearSum(rows[i]);
    }
    int fitting = WORKING_BYTES / (count + 1) / 64 * 64;
    int chunk = Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, fitting));
    inputs = new long[count][chunk / Long.BYTES];
    sum = new long[chunk / Long.BYTES];
  }

  /**
   * Fills the outputs. All buffers are used from their positions, which stay as they are.
   *
   * @param in one for each input; what a buffer has less than {@code length}, and all of one that
   *     is null, counts as zeros
   * @param out one for each output, with {@code length} bytes or more each
   */
  public void combine(List<? extends @Nullable ByteBuffer> in, List<ByteBuffer> out, int length) {
    if (in.size() != inputs.length || out.size() != sums.length) {
      throw new IllegalArgumentException(
          "%d inputs and %d outputs were given to a code of %d and %d"
              .formatted(in.size(), out.size(), inputs.length, sums.length));
    }
    @Nullable ByteBuffer[] from = new @Nullable ByteBuffer[in.size()];
    for (int i = 0; i < from.length; i++) {
      ByteBuffer buffer = in.get(i);
      from[i] = buffer == null ? null : buffer.slice();
    }
    ByteBuffer[] to = new ByteBuffer[out.size()];
    for (int i = 0; i < to.length; i++) {
      to[i] = out.get(i).slice();
    }
    int chunk = sum.length * Long.BYTES;
    for (int position = 0; position < length; position += chunk) {
      step(from, to, position, Math.min(chunk, length - position));
    }
  }

  private void step(@Nullable ByteBuffer[] from, ByteBuffer[] to, int position, int length) {
    for (int i = 0; i < inputs.length; i++) {
      read(from[i], position, length, inputs[i]);
    }
    int longs = (length + Long.BYTES - 1) / Long.BYTES;
    for (int i = 0; i < sums.length; i++) {
      sums[i].evaluate(inputs, sum, longs);
      write(sum, to[i], position, length);
    }
  }

  /** Bytes keep their places in the longs when both directions use one order. */
  private static LongBuffer longs(ByteBuffer buffer, int position, int bytes) {
    return buffer.slice(position, bytes).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  private static void read(@Nullable ByteBuffer from, int position, int length, long[] to) {
    int there = from == null ? 0 : Math.max(0, Math.min(length, from.limit() - position));
    int whole = there / Long.BYTES;
    if (from != null && there > 0) {
      longs(from, position, there).get(0, to, 0, whole);
    }
    int last = (length + Long.BYTES - 1) / Long.BYTES;
    Arrays.fill(to, whole, last, 0);
    if (from != null && there % Long.BYTES != 0) {
      ByteBuffer tail = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
      tail.put(0, from, position + whole * Long.BYTES, there % Long.BYTES);
      to[whole] = tail.getLong(0);
    }
  }

  private static void write(long[] from, ByteBuffer to, int position, int length) {
    int whole = length / Long.BYTES;
    longs(to, position, length).put(0, from, 0, whole);
    if (length % Long.BYTES != 0) {
      ByteBuffer tail = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
      tail.putLong(0, from[whole]);
      to.put(position + whole * Long.BYTES, tail, 0, length % Long.BYTES);
    }
  }
}
