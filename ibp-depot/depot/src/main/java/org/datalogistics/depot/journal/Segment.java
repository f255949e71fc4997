package org.datalogistics.depot.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.datalogistics.depot.disk.FileLayer;

/** A segment file that is written to, by one thread at a time. */
final class Segment {
  private final Path file;
  private final FileChannel channel;
  private final boolean preallocated;
  private long end;
  private long last;

  private Segment(Path file, FileChannel channel, long last, boolean preallocated) {
    this.file = file;
    this.channel = channel;
    this.end = SegmentHeader.LENGTH;
    this.last = last;
    this.preallocated = preallocated;
  }

  /** Makes a new one. */
  static Segment create(FileLayer layer, Path file, SegmentHeader header) throws IOException {
    FileChannel channel =
        layer.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    try {
      writeFully(channel, header.encode(), 0);
      return new Segment(file, channel, header.first() - 1, false);
    } catch (IOException | RuntimeException e) {
      try {
        channel.close();
        layer.deleteIfExists(file);
      } catch (IOException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  /**
   * Makes one of a file that is there, with zeros in it, by another name: before it has that, it is
   * no segment.
   */
  static Segment over(FileLayer layer, Path zeros, Path file, SegmentHeader header)
      throws IOException {
    FileChannel channel = layer.open(zeros, Set.of(StandardOpenOption.WRITE));
    try {
      writeFully(channel, header.encode(), 0);
      layer.rename(zeros, file);
      return new Segment(file, channel, header.first() - 1, true);
    } catch (IOException | RuntimeException e) {
      try {
        channel.close();
      } catch (IOException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  /** Whether its bytes had their place on the disk before they were written. */
  boolean isPreallocated() {
    return preallocated;
  }

  Path file() {
    return file;
  }

  /** Bytes that count. */
  long end() {
    return end;
  }

  /** Sequence number of its last frame. */
  long last() {
    return last;
  }

  /** Writes a frame behind the others. After a failure nothing of it counts. */
  void append(ByteBuffer frame, long sequence) throws IOException {
    int length = frame.remaining();
    writeFully(channel, frame, end);
    end += length;
    last = sequence;
  }

  /** Removes what a failed {@link #append} left. */
  void takeBack() throws IOException {
    channel.truncate(end);
  }

  void force() throws IOException {
    channel.force(false);
  }

  void close() throws IOException {
    channel.close();
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
