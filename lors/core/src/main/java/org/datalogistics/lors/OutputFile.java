package org.datalogistics.lors;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name when it is complete: until then it is written under a
 * temporary name beside it. Closing without {@link #complete} or {@link #keep} leaves nothing.
 */
public final class OutputFile implements Closeable {
  private final Path target;
  private @Nullable Path temporary;
  private final FileChannel channel;

  private OutputFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
  }

  /** Starts a file; one of that name stays as it is until the new one is complete. */
  public static OutputFile create(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path name = target.getFileName();
    Path directory = target.getParent();
    if (name == null || directory == null || Files.isDirectory(target)) {
      throw new IOException(file + " is not the name of a file");
    }
    return in(directory, name.toString());
  }

  /**
   * Starts a file in a folder. A symbolic link of that name is replaced, not followed.
   *
   * @param name one path component
   */
  public static OutputFile in(Path directory, String name) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException("there is no folder " + directory + " to write " + name + " to");
    }
    Path target = directory.resolve(name);
    // The name of the temporary file only has to be free; a nanosecond nearly always is.
    String unique = Long.toHexString(System.nanoTime());
    Path temporary = directory.resolve("." + shortened(name) + "." + unique + ".part");
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    return new OutputFile(target, temporary, channel);
  }

  /** File systems limit names to 255 bytes. */
  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40);
  }

  /** Where to write. */
  public FileChannel channel() {
    return channel;
  }

  /** Writes all of it at the end of what was written so. */
  public void write(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /** The file is to say that it was changed then; for a file that is written completely. */
  public void setChanged(Instant time) throws IOException {
    if (temporary != null) {
      Files.setLastModifiedTime(temporary, FileTime.from(time));
    }
  }

  /** The file is complete: it gets its name, replacing one that has it. */
  public void complete() throws IOException {
    Path from = temporary;
    if (from == null) {
      throw new IllegalStateException("already complete");
    }
    channel.close();
    Files.move(from, target, StandardCopyOption.ATOMIC_MOVE); // replaces what is there
    temporary = null;
  }

  /** The first {@code length} bytes get the name, and the rest is dropped. */
  public void keep(long length) throws IOException {
    channel.truncate(length);
    complete();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
  }
}
