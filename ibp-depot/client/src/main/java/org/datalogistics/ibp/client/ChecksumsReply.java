package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.StoredChecksums;
import org.datalogistics.ibp.wire.ReplyParser;
import org.jspecify.annotations.Nullable;

/** The answer to GET_CHKSUM: a line, then the digests. */
final class ChecksumsReply implements ReplyReader<StoredChecksums> {
  private final LoadSink sink;
  private final String what;
  private @Nullable StoredChecksums checksums;

  ChecksumsReply(LoadSink sink, String what) {
    this.sink = sink;
    this.what = what;
  }

  @Override
  public Next line(String line) throws IOException {
    StoredChecksums read = ReplyParser.storedChecksums(line, what);
    checksums = read;
    sink.begin(read.digestBytes());
    return read.digestBytes() == 0 ? Next.DONE : Next.BODY;
  }

  @Override
  public long bodyLength() {
    return checksums == null ? 0 : checksums.digestBytes();
  }

  @Override
  public void body(ByteBuf bytes, BodyFlow flow) throws IOException {
    sink.accept(bytes, flow);
  }

  @Override
  public StoredChecksums result() throws IbpException {
    if (checksums == null) {
      throw new IbpException(IbpError.BAD_FORMAT, what + ": no answer");
    }
    return checksums;
  }
}
