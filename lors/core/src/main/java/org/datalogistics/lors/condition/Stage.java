package org.datalogistics.lors.condition;

import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.BlockCodec.Notes;

/**
 * A step of a chain whose blocks can be found and undone one by one: every block of its input but
 * the last has {@link #inputBlock} bytes. Safe for use by many threads.
 */
sealed interface Stage permits BlockStage, FrameStage {

  /** Which function it is. */
  Function function();

  /** Bytes of a block of the input. */
  long inputBlock();

  /** Most bytes of output for {@code plain} bytes of input; exactly those unless it compresses. */
  long storedLength(long plain);

  /**
   * Most bytes of input whose output has {@code stored} bytes.
   *
   * @param slack how many of those bytes may be too many
   * @throws CorruptDataException when no input gives that output
   */
  long plainAtMost(long stored, int slack) throws CorruptDataException;

  /** Where block {@code index} of the output starts; its end for the index after the last. */
  long storedStart(long index, long storedLength);

  /**
   * Undoes consecutive blocks.
   *
   * @param firstBlock number of the first of them
   * @param out another array with space for {@code blocks * inputBlock} bytes, or fewer when the
   *     last block is short
   * @return bytes written from the start of {@code out}
   */
  int decode(long firstBlock, byte[] in, int offset, int length, byte[] out, Notes notes)
      throws LorsException;
}
