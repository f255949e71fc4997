package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.wire.ReplyParser;

/** An answer of a length and so many bytes of text. */
final class TextReply implements ReplyReader<String> {
  private static final int MAX_TEXT = 1 << 20;

  private final String what;
  private final StringBuilder text = new StringBuilder();
  private long length;

  TextReply(String what) {
    this.what = what;
  }

  @Override
  public Next line(String line) throws IbpException {
    length = ReplyParser.length(line, what);
    if (length > MAX_TEXT) {
      throw new IbpException(
          IbpError.BAD_FORMAT, what + ": malformed reply, " + length + " bytes of text");
    }
    return length == 0 ? Next.DONE : Next.BODY;
  }

  @Override
  public long bodyLength() {
    return length;
  }

  @Override
  public void body(ByteBuf bytes, BodyFlow flow) {
    text.append(bytes.toString(StandardCharsets.ISO_8859_1));
  }

  @Override
  public String result() {
    return text.toString();
  }
}
