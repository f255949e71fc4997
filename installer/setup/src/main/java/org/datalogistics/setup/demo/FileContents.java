package org.datalogistics.setup.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.datalogistics.exnode.ByteRange;

/** Making and comparing the files of the demo, a megabyte at a time. */
final class FileContents {
  private static final int CHUNK = 1 << 20;

  private FileContents() {}

  /** Writes a file that cannot be compressed: what comes back can only be what was sent. */
  static void writeRandom(Path file, long length, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] chunk = new byte[CHUNK];
    ByteBuffer numbers = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = length; left > 0; left -= Math.min(left, CHUNK)) {
        for (int i = 0; i < CHUNK; i += Long.BYTES) {
          numbers.putLong(i, random.nextLong());
        }
        out.write(chunk, 0, (int) Math.min(left, CHUNK));
      }
    }
  }

  /** The SHA-256 of a file, in hexadecimal digits. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        digest.update(chunk, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whether two files have the same bytes in a range. */
  static boolean isSame(Path one, Path other, ByteRange range) throws IOException {
    try (FileChannel first = FileChannel.open(one, StandardOpenOption.READ);
        FileChannel second = FileChannel.open(other, StandardOpenOption.READ)) {
      long position = range.offset();
      while (position < range.end()) {
        int length = (int) Math.min(CHUNK, range.end() - position);
        byte[] expected = read(first, position, length);
        if (!Arrays.equals(expected, read(second, position, length))) {
          return false;
        }
        position += length;
      }
      return true;
    }
  }

  private static byte[] read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
      // Until it is full or the file ends.
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
