package org.datalogistics.lors.erasure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.jspecify.annotations.Nullable;

/**
 * Makes the parity of coding groups from bytes that can be read anywhere, such as those of a file:
 * the same columns of all data slices at a time, so that besides the parity little memory is
 * needed. For one thread at a time.
 */
public final class GroupEncoder {
  private static final int MOST_READ = 2 << 20;
  private static final int LARGEST_COLUMN = 64 << 10;
  private static final int STEP = 4 << 10;

  private final ReedSolomon code;
  private final SliceCombiner combiner;
  private final int column;
  private final List<ByteBuffer> inputs = new ArrayList<>();

  /** Gives bytes of the file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Fills a buffer to its limit.
     *
     * @param offset in the file
     */
    void read(long offset, ByteBuffer bytes) throws IOException;
  }

  /** An encoder for groups of a code. */
  public GroupEncoder(ReedSolomon code) {
    this.code = code;
    combiner = code.encoder();
    column = Math.max(STEP, Math.min(LARGEST_COLUMN, MOST_READ / code.dataSlices() / STEP * STEP));
    for (int i = 0; i < code.dataSlices(); i++) {
      inputs.add(ByteBuffer.allocateDirect(column));
    }
  }

  /**
   * All parity slices of a group.
   *
   * @param group of this code, in slices of less than 2 GiB
   */
  public List<byte[]> parity(CodingGroup group, Reader file) throws IOException {
    List<byte[]> parity = new ArrayList<>();
    List<ByteBuffer> outputs = new ArrayList<>();
    int length = Math.toIntExact(group.sliceLength());
    for (int i = 0; i < code.paritySlices(); i++) {
      byte[] slice = new byte[length];
      parity.add(slice);
      outputs.add(ByteBuffer.wrap(slice));
    }
    for (int start = 0; start < length; start += column) {
      int count = Math.min(column, length - start);
      List<@Nullable ByteBuffer> data = new ArrayList<>();
      for (int i = 0; i < code.dataSlices(); i++) {
        data.add(read(group.dataSlice(i), start, count, inputs.get(i), file));
      }
      for (ByteBuffer slice : outputs) {
        slice.position(start);
      }
      combiner.combine(data, outputs, count);
    }
    return parity;
  }

  /** What there is of a slice's column; null when that is beyond the end of the group. */
  private static @Nullable ByteBuffer read(
      ByteRange slice, int start, int count, ByteBuffer bytes, Reader file) throws IOException {
    int there = (int) Math.min(count, slice.length() - start);
    if (there <= 0) {
      return null;
    }
    bytes.clear().limit(there);
    file.read(slice.offset() + start, bytes);
    return bytes.flip();
  }
}
