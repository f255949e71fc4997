package org.datalogistics.depot.integrity;

import java.io.IOException;

/** Puts the CRCs of parts that follow each other together to those of blocks. */
final class BlockFolder {
  /** Takes what is known of a block that came to its end. */
  interface Sink {
    void ended(long block, boolean known, int crc) throws IOException;
  }

  private final Sink sink;
  private long at;
  private int crc;
  private boolean known;

  /** Goes on from there, with what is known of the block so far. */
  BlockFolder(long at, boolean known, int crc, Sink sink) {
    this.at = at;
    this.known = known;
    this.crc = crc;
    this.sink = sink;
  }

  /** The byte behind the last part. */
  long at() {
    return at;
  }

  /** What is known of the block that is not at its end. */
  boolean isKnown() {
    return known;
  }

  int crc() {
    return crc;
  }

  /** Takes a part, which ends with its block at the latest. */
  void add(long length, boolean partKnown, int partCrc) throws IOException {
    known &= partKnown;
    crc = known ? Crc.combine(crc, partCrc, length) : 0;
    at += length;
    if (at % Blocks.SIZE == 0) {
      sink.ended(Blocks.of(at) - 1, known, crc);
      known = true;
      crc = 0;
    }
  }

  /** Passes over full blocks that others took. */
  void skipTo(long blockStart) {
    at = blockStart;
  }
}
