package org.datalogistics.lors.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.datalogistics.exnode.TypedValue.StringValue;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.BlockCodec.Notes;

/**
 * {@code zstd}: each block becomes a frame of its own length; the exNode holds the lengths, so that
 * any block can be read alone (docs/exnode-functions.md).
 */
final class FrameStage implements Stage {
  /** Argument with the bytes of input in all. */
  static final String LENGTH = "length";

  /** Argument with the lengths of the frames. */
  static final String SIZES = "sizes";

  /** Lengths in one string: it stays below the 1000 bytes that C tools can copy. */
  private static final int SIZES_TOGETHER = 80;

  private final long inputBlock;
  private final long length;

  /** Where each frame starts, and where the last one ends. */
  private final long[] starts;

  private FrameStage(long inputBlock, long length, long[] starts) {
    this.inputBlock = inputBlock;
    this.length = length;
    this.starts = starts;
  }

  /** The stage for frames that were just made. */
  static FrameStage of(long inputBlock, long length, List<Integer> sizes) {
    long[] starts = new long[sizes.size() + 1];
    for (int i = 0; i < sizes.size(); i++) {
      starts[i + 1] = starts[i] + sizes.get(i);
    }
    return new FrameStage(inputBlock, length, starts);
  }

  /**
   * The stage that a document describes.
   *
   * @throws UnsupportedFunctionException when it contradicts itself
   */
  static FrameStage of(ConditioningStep step) throws UnsupportedFunctionException {
    long block = step.blockSize();
    long length = step.arguments().integer(LENGTH).orElse(0);
    if (block < 1 || block > Conditioning.MAX_BLOCK || length < 1) {
      throw contradiction("blocks of " + block + " bytes in " + length);
    }
    List<Long> sizes = sizes(step);
    if (sizes.size() != (length - 1) / block + 1) {
      throw contradiction(sizes.size() + " frames for " + length + " bytes in blocks of " + block);
    }
    long[] starts = new long[sizes.size() + 1];
    for (int i = 0; i < sizes.size(); i++) {
      long size = sizes.get(i);
      if (size < 1 || size > ZstdFrames.bound(block)) {
        throw contradiction("a frame of " + size + " bytes for a block of " + block);
      }
      starts[i + 1] = starts[i] + size;
    }
    return new FrameStage(block, length, starts);
  }

  private static List<Long> sizes(ConditioningStep step) throws UnsupportedFunctionException {
    if (!(step.arguments().get(SIZES) instanceof MetaValue table)) {
      throw contradiction("no list " + SIZES);
    }
    SortedMap<Long, String> parts = new TreeMap<>();
    List<Long> sizes = new ArrayList<>();
    try {
      for (Map.Entry<String, TypedValue> part : table.entries().entries().entrySet()) {
        if (part.getValue() instanceof StringValue text) {
          parts.put(Long.valueOf(part.getKey()), text.value());
        }
      }
      for (Map.Entry<Long, String> part : parts.entrySet()) {
        if (part.getKey() != sizes.size()) {
          throw contradiction("lengths of frames are missing before number " + part.getKey());
        }
        StringTokenizer numbers = new StringTokenizer(part.getValue());
        while (numbers.hasMoreTokens()) {
          sizes.add(Long.valueOf(numbers.nextToken()));
        }
      }
    } catch (NumberFormatException e) {
      throw contradiction("a length of a frame that is no number");
    }
    return sizes;
  }

  private static UnsupportedFunctionException contradiction(String what) {
    return new UnsupportedFunctionException("zstd cannot be undone: the exNode states " + what);
  }

  /** What the exNode says of it. */
  ConditioningStep step() {
    SortedMap<String, TypedValue> table = new TreeMap<>();
    for (int first = 0; first < starts.length - 1; first += SIZES_TOGETHER) {
      StringBuilder part = new StringBuilder();
      int end = Math.min(first + SIZES_TOGETHER, starts.length - 1);
      for (int i = first; i < end; i++) {
        part.append(i == first ? "" : " ").append(starts[i + 1] - starts[i]);
      }
      table.put(String.valueOf(first), TypedValue.of(part.toString()));
    }
    return ConditioningStep.of(Function.ZSTD.documentName(), inputBlock)
        .with(LENGTH, TypedValue.of(length))
        .with(SIZES, TypedValue.of(Metadata.of(table)));
  }

  @Override
  public Function function() {
    return Function.ZSTD;
  }

  @Override
  public long inputBlock() {
    return inputBlock;
  }

  /** Bytes of input in all. */
  long length() {
    return length;
  }

  /** Bytes of output in all. */
  long stored() {
    return starts[starts.length - 1];
  }

  @Override
  public long storedLength(long plain) {
    return stored();
  }

  @Override
  public long plainAtMost(long stored, int slack) throws CorruptDataException {
    if (stored < stored()) {
      throw new CorruptDataException(
          "the allocation holds " + stored + " of " + stored() + " bytes of zstd frames");
    }
    return length;
  }

  @Override
  public long storedStart(long index, long storedLength) {
    return starts[(int) Math.min(index, starts.length - 1)];
  }

  @Override
  public int decode(long firstBlock, byte[] in, int offset, int stored, byte[] out, Notes notes)
      throws LorsException {
    int first = Math.toIntExact(firstBlock);
    int written = 0;
    try (ZstdFrames.Decoder decoder = ZstdFrames.decoder()) {
      for (int i = first; i < starts.length - 1 && starts[i + 1] - starts[first] <= stored; i++) {
        int plain = (int) Math.min(inputBlock, length - i * inputBlock);
        if (plain > out.length - written) {
          throw new CorruptDataException("frames of zstd hold more than they may");
        }
        int at = offset + (int) (starts[i] - starts[first]);
        decoder.decode(in, at, (int) (starts[i + 1] - starts[i]), out, written, plain);
        written += plain;
      }
    }
    return written;
  }

  @Override
  public String toString() {
    return "zstd frames of " + inputBlock + " bytes " + Arrays.toString(starts);
  }
}
