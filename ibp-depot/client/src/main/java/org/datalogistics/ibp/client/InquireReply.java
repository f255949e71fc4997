package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.wire.ReplyParser;

/** The answer to STATUS INQ of version 1: a length line, then that many bytes of tags. */
final class InquireReply implements ReplyReader<DepotStatus> {
  private static final int MAX_TAGS = 64 << 10;

  private final String what;
  private final StringBuilder tags = new StringBuilder();
  private long length;

  InquireReply(String what) {
    this.what = what;
  }

  @Override
  public Next line(String line) throws IbpException {
    length = ReplyParser.length(line, what);
    if (length < 1 || length > MAX_TAGS) {
      throw new IbpException(
          IbpError.BAD_FORMAT, what + ": malformed reply, " + length + " bytes of status");
    }
    return Next.BODY;
  }

  @Override
  public long bodyLength() {
    return length;
  }

  @Override
  public void body(ByteBuf bytes, BodyFlow flow) {
    tags.append(bytes.toString(StandardCharsets.ISO_8859_1));
  }

  @Override
  public DepotStatus result() throws IbpException {
    return ReplyParser.inquire(tags.toString(), what);
  }
}
