package org.datalogistics.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one process at a time may use. The lock ends with {@link #close} and with the
 * process, however it ends; the lock file stays, as to delete it would let two processes in.
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK_FILE = "lock";

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the folder, made with its parents where it does not exist.
   *
   * @throws IOException if it cannot be made or written, or another process (or another part of
   *     this one) uses it; the message says which
   */
  public static DataFolder open(Path path) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("data folder " + folder + " is a file, not a folder", e);
    } catch (IOException e) {
      throw new IOException("cannot make the data folder " + folder + ": " + e, e);
    }
    FileChannel channel = openLockFile(folder);
    try {
      lock(folder, channel);
      ByteBuffer pid = StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n");
      channel.truncate(0);
      channel.write(pid, 0);
      return new DataFolder(folder, channel);
    } catch (IOException | RuntimeException e) {
      closeAfter(channel, e);
      throw e;
    }
  }

  private static FileChannel openLockFile(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve(LOCK_FILE),
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("cannot write to the data folder " + folder + ": " + e, e);
    }
  }

  private static void lock(Path folder, FileChannel channel) throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw new IOException(inUse(folder, "this process"), e);
    }
    if (lock == null) {
      throw new IOException(inUse(folder, holder(channel)));
    }
  }

  private static String inUse(Path folder, String by) {
    return "data folder %s is already in use by %s: stop it, or choose another folder"
        .formatted(folder, by);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(20);
    channel.read(buffer, 0);
    String pid = StandardCharsets.US_ASCII.decode(buffer.flip()).toString().strip();
    return pid.isEmpty() ? "another process" : "pid " + pid;
  }

  private static void closeAfter(FileChannel channel, Exception failure) {
    try {
      channel.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The folder, absolute. */
  public Path path() {
    return path;
  }

  /** A file or folder in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** A folder in it, made where it does not exist. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  /** Lets others use the folder. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
