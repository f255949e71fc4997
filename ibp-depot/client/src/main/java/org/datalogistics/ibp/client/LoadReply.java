package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.wire.ReplyParser;

/** The answer to LOAD: a line with the length that the depot gives, then the bytes. */
final class LoadReply implements ReplyReader<Long> {
  private final long asked;
  private final LoadSink sink;
  private final String what;
  private long length;

  LoadReply(long asked, LoadSink sink, String what) {
    this.asked = asked;
    this.sink = sink;
    this.what = what;
  }

  @Override
  public Next line(String line) throws IOException {
    length = ReplyParser.length(line, what);
    if (length > asked) {
      throw new IbpException(
          IbpError.BAD_FORMAT,
          what + ": malformed reply, " + length + " bytes where " + asked + " were asked for");
    }
    sink.begin(length);
    return length == 0 ? Next.DONE : Next.BODY;
  }

  @Override
  public long bodyLength() {
    return length;
  }

  @Override
  public void body(ByteBuf bytes, LoadSink.Flow flow) throws IOException {
    sink.accept(bytes, flow);
  }

  @Override
  public Long result() {
    return length;
  }
}
