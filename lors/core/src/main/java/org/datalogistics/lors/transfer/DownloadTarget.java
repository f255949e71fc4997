package org.datalogistics.lors.transfer;

import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** Where the bytes of a download go. */
public sealed interface DownloadTarget {

  /**
   * A file, written in any order: the first wanted byte at {@code position}. Not closed; after a
   * failure there may be gaps behind the bytes that count as delivered.
   */
  record Positioned(FileChannel file, long position) implements DownloadTarget {}

  /** A stream, written in order. Not closed. */
  record Ordered(WritableByteChannel channel) implements DownloadTarget {}
}
