package org.datalogistics.ibp.client;

import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.wire.AdminReplies;
import org.datalogistics.ibp.wire.ReplyParser;

/** An answer of a status line and any number of further lines; the result is their number. */
final class ListReply implements ReplyReader<Long> {
  /** Takes a line. */
  interface Lines {
    void take(String line) throws IbpException;
  }

  private static final long UNTIL_END = -1;

  private final String what;
  private final long most;
  private final boolean counted;
  private final Lines lines;
  private long announced = UNTIL_END;
  private boolean started;
  private long taken;

  private ListReply(String what, long most, boolean counted, Lines lines) {
    this.what = what;
    this.most = most;
    this.counted = counted;
    this.lines = lines;
  }

  /** The status line says how many follow. */
  static ListReply counted(String what, Lines lines) {
    return new ListReply(what, Long.MAX_VALUE, true, lines);
  }

  /** The line END ends them; more than {@code most} are refused. */
  static ListReply ended(String what, long most, Lines lines) {
    return new ListReply(what, most, false, lines);
  }

  @Override
  public Next line(String line) throws IbpException {
    if (!started) {
      started = true;
      if (counted) {
        announced = ReplyParser.length(line, what);
      } else {
        ReplyParser.ok(line, what);
      }
      return announced == 0 ? Next.DONE : Next.LINE;
    }
    if (!counted && AdminReplies.isEnd(line)) {
      return Next.DONE;
    }
    if (taken == most) {
      throw new IbpException(
          IbpError.BAD_FORMAT, what + ": malformed reply, more than " + most + " lines");
    }
    lines.take(line);
    taken++;
    return taken == announced ? Next.DONE : Next.LINE;
  }

  @Override
  public Long result() {
    return taken;
  }
}
