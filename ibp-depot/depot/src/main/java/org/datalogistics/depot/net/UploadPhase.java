package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.command.Outcome;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.payload.PayloadPump;
import org.datalogistics.depot.payload.PayloadSink;
import org.datalogistics.depot.traffic.TransferCounter;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Payload is awaited and carried to the disk; then it is made to count. */
final class UploadPhase implements Phase, PayloadPump.Listener {
  private static final Logger log = LoggerFactory.getLogger(UploadPhase.class);

  private final Session session;
  private final Incoming incoming;
  private final Reception reception;
  private boolean complete;

  private UploadPhase(Session session, Outcome.Receive upload, Duration patience) {
    this.session = session;
    this.incoming = upload.incoming();
    Services services = session.services();
    PayloadSink sink = PayloadSink.of(incoming, upload.network(), services.workers());
    boolean announce = session.input().size() < sink.wireLength();
    this.reception = new Reception(incoming, sink, announce, patience, services.budget(), this);
  }

  /** Sends the go-ahead, unless all payload is here already, and takes the payload. */
  static void start(Session session, Outcome.Receive upload, Duration patience) {
    UploadPhase phase = new UploadPhase(session, upload, patience);
    session.enter(phase);
    if (phase.incoming.length() == 0) {
      phase.complete = true;
      phase.incoming.disk().execute(phase::written);
      return;
    }
    if (phase.reception.announced()) {
      session.write(ReplyPrinter.ok());
      session.flush();
    }
    session.watchdog().expectBy(phase.reception.deadline());
    session.gate().open(ReadGate.Reason.AHEAD); // It may be shut by payload ahead of the go-ahead.
    phase.proceed();
    if (session.hasInputEnded() && session.isIn(phase)) {
      phase.inputEnded();
    }
  }

  @Override
  public void proceed() {
    if (complete) {
      return;
    }
    ByteBuf bytes = session.input().takeBytes(reception.missing());
    if (bytes == null) {
      return;
    }
    session.watchdog().expectBy(reception.deadline());
    complete = bytes.readableBytes() == reception.missing();
    if (!reception.offer(bytes)) {
      session.gate().shut(ReadGate.Reason.DISK);
    }
  }

  @Override
  public void drained() {
    session.ctx().executor().execute(() -> session.gate().open(ReadGate.Reason.DISK));
  }

  @Override
  public void written() {
    session.whenDone(incoming.commit(), this::committed);
  }

  @Override
  public void failed(Throwable cause) {
    session
        .ctx()
        .executor()
        .execute(
            () -> {
              if (session.isIn(this) && isMismatch(cause) && !reception.announced()) {
                session.write(ReplyPrinter.ok()); // As if it had come in time (IBP spec A.3).
              }
              session.fail(cause);
              session.proceed();
            });
  }

  private static boolean isMismatch(Throwable cause) {
    return cause instanceof RefusedException refused && refused.error() == IbpError.CHKSUM;
  }

  private void committed(long length) {
    if (session.isIn(this)) {
      session.gate().open(ReadGate.Reason.DISK);
      session.write((reception.announced() ? "" : ReplyPrinter.ok()) + ReplyPrinter.length(length));
      session.awaitLine();
    }
  }

  @Override
  public void inputEnded() {
    if (!complete) {
      session.ctx().close();
    }
  }

  @Override
  public void expired() {
    if (complete) {
      session.refuse(IbpError.SERVER_TIMEOUT, Ending.CLOSES, "took too long");
      session.proceed();
    } else {
      log.debug("{}: payload did not come in time", session);
      session.ctx().close();
    }
  }

  @Override
  public void paused(long nanos) {
    if (!complete) {
      reception.paused(nanos);
      session.watchdog().expectBy(reception.deadline() + nanos);
    }
  }

  @Override
  public void abandon() {
    reception.abort();
  }

  @Override
  public TransferCounter.Kind transfer() {
    return TransferCounter.Kind.UPLOAD;
  }

  @Override
  public boolean takesInput() {
    return !complete;
  }

  @Override
  public int readSize() {
    int wanted = session.services().budget().readSize();
    return (int) Math.max(SMALL_READ, Math.min(wanted, reception.missing()));
  }
}
