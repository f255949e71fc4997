package org.datalogistics.lors.transfer;

import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/** Where the bytes of a download go. */
public sealed interface DownloadTarget {

  /**
   * A file, written in any order: the first wanted byte at {@code position}. Not closed; after a
   * failure there may be gaps behind the bytes that count as delivered.
   *
   * @param log what is there already, and is told what comes
   */
  record Positioned(FileChannel file, long position, PieceLog log) implements DownloadTarget {
    public Positioned {
      Objects.requireNonNull(log, "log is null");
    }

    /** A file that has none of the bytes. */
    public Positioned(FileChannel file, long position) {
      this(file, position, PieceLog.NONE);
    }
  }

  /** A stream, written in order. Not closed. */
  record Ordered(WritableByteChannel channel) implements DownloadTarget {}
}
