package org.datalogistics.ibp.client;

import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.wire.ReplyParser;

/** The two lines that answer STORE and WRITE: go-ahead and result. */
final class UploadReply implements ReplyReader<Long> {
  private final long length;
  private final String what;
  private boolean goAhead;

  UploadReply(long length, String what) {
    this.length = length;
    this.what = what;
  }

  @Override
  public Next line(String line) throws IbpException {
    if (!goAhead) {
      ReplyParser.ok(line, what);
      goAhead = true;
      return Next.LINE;
    }
    long stored = ReplyParser.length(line, what);
    if (stored != length) {
      throw new IbpException(
          IbpError.FILE_WRITE, what + ": the depot took " + stored + " of " + length + " bytes");
    }
    return Next.DONE;
  }

  @Override
  public Long result() {
    return length;
  }
}
