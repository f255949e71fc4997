package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.jspecify.annotations.Nullable;

/** Cuts answer lines out of what arrives, of bounded length. */
final class LineDecoder {
  /** Longest answer line in characters: room for thousands of resource ids. */
  static final int MAX_LINE = 64 << 10;

  private final StringBuilder partial = new StringBuilder();

  /**
   * The next line without its end, or null if the bytes end before it does.
   *
   * @throws IbpException if the line is too long
   */
  @Nullable String next(ByteBuf bytes) throws IbpException {
    int length = bytes.bytesBefore((byte) '\n');
    int available = length < 0 ? bytes.readableBytes() : length;
    if (partial.length() + available > MAX_LINE) {
      throw new IbpException(
          IbpError.BAD_FORMAT, "malformed reply, a line of more than " + MAX_LINE + " characters");
    }
    partial.append(bytes.readCharSequence(available, StandardCharsets.ISO_8859_1));
    if (length < 0) {
      return null;
    }
    bytes.skipBytes(1);
    String line = partial.toString();
    partial.setLength(0);
    return line;
  }
}
