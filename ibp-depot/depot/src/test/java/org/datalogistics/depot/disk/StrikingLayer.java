package org.datalogistics.depot.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A disk in which some operations fail, of whatever kind, when told so. */
public final class StrikingLayer implements FileLayer {
  /** What can fail. */
  public enum Kind {
    OPEN,
    SIZE,
    READ,
    WRITE,
    TRUNCATE,
    FORCE,
    UNLINK
  }

  /**
   * What is to fail.
   *
   * @param files of which files
   * @param kinds in which operations
   * @param spared how many of them go well before
   * @param count how many fail then
   * @param message why
   */
  public record Plan(
      Predicate<Path> files, Set<Kind> kinds, int spared, int count, String message) {}

  private static final int SECTOR = 512;

  private @Nullable Plan plan;
  private int seen;
  private int struck;

  /** From now on that fails. */
  public synchronized void arm(Plan next) {
    plan = next;
    seen = 0;
  }

  /** From now on nothing fails. */
  public synchronized void disarm() {
    plan = null;
  }

  /** How many operations failed. */
  public synchronized int struck() {
    return struck;
  }

  private synchronized void strike(Path file, Kind kind) throws IOException {
    Plan now = plan;
    if (now == null || !now.kinds.contains(kind) || !now.files.test(file)) {
      return;
    }
    seen++;
    if (seen > now.spared && seen <= now.spared + now.count) {
      struck++;
      throw new IOException(now.message);
    }
  }

  @Override
  public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    strike(file, Kind.OPEN);
    return new Channel(file, FileLayer.PLAIN.open(file, options));
  }

  @Override
  public boolean deleteIfExists(Path file) throws IOException {
    strike(file, Kind.UNLINK);
    return FileLayer.PLAIN.deleteIfExists(file);
  }

  private final class Channel extends ForwardingChannel {
    private final Path path;

    Channel(Path path, FileChannel file) {
      super(file);
      this.path = path;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      strike(path, Kind.READ);
      return super.read(target, position);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      strike(path, Kind.READ);
      return super.transferTo(position, count, target);
    }

    @Override
    public long size() throws IOException {
      strike(path, Kind.SIZE);
      return super.size();
    }

    /**
     * About half of it is there when it fails; no sector is torn: half a checksum would be taken
     * for damage.
     */
    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      try {
        strike(path, Kind.WRITE);
      } catch (IOException e) {
        long end = (position + source.remaining() / 2) / SECTOR * SECTOR;
        if (end > position) {
          ByteBuffer part = source.duplicate();
          super.write(part.limit(part.position() + (int) (end - position)), position);
        }
        throw e;
      }
      return super.write(source, position);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      strike(path, Kind.TRUNCATE);
      return super.truncate(size);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      strike(path, Kind.FORCE);
      super.force(metadata);
    }
  }
}
