package org.datalogistics.lors.erasure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.CodingGroup;

/**
 * Makes the parity of one coding group from its data as it comes by, in order. For one thread at a
 * time.
 */
public final class GroupAccumulator {
  private final CodingGroup group;
  private final List<byte[]> parity = new ArrayList<>();
  private final List<ByteBuffer> sums = new ArrayList<>();
  private SliceCombiner adder;
  private long position;
  private int slice;

  /**
   * Parity that is all zeros as yet.
   *
   * @param group in slices of less than 2 GiB
   */
  public GroupAccumulator(CodingGroup group) {
    this.group = group;
    for (int i = 0; i < group.paritySlices(); i++) {
      byte[] slice = new byte[Math.toIntExact(group.sliceLength())];
      parity.add(slice);
      sums.add(ByteBuffer.wrap(slice));
    }
    position = group.offset();
    adder = adder(0);
  }

  /** Adds a multiple of the last input to each of the others. */
  private SliceCombiner adder(int dataSlice) {
    int count = group.paritySlices();
    int[][] rows = new int[count][count + 1];
    for (int i = 0; i < count; i++) {
      rows[i][i] = 1;
      rows[i][count] = CodingMatrix.coefficient(i, dataSlice);
    }
    return new SliceCombiner(rows);
  }

  /** Bytes of the group that are yet to come. */
  public long missing() {
    return group.end() - position;
  }

  /**
   * Adds the bytes that follow those added before.
   *
   * @param bytes used from position to limit, no more than {@link #missing}; stay as they are
   */
  public void add(ByteBuffer bytes) {
    ByteBuffer rest = bytes.slice();
    if (rest.remaining() > missing()) {
      throw new IllegalArgumentException(
          rest.remaining() + " bytes are too many for the end of " + group);
    }
    while (rest.hasRemaining()) {
      int index = group.dataSliceOf(position);
      if (index != slice) {
        slice = index;
        adder = adder(index);
      }
      int start = (int) (position - group.dataSlice(index).offset());
      int count = (int) Math.min(rest.remaining(), group.dataSlice(index).end() - position);
      List<ByteBuffer> inputs = new ArrayList<>();
      for (ByteBuffer sum : sums) {
        inputs.add(sum.position(start));
      }
      inputs.add(rest.slice(rest.position(), count));
      adder.combine(inputs, sums, count);
      rest.position(rest.position() + count);
      position += count;
    }
  }

  /** The parity slices. */
  public List<byte[]> parity() {
    if (missing() > 0) {
      throw new IllegalStateException(missing() + " bytes of " + group + " are missing");
    }
    return List.copyOf(parity);
  }
}
