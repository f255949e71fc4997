package org.datalogistics.ibp;

/**
 * A piece of an allocation, bytes (IBP spec 7.4). Its end fits a long.
 *
 * @param offset first byte, or {@link IbpCommand#APPEND} for the present end of the data
 * @param length bytes, 0 or more
 */
public record ByteRange(long offset, long length) {
  public ByteRange {
    if (offset < IbpCommand.APPEND || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("range of " + length + " bytes at " + offset);
    }
  }

  /** Whether it lies at the present end of the data. */
  public boolean isAppend() {
    return offset == IbpCommand.APPEND;
  }

  /** The byte behind the last one; meaningless for an append. */
  public long end() {
    return offset + length;
  }
}
