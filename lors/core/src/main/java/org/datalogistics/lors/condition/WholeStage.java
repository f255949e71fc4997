package org.datalogistics.lors.condition;

import java.util.Arrays;
import java.util.List;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.BlockCodec.Notes;

/**
 * The zlib step of a chain and all steps before it. They are undone as a whole: where a block is
 * cannot be known beforehand (exNode spec 3.5).
 *
 * @param inner the steps before, in the order of application
 * @param statedLength bytes of the stream by the document; old Java clients stated another number
 * @param plain bytes of the file that were conditioned
 */
record WholeStage(List<Stage> inner, long statedLength, long plain) {
  WholeStage {
    inner = List.copyOf(inner);
  }

  /**
   * Undoes all.
   *
   * @param memory most bytes that a result may have
   * @return the bytes {@code [from, to)} of what was conditioned
   */
  byte[] decode(byte[] in, int offset, int length, long from, long to, long memory, Notes notes)
      throws LorsException {
    if (to - from > memory) {
      throw tooLarge(to - from, memory);
    }
    if (inner.isEmpty()) {
      long most = Math.max(plain, statedLength);
      return ZlibStream.decode(in, offset, length, most, from, to);
    }
    byte[] bytes = ZlibStream.decode(in, offset, length, memory, 0, memory);
    int available = bytes.length;
    for (int i = inner.size() - 1; i >= 0; i--) {
      Stage stage = i == 0 ? exact(inner.get(0), bytes, available) : inner.get(i);
      long most = stage.plainAtMost(available, 0);
      if (most > memory) {
        throw tooLarge(most, memory);
      }
      byte[] out = new byte[(int) most];
      available = stage.decode(0, bytes, 0, available, out, notes);
      bytes = out;
    }
    if (to > available) {
      throw new CorruptDataException(
          "the allocation holds " + available + " bytes, wanted are those up to " + to);
    }
    return from == 0 && to == bytes.length
        ? bytes
        : Arrays.copyOfRange(bytes, (int) from, (int) to);
  }

  /**
   * Behind zlib the document does not state the first block's length (exNode spec 2.4). With
   * padding it does not follow from that of the output either: the first block tells.
   */
  private static Stage exact(Stage stage, byte[] in, int length) {
    if (stage instanceof BlockStage blocks
        && stage.function() == Function.DES
        && length > blocks.outputBlock()) {
      int padding = in[0] - '0';
      if (padding >= 0 && padding < 8) {
        long input = blocks.outputBlock() - DesFunction.HEADER - padding;
        return new BlockStage(blocks.block(), input, blocks.outputBlock());
      }
    }
    return stage;
  }

  private static LorsException tooLarge(long bytes, long memory) {
    return new LorsException(
        "its data has to be undone %d bytes at a time, more than the memory allowed (%d)"
            .formatted(bytes, memory));
  }
}
