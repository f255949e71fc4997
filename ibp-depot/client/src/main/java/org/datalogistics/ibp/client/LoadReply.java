package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.wire.ReplyParser;
import org.jspecify.annotations.Nullable;

/** The answer to LOAD: a line with the length that the depot gives, then the bytes. */
final class LoadReply implements ReplyReader<Long> {
  private final long asked;
  private final LoadSink sink;
  private final @Nullable BlockChecking checking;
  private final String what;
  private long length;
  private long bodyLength;
  private boolean begun;

  /**
   * @param asked bytes asked for; the depot may give fewer
   * @param checking of the digests between the bytes; null if there are none
   */
  LoadReply(long asked, LoadSink sink, @Nullable BlockChecking checking, String what) {
    this.asked = asked;
    this.sink = sink;
    this.checking = checking;
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
    bodyLength = checking == null ? length : checking.begin(length);
    if (length > 0) {
      return Next.BODY;
    }
    sink.begin(0);
    return Next.DONE;
  }

  @Override
  public long bodyLength() {
    return bodyLength;
  }

  @Override
  public void body(ByteBuf bytes, BodyFlow flow) throws IOException {
    if (!begun) { // Not with the line: a sink that fails does not make the body go away.
      begun = true;
      sink.begin(length);
    }
    if (checking == null) {
      sink.accept(bytes, flow);
    } else {
      checking.take(bytes, sink, flow);
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> verification() {
    return checking == null ? ReplyReader.super.verification() : checking.verification();
  }

  @Override
  public Long result() {
    return length;
  }
}
