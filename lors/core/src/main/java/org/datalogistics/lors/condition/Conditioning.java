package org.datalogistics.lors.condition;

/**
 * What an upload does to the bytes before it stores them.
 *
 * @param checksum put an MD5 in front of every block (exNode spec 3.2)
 * @param blockSize bytes of a block, 1 to {@link #MAX_BLOCK}; without effect when nothing is done
 */
public record Conditioning(boolean checksum, int blockSize) {

  /** The largest block: it is held in memory as a whole. */
  public static final int MAX_BLOCK = 512 << 20;

  /** The usual block size, 1 MiB (LoRS spec 2). */
  public static final int USUAL_BLOCK = 1 << 20;

  /** Store the bytes as they are. */
  public static final Conditioning NONE = new Conditioning(false, USUAL_BLOCK);

  public Conditioning {
    if (blockSize < 1 || blockSize > MAX_BLOCK) {
      throw new IllegalArgumentException(
          "a conditioning block has 1 to " + MAX_BLOCK + " bytes, not " + blockSize);
    }
  }

  /** MD5 over blocks of that many bytes. */
  public static Conditioning checksum(int blockSize) {
    return new Conditioning(true, blockSize);
  }
}
