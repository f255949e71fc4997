package org.datalogistics.depot.net;

import org.datalogistics.depot.traffic.CommandName;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.datalogistics.ibp.wire.Request;
import org.datalogistics.ibp.wire.RequestParser;

/** A request line is awaited. */
final class LinePhase implements Phase {
  private final Session session;

  LinePhase(Session session) {
    this.session = session;
  }

  /** Takes lines as long as the client takes answers. */
  @Override
  public void proceed() {
    while (session.isIn(this) && session.ctx().channel().isWritable() && !session.isPaused()) {
      String line = session.input().takeLine();
      if (line != null) {
        start(line);
      } else {
        incomplete();
        return;
      }
    }
  }

  private void incomplete() {
    if (session.input().isTooLong()) {
      session.refuse(IbpError.BAD_FORMAT, Ending.CLOSES, "line too long");
    } else if (session.hasInputEnded()) {
      session.ctx().close();
    }
  }

  private void start(String line) {
    Request request;
    try {
      if (line.length() >= RequestParser.MAX_LINE) {
        throw new RefusedRequestException(IbpError.BAD_FORMAT, Ending.CLOSES, "line too long");
      }
      request = RequestParser.parse(line);
    } catch (RefusedRequestException e) {
      session.begin(CommandName.UNREADABLE);
      session.refuse(e.error(), e.ending(), String.valueOf(e.getMessage()));
      return;
    }
    CommandPhase.start(session, request);
  }

  /** IBP spec 1, 6.3 and appendix A.3: half a line is an error, silence is none. */
  @Override
  public void expired() {
    if (session.input().size() > 0) {
      session.refuse(IbpError.BAD_FORMAT, Ending.CLOSES, "half a line");
    } else if (session.services().config().timeouts().idleNotice()) {
      session.endWithNotice();
    } else {
      session.ctx().close();
    }
  }

  /** A line that is not complete must go on, however long, until it is too long. */
  @Override
  public boolean takesInput() {
    return session.ctx().channel().isWritable();
  }
}
