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
  /** Bytes that are read at once of a file that is near. */
  public static final int USUAL_READ = 512 << 10;

  private static final int LARGEST_COLUMN = 1 << 20;
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

    /**
     * Fills several buffers, one after the other unless there is a better way.
     *
     * @param offsets in the file, one for each
     */
    default void readAll(List<Long> offsets, List<ByteBuffer> buffers) throws IOException {
      for (int i = 0; i < buffers.size(); i++) {
        read(offsets.get(i), buffers.get(i));
      }
    }
  }

  /** An encoder for groups of a code, for files that are near. */
  public GroupEncoder(ReedSolomon code) {
    this(code, USUAL_READ);
  }

  /**
   * An encoder for groups of a code.
   *
   * @param atOnce bytes to read at once, of all data slices together; a minimum is read anyway
   */
  public GroupEncoder(ReedSolomon code, int atOnce) {
    this.code = code;
    combiner = code.encoder();
    column = Math.max(STEP, Math.min(LARGEST_COLUMN, atOnce / code.dataSlices() / STEP * STEP));
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
        data.add(part(group.dataSlice(i), start, count, inputs.get(i)));
      }
      read(group, start, data, file);
      for (ByteBuffer slice : outputs) {
        slice.position(start);
      }
      combiner.combine(data, outputs, count);
    }
    return parity;
  }

  /** Room for what there is of a slice's column; null when that is beyond the end of the group. */
  private static @Nullable ByteBuffer part(
      ByteRange slice, int start, int count, ByteBuffer bytes) {
    int there = (int) Math.min(count, slice.length() - start);
    return there <= 0 ? null : bytes.clear().limit(there);
  }

  private static void read(
      CodingGroup group, int start, List<@Nullable ByteBuffer> data, Reader file)
      throws IOException {
    List<Long> offsets = new ArrayList<>();
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      ByteBuffer bytes = data.get(i);
      if (bytes != null) {
        offsets.add(group.dataSlice(i).offset() + start);
        buffers.add(bytes);
      }
    }
    file.readAll(offsets, buffers);
    buffers.forEach(ByteBuffer::rewind);
  }
}
