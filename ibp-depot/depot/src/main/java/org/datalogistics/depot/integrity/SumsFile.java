package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.datalogistics.depot.disk.FileLayer;
import org.jspecify.annotations.Nullable;

/**
 * The sums of the full blocks of a data file: a header, then eight bytes a block. Opened at first
 * need, made at the first sum: small allocations have none. What the file does not have is unknown.
 * Guarded by its owner, except {@link #abandon}.
 *
 * <p>A sum is eight bytes at a multiple of eight, so it lies within a page and within a sector, and
 * neither a kill nor a power failure leaves half of it. Something that did could leave the new
 * state beside the old CRC: a good block would then be refused as damaged, never a damaged one
 * served.
 */
final class SumsFile implements AutoCloseable {
  private static final long HEADER = 0x444c5453554d5331L; // "DLTSUMS1"
  private static final int BATCH = 512;

  private final Path path;
  private final FileLayer layer;
  private @Nullable FileChannel channel;
  private boolean missing;
  private boolean abandoned;

  SumsFile(Path path, FileLayer layer) {
    this.path = path;
    this.layer = layer;
  }

  /** Whether it was needed already. */
  synchronized boolean isOpen() {
    return channel != null;
  }

  synchronized long read(long block) throws IOException {
    long[] one = new long[1];
    read(block, one, 1);
    return one[0];
  }

  /** Reads so many sums from that block on. */
  synchronized void read(long firstBlock, long[] into, int count) throws IOException {
    Arrays.fill(into, 0, count, Sum.UNKNOWN);
    FileChannel file = existing();
    if (file == null) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
    long at = position(firstBlock);
    while (bytes.hasRemaining()) {
      int read = file.read(bytes, at + bytes.position());
      if (read < 0) {
        break;
      }
    }
    bytes.flip();
    for (int i = 0; i < count && bytes.remaining() >= Long.BYTES; i++) {
      into[i] = bytes.getLong();
    }
  }

  synchronized void write(long block, long sum) throws IOException {
    write(block, new long[] {sum}, 1);
  }

  /** Writes sums from that block on. */
  synchronized void write(long firstBlock, long[] sums, int count) throws IOException {
    if (abandoned) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
    for (int i = 0; i < count; i++) {
      bytes.putLong(sums[i]);
    }
    writeFully(made(), bytes.flip(), position(firstBlock));
  }

  /** Writes the same sum for many blocks. */
  synchronized void fill(long firstBlock, long count, long sum) throws IOException {
    long[] batch = new long[(int) Math.min(BATCH, count)];
    Arrays.fill(batch, sum);
    for (long done = 0; done < count; done += batch.length) {
      write(firstBlock + done, batch, (int) Math.min(batch.length, count - done));
    }
  }

  /** Forgets everything from that block on. */
  synchronized void cut(long block) throws IOException {
    FileChannel file = existing();
    if (file != null && file.size() > position(block)) {
      file.truncate(position(block));
    }
  }

  /** Whether some block of {@code [first, end)} is damaged. */
  synchronized boolean hasDamage(long first, long end) throws IOException {
    long[] batch = new long[BATCH];
    FileChannel file = existing();
    long last = file == null ? 0 : Math.min(end, file.size() / Long.BYTES);
    for (long at = first; at < last; at += BATCH) {
      int count = (int) Math.min(BATCH, last - at);
      read(at, batch, count);
      for (int i = 0; i < count; i++) {
        if (Sum.isDamaged(batch[i])) {
          return true;
        }
      }
    }
    return false;
  }

  /** Makes what was written durable. */
  synchronized void force() throws IOException {
    FileChannel file = channel;
    if (file != null) {
      file.force(false);
    }
  }

  /** The allocation is gone: the file must not be made any more. Safe for any thread. */
  synchronized void abandon() {
    abandoned = true;
  }

  private static long position(long block) {
    return Long.BYTES * (1 + block);
  }

  private @Nullable FileChannel existing() throws IOException {
    if (channel == null && !missing && !abandoned) {
      try {
        channel = open(false);
      } catch (NoSuchFileException e) {
        missing = true;
      }
    }
    return channel;
  }

  private FileChannel made() throws IOException {
    FileChannel file = existing();
    if (file == null) {
      file = open(true);
      channel = file;
      missing = false;
    }
    return file;
  }

  private FileChannel open(boolean make) throws IOException {
    Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (make) {
      options.add(StandardOpenOption.CREATE);
    }
    FileChannel file = layer.open(path, options);
    try {
      ByteBuffer header = ByteBuffer.allocate(Long.BYTES);
      int read = file.read(header, 0);
      if (read < Long.BYTES || header.getLong(0) != HEADER) {
        file.truncate(0); // Broken off when it was made, or not ours: nothing is known.
        writeFully(file, header.clear().putLong(0, HEADER), 0);
      }
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static void writeFully(FileChannel file, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    abandoned = true;
    FileChannel file = channel;
    if (file != null) {
      channel = null;
      file.close();
    }
  }
}
