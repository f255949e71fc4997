package org.datalogistics.lors.condition;

import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.BlockCodec.Notes;

/**
 * A stage whose output blocks have one length, but for the last (exNode spec 3.1).
 *
 * @param inputBlock bytes of an input block
 * @param outputBlock bytes of an output block
 */
record BlockStage(BlockFunction block, long inputBlock, long outputBlock) implements Stage {

  /** The stage of a function behind one whose blocks have {@code previous} bytes. */
  static BlockStage after(long previous, BlockFunction function) {
    long input = function.inputBlock(previous);
    return new BlockStage(function, input, function.storedLength(input));
  }

  @Override
  public Function function() {
    return block.function();
  }

  @Override
  public long storedLength(long plain) {
    long whole = plain / inputBlock;
    long rest = plain % inputBlock;
    if (whole >= Long.MAX_VALUE / outputBlock - 1) {
      return Long.MAX_VALUE; // nobody can have stored that
    }
    return whole * outputBlock + (rest == 0 ? 0 : block.storedLength(rest));
  }

  @Override
  public long plainAtMost(long stored, int slack) throws CorruptDataException {
    long rest = stored % outputBlock;
    long last = rest == 0 ? 0 : Math.min(block.plainAtMost(rest), inputBlock);
    if (last < 0 && rest <= slack) {
      last = 0;
    }
    if (last < 0) {
      throw new CorruptDataException(
          "an allocation of "
              + stored
              + " bytes cannot hold "
              + function()
              + " blocks of "
              + outputBlock);
    }
    return stored / outputBlock * inputBlock + last;
  }

  @Override
  public long storedStart(long index, long storedLength) {
    return index > storedLength / outputBlock ? storedLength : index * outputBlock;
  }

  /** Conditions all of a mapping. */
  int encode(byte[] in, int length, byte[] out) {
    BlockCodec codec = block.codec(length);
    int written = 0;
    int step = (int) Math.min(inputBlock, length);
    long index = 0;
    for (int at = 0; at < length; at += step) {
      written += codec.encode(index++, in, at, Math.min(step, length - at), out, written);
    }
    return written;
  }

  @Override
  public int decode(long firstBlock, byte[] in, int offset, int length, byte[] out, Notes notes)
      throws LorsException {
    BlockCodec codec = block.codec(length);
    int written = 0;
    long index = firstBlock;
    for (int at = 0; at < length; ) {
      int stored = (int) Math.min(outputBlock, length - at);
      if (block.plainAtMost(stored) < 1) {
        throw new CorruptDataException("a block of " + stored + " bytes is none of " + function());
      }
      int plain = decode(codec, index, in, offset + at, stored, out, written, notes);
      at += stored;
      if (plain < 1 || plain > inputBlock || (at < length && plain < inputBlock)) {
        throw new CorruptDataException(
            "a block of "
                + plain
                + " bytes after "
                + function()
                + " where one of "
                + inputBlock
                + " belongs");
      }
      written += plain;
      index++;
    }
    return written;
  }

  /** A last block of DES may need a little more room than its data does. */
  private int decode(
      BlockCodec codec,
      long index,
      byte[] in,
      int inOffset,
      int stored,
      byte[] out,
      int outOffset,
      Notes notes)
      throws LorsException {
    int room = (int) block.plainAtMost(stored);
    if (outOffset + room <= out.length) {
      return codec.decode(index, in, inOffset, stored, out, outOffset, notes);
    }
    byte[] own = new byte[room];
    int plain = codec.decode(index, in, inOffset, stored, own, 0, notes);
    if (plain < 0 || plain > out.length - outOffset) {
      throw new CorruptDataException("a block of " + function() + " is longer than it may be");
    }
    System.arraycopy(own, 0, out, outOffset, plain);
    return plain;
  }
}
