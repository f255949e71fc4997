package org.datalogistics.lors.condition;

import org.datalogistics.lors.LorsException;

/** Applies a function to blocks and undoes it. For one thread. */
interface BlockCodec {

  /**
   * Conditions one block.
   *
   * @param index number of the block in its mapping
   * @return bytes written
   */
  int encode(long index, byte[] in, int inOffset, int length, byte[] out, int outOffset);

  /**
   * Undoes {@link #encode}.
   *
   * @param length bytes stored, for which {@link BlockFunction#plainAtMost} is positive
   * @param out another array, with space for that many bytes
   * @param notes takes what is worth knowing about the block
   * @return bytes written
   * @throws CorruptDataException when the block is not what was stored
   * @throws UnsupportedFunctionException when it was stored in another way than the C tools do
   */
  int decode(
      long index, byte[] in, int inOffset, int length, byte[] out, int outOffset, Notes notes)
      throws LorsException;

  /** What came up while decoding. */
  final class Notes {
    private boolean legacyChecksum;

    /** A checksum was right only by the rules of known faulty writers. */
    void legacyChecksum() {
      legacyChecksum = true;
    }

    boolean hasLegacyChecksum() {
      return legacyChecksum;
    }
  }
}
