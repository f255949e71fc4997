package org.datalogistics.lors.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.datalogistics.lors.LorsException;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are added to a file one by one, behind a first one that says what they are about. A
 * line that was cut off when the process was killed is dropped. Only its owner may read the file;
 * two processes cannot use it at the same time. Not thread-safe.
 */
final class LineJournal implements Closeable {
  /** A longer file is none of ours. */
  private static final long MAX_SIZE = 1L << 30;

  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final Path file;
  private final FileChannel channel;
  private final @Nullable List<String> lines;

  private LineJournal(Path file, FileChannel channel, @Nullable List<String> lines) {
    this.file = file;
    this.channel = channel;
    this.lines = lines;
  }

  /**
   * Opens or makes a journal.
   *
   * @param subject what it has to be about, one line
   * @throws LorsException when another process has it open
   */
  static LineJournal open(Path file, String subject) throws IOException {
    FileChannel channel = FileChannel.open(file, OPTIONS, owner(file));
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(file);
      }
      List<String> present = read(channel, file);
      if (present.isEmpty()) {
        LineJournal fresh = new LineJournal(file, channel, List.of());
        fresh.add(subject);
        return fresh;
      }
      boolean same = present.get(0).equals(subject);
      return new LineJournal(file, channel, same ? present.subList(1, present.size()) : null);
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(file);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static LorsException inUse(Path file) {
    return new LorsException(file + " is in use: another transfer of the same file is under way");
  }

  private static FileAttribute<?>[] owner(Path file) {
    return Files.exists(file)
            || !file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
  }

  /** The whole lines; the channel stands behind the last one. */
  private static List<String> read(FileChannel channel, Path file) throws IOException {
    if (channel.size() > MAX_SIZE) {
      throw new LorsException(file + " is too large to be a journal of a transfer");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // until it is all there
    }
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.position(); i++) {
      if (bytes.get(i) == '\n') {
        lines.add(new String(bytes.array(), start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    channel.truncate(start);
    channel.position(start);
    return lines;
  }

  /** The lines behind the first one; null when the journal is about something else. */
  @Nullable List<String> lines() {
    return lines;
  }

  /** Forgets everything and begins anew. */
  LineJournal restart(String subject) throws IOException {
    channel.truncate(0);
    channel.position(0);
    LineJournal fresh = new LineJournal(file, channel, List.of());
    fresh.add(subject);
    return fresh;
  }

  /** One more line, without a line feed in it. */
  void add(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Deletes the file. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
