package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The CRCs of a range of new bytes, computed while they pass in order: of the part up to the next
 * block, of each full block, and of what is left behind the last one.
 */
final class ReceivedSums {
  /** Takes full blocks. */
  interface Sink {
    void publish(long firstBlock, long[] sums, int count) throws IOException;
  }

  private static final int MAX_BATCH = 512;

  private final long from;
  private final long end;
  private final Sink sink;
  private final CRC32C crc = new CRC32C();
  private int head;
  private long[] batch = new long[0];
  private int batched;
  private long batchFirst;

  /** Of {@code [from, end)}. */
  ReceivedSums(long from, long end, Sink sink) {
    this.from = from;
    this.end = end;
    this.sink = sink;
  }

  long from() {
    return from;
  }

  long end() {
    return end;
  }

  /** Takes the next bytes, which begin there; what lies before the range is left out. */
  void add(ByteBuffer bytes, long position) throws IOException {
    ByteBuffer rest = bytes.duplicate();
    int stop = rest.limit();
    long at = position;
    if (at < from) {
      int skipped = (int) Math.min(from - at, rest.remaining());
      rest.position(rest.position() + skipped);
      at += skipped;
    }
    while (rest.position() < stop) {
      long blockEnd = Blocks.floor(at) + Blocks.SIZE;
      int part = (int) Math.min(stop - rest.position(), blockEnd - at);
      crc.update(rest.limit(rest.position() + part));
      rest.limit(stop);
      at += part;
      if (at == blockEnd) {
        endBlock(blockEnd - Blocks.SIZE);
      }
    }
  }

  private void endBlock(long start) throws IOException {
    int value = (int) crc.getValue();
    crc.reset();
    if (start < from) {
      head = value;
      return;
    }
    if (batched == 0) {
      batchFirst = Blocks.of(start);
    }
    if (batched == batch.length) {
      batch = Arrays.copyOf(batch, Math.min(MAX_BATCH, Math.max(16, 2 * batched)));
    }
    batch[batched++] = Sum.known(value);
    if (batched == MAX_BATCH) {
      flush();
    }
  }

  /** Hands out the full blocks that wait. */
  void flush() throws IOException {
    if (batched > 0) {
      int count = batched;
      batched = 0;
      sink.publish(batchFirst, batch, count);
    }
  }

  /** Bytes in front of the first full block that end a block. */
  long headLength() {
    long start = Blocks.ceiling(from);
    return start <= end ? start - from : 0;
  }

  int headCrc() {
    return head;
  }

  /** Bytes at the end that do not end a block. */
  long tailLength() {
    return end - Math.max(from, Blocks.floor(end));
  }

  int tailCrc() {
    return tailLength() == 0 ? 0 : (int) crc.getValue();
  }
}
