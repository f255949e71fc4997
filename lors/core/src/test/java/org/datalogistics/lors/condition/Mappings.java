package org.datalogistics.lors.condition;

import java.util.Arrays;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.lors.LorsException;

/** Extents and their stored bytes, as a download meets them. */
final class Mappings {
  /** More than any decoding of these tests needs. */
  static final long MEMORY = 8 << 20;

  private static final ByteArrays ARRAYS = new ByteArrays(4);

  private Mappings() {}

  /** The mapping that holds what was conditioned. */
  static Extent extent(Conditioned conditioned, long length) {
    return Extent.builder(0, length)
        .allocLength(conditioned.bytes().remaining())
        .conditioned(conditioned.e2eBlockSize(), conditioned.functions())
        .capabilities("ibp://h:6714/1#k/1/READ", null, null)
        .build();
  }

  static Extent extent(long length, long stored, long e2eBlock, ConditioningStep... steps) {
    return Extent.builder(0, length)
        .allocLength(stored)
        .conditioned(e2eBlock, FunctionChain.of(steps))
        .capabilities("ibp://h:6714/1#k/1/READ", null, null)
        .build();
  }

  static byte[] stored(Conditioned conditioned) {
    byte[] bytes = new byte[conditioned.bytes().remaining()];
    conditioned.bytes().duplicate().get(bytes);
    return bytes;
  }

  static byte[] read(Extent extent, byte[] stored, KeyRing keys) throws LorsException {
    return read(extent, stored, extent.offset(), extent.offset() + extent.length(), keys);
  }

  /** Reads bytes of the file as a download does: what is beyond the stored bytes never arrives. */
  static byte[] read(Extent extent, byte[] stored, long from, long to, KeyRing keys)
      throws LorsException {
    ReadPlan.Decoded decoded = decode(extent, stored, from, to, keys);
    byte[] bytes = bytes(decoded);
    ARRAYS.give(decoded.data());
    return bytes;
  }

  static ReadPlan.Decoded decode(Extent extent, byte[] stored, long from, long to, KeyRing keys)
      throws LorsException {
    long known = extent.allocOffset() + extent.length();
    long start = extent.positionInAllocation(from);
    ReadPlan plan =
        ConditioningChain.of(extent, keys)
            .plan(extent.allocLength(), known, start, start + (to - from));
    if (plan.length() > MEMORY) {
      throw new LorsException("too much");
    }
    if (plan.offset() + plan.length() > stored.length) {
      throw new CorruptDataException("too short");
    }
    byte[] loaded =
        Arrays.copyOfRange(
            stored, (int) plan.offset(), Math.toIntExact(plan.offset() + plan.length()));
    return plan.decode(loaded, MEMORY, ARRAYS);
  }

  static byte[] bytes(ReadPlan.Decoded decoded) {
    byte[] bytes = new byte[decoded.data().remaining()];
    decoded.data().duplicate().get(bytes);
    return bytes;
  }
}
