package org.datalogistics.lors.condition;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.datalogistics.exnode.ConditioningStep;

/**
 * {@code zlib_compress}: twelve digits that state the length, a colon, one zlib stream (exNode spec
 * 3.5); or the gzip stream of old Java clients (exNode spec 4).
 */
final class ZlibStream {
  /** Bytes in front of the stream. */
  static final int HEADER = 13;

  private static final int BUFFER = 8 << 10;

  private ZlibStream() {}

  /** Most bytes for that many bytes of data. */
  static long bound(long plain) {
    return HEADER + plain + (plain >> 12) + (plain >> 14) + (plain >> 25) + 32;
  }

  /** Compresses all of a mapping; returns the bytes written. */
  static int encode(byte[] in, int length, byte[] out) {
    byte[] digits = String.format("%012d:", length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, out, 0, HEADER);
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(in, 0, length);
      deflater.finish();
      int written = HEADER;
      while (!deflater.finished()) {
        written += deflater.deflate(out, written, out.length - written);
      }
      return written;
    } finally {
      deflater.end();
    }
  }

  static ConditioningStep step(long stored) {
    return ConditioningStep.of(Function.ZLIB.documentName(), stored);
  }

  /**
   * Inflates a stream, of which a part is wanted; all of it is checked.
   *
   * @param most bytes that it may hold in all
   * @param from first byte wanted
   * @param to the byte after the last one wanted; less is returned when the stream ends before
   * @throws CorruptDataException when it is damaged, or holds more
   */
  static byte[] decode(byte[] in, int offset, int length, long most, long from, long to)
      throws CorruptDataException {
    boolean gzip = length > HEADER && in[offset] == 0x1f && in[offset + 1] == (byte) 0x8b;
    long stated = gzip ? statedByGzip(in, offset + length) : stated(in, offset, length);
    if (stated > most) {
      throw new CorruptDataException(
          "compressed data states " + stated + " bytes where at most " + most + " belong");
    }
    if (from >= stated) {
      throw new CorruptDataException(
          "compressed data holds " + stated + " bytes, wanted are those from " + from + " on");
    }
    int skipped = gzip ? 0 : HEADER;
    InputStream bytes = new ByteArrayInputStream(in, offset + skipped, length - skipped);
    try (InputStream plain =
        gzip ? new GZIPInputStream(bytes, BUFFER) : new InflaterInputStream(bytes)) {
      plain.skipNBytes(from);
      byte[] wanted = plain.readNBytes(Math.toIntExact(Math.min(to, stated) - from));
      long count = from + wanted.length + rest(plain, stated);
      if (count != stated) {
        throw new CorruptDataException(
            "compressed data has another length than the " + stated + " bytes it states");
      }
      return wanted;
    } catch (CorruptDataException e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptDataException("compressed data is damaged: " + e.getMessage());
    }
  }

  /** Reads to the end, where the checksum is; gives up beyond the stated length. */
  private static long rest(InputStream plain, long stated) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long count = 0;
    for (int read = plain.read(buffer); read > 0 && count <= stated; read = plain.read(buffer)) {
      count += read;
    }
    return count;
  }

  private static long stated(byte[] in, int offset, int length) throws CorruptDataException {
    long value = 0;
    boolean good = length > HEADER && in[offset + HEADER - 1] == ':';
    for (int i = 0; good && i < HEADER - 1; i++) {
      int digit = in[offset + i] - '0';
      good = digit >= 0 && digit <= 9;
      value = 10 * value + digit;
    }
    if (!good || value < 1) {
      throw new CorruptDataException("zlib_compress does not start with the length of its data");
    }
    return value;
  }

  private static long statedByGzip(byte[] in, int end) {
    return (in[end - 4] & 0xffL)
        | (in[end - 3] & 0xffL) << 8
        | (in[end - 2] & 0xffL) << 16
        | (in[end - 1] & 0xffL) << 24;
  }
}
