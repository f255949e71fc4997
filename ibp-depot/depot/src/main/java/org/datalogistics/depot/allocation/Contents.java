package org.datalogistics.depot.allocation;

/**
 * What is stored.
 *
 * @param size bytes stored: the highest written byte + 1; of a queue or ring, the bytes in it
 * @param start where in the data file a queue or ring begins, else 0
 * @param tailCrc CRC32C of the last, partial block; 0 if it is not known
 * @param tailKnown whether {@code tailCrc} says something
 */
public record Contents(long size, long start, int tailCrc, boolean tailKnown) {
  /** Nothing yet. */
  public static final Contents EMPTY = new Contents(0, 0, 0, true);

  public Contents {
    if (size < 0 || start < 0) {
      throw new IllegalArgumentException("contents of " + size + " bytes from " + start);
    }
    tailCrc = tailKnown ? tailCrc : 0;
  }

  /** So many bytes, with nothing known about the last block. */
  public Contents withSize(long next) {
    return new Contents(next, start, 0, next == 0);
  }

  public Contents withStart(long next) {
    return new Contents(size, next, tailCrc, tailKnown);
  }

  public Contents withTail(int crc) {
    return new Contents(size, start, crc, true);
  }

  public Contents withUnknownTail() {
    return new Contents(size, start, 0, false);
  }
}
