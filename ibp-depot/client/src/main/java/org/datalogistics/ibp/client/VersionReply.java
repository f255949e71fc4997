package org.datalogistics.ibp.client;

import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.wire.ReplyParser;

/** The answer to STATUS VERSION: status, any lines, END. */
final class VersionReply implements ReplyReader<String> {
  private static final int MAX_TEXT = 1 << 20;

  private final String what;
  private final StringBuilder text = new StringBuilder();
  private boolean started;

  VersionReply(String what) {
    this.what = what;
  }

  @Override
  public Next line(String line) throws IbpException {
    if (!started) {
      ReplyParser.ok(line, what);
      started = true;
      return Next.LINE;
    }
    if (line.strip().equals("END")) {
      return Next.DONE;
    }
    if (text.length() + line.length() >= MAX_TEXT) {
      throw new IbpException(
          IbpError.BAD_FORMAT, what + ": malformed reply, more than " + MAX_TEXT + " characters");
    }
    text.append(line).append('\n');
    return Next.LINE;
  }

  @Override
  public String result() {
    return text.toString();
  }
}
