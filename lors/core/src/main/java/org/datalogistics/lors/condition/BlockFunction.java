package org.datalogistics.lors.condition;

/**
 * One conditioning function, applied to each block on its own (exNode spec 3.1). Implementations
 * are safe for use by many threads.
 */
interface BlockFunction {

  /** The name in documents. */
  String name();

  /** Bytes stored for an input block of {@code plain} bytes, 1 or more. */
  long storedLength(long plain);

  /** The input block length that is stored in {@code stored} bytes; -1 when there is none. */
  long plainLength(long stored);

  /** Conditions one block; the output has {@link #storedLength} bytes. */
  void encode(byte[] in, int inOffset, int length, byte[] out, int outOffset);

  /**
   * Undoes {@link #encode}. Works in place, moving bytes towards the start of the array: {@code
   * outOffset <= inOffset}.
   *
   * @param length bytes stored, for which {@link #plainLength} is positive
   * @throws CorruptDataException when the block is not what was stored
   */
  Quality decode(byte[] bytes, int inOffset, int length, int outOffset) throws CorruptDataException;

  /** How well a block agreed with its checksum. */
  enum Quality {
    /** As specified. */
    EXACT,
    /** Only by the rules of known faulty writers. */
    LEGACY
  }
}
