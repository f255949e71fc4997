package org.datalogistics.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Files to move about in tests, and whether they arrived. */
public final class TempFiles {
  private static final int CHUNK = 1 << 16;

  private TempFiles() {}

  /**
   * Writes {@code size} pseudo-random bytes to {@code path}; the same seed and size give the same
   * file.
   */
  public static RandomFile random(Path path, long size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MessageDigest digest = sha256();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = Files.newOutputStream(path)) {
      for (long left = size; left > 0; left -= CHUNK) {
        for (int i = 0; i < CHUNK; i += Long.BYTES) {
          chunk.putLong(i, random.nextLong());
        }
        int length = (int) Math.min(left, CHUNK);
        digest.update(chunk.array(), 0, length);
        out.write(chunk.array(), 0, length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + size + " bytes to " + path, e);
    }
    return new RandomFile(path, size, HexFormat.of().formatHex(digest.digest()));
  }

  /** The SHA-256 of a file's bytes, in lower-case hexadecimal. */
  public static String sha256(Path path) {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(path)) {
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        digest.update(chunk, 0, length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The SHA-256 of bytes, in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** A new temporary folder. */
  static Path folder(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  /** Removes a folder with all that is in it. */
  static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
