package org.datalogistics.unis.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer on its way: written once, then read once. The beginning stays in memory,
 * what is longer goes to a temporary file, so that neither a large answer nor many slow readers
 * fill the heap. For one thread at a time.
 */
public final class Spool extends OutputStream {

  private static final int IN_MEMORY = 64 * 1024;

  private final Place place;
  private final MessageDigest digest;
  private final Held memory = new Held();
  private @Nullable Path file;
  private @Nullable OutputStream toFile;
  private long size;
  private long taken;
  private boolean released;

  private Spool(Place place) {
    this.place = place;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Where long answers wait.
   *
   * @param folder for the temporary files; exists
   * @param budget bytes on disk for all of them
   */
  public record Place(Path folder, ByteBudget budget) {

    /** An empty spool. */
    public Spool open() {
      return new Spool(this);
    }
  }

  /** There is no room on disk for one more long answer. */
  public static final class FullException extends IOException {
    private static final long serialVersionUID = 1L;

    FullException() {
      super("too many long answers are being sent at this moment; ask for less, or later");
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    digest.update(bytes, offset, length);
    size += length;
    if (toFile == null && memory.size() + (long) length <= IN_MEMORY) {
      memory.write(bytes, offset, length);
      return;
    }
    if (!place.budget().tryTake(length)) {
      throw new FullException();
    }
    taken += length;
    if (toFile == null) {
      file = Files.createTempFile(place.folder(), "answer", ".tmp");
      toFile = Files.newOutputStream(file);
    }
    toFile.write(bytes, offset, length);
  }

  /** How many bytes were written. */
  public long size() {
    return size;
  }

  /**
   * The first 16 bytes of the SHA-256 of all that was written, hexadecimal: equal bodies have equal
   * ones.
   */
  public String fingerprint() throws IOException {
    try {
      MessageDigest soFar = (MessageDigest) digest.clone();
      return HexFormat.of().formatHex(Arrays.copyOf(soFar.digest(), 16));
    } catch (CloneNotSupportedException e) {
      throw new IOException("the digest of this platform cannot be copied", e);
    }
  }

  /** Ends writing and reads from the beginning. */
  public InputStream read() throws IOException {
    if (toFile != null) {
      toFile.close();
    }
    InputStream first = memory.toInputStream();
    return file == null
        ? first
        : new java.io.SequenceInputStream(first, Files.newInputStream(file));
  }

  /** Removes what is on disk; harmless when repeated. */
  public void release() {
    if (released) {
      return;
    }
    released = true;
    place.budget().giveBack(taken);
    try {
      if (toFile != null) {
        toFile.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A file left over is removed at the next start: nobody can do more about it now.
    }
  }

  /** Reads from the very bytes that were written. */
  private static final class Held extends ByteArrayOutputStream {
    private Held() {
      super(1024);
    }

    private InputStream toInputStream() {
      return new ByteArrayInputStream(buf, 0, count);
    }
  }
}
