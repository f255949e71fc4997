package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.command.Outcome;
import org.datalogistics.depot.data.DataFileException;
import org.datalogistics.depot.payload.PayloadBudget;
import org.datalogistics.depot.payload.Supplies;
import org.datalogistics.depot.payload.Supply;
import org.datalogistics.depot.traffic.TransferCounter;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stored bytes are on their way to the client: a part at a time, while the next one is made ready,
 * and a turn of the event loop for each, so that no client keeps the others waiting.
 */
final class DownloadPhase implements Phase {
  private static final Logger log = LoggerFactory.getLogger(DownloadPhase.class);

  /** An answer that is no longer needs no phase of its own to be taken by the client. */
  private static final int SHORT_ANSWER = 32 * 1024;

  private final Session session;
  private final Outcome.Data data;
  private final Supply supply;
  private final PayloadBudget budget;
  private final SendingDeadline deadline;

  private @Nullable ReferenceCounted ready;
  private boolean preparing;
  private boolean sending;
  private boolean begun;

  /** Nothing is sent any more, though the channel may not have told of its end. */
  private boolean over;

  private DownloadPhase(Session session, Outcome.Data data, Duration patience) {
    this.session = session;
    this.data = data;
    Services services = session.services();
    this.budget = services.budget();
    this.supply =
        new Supplies(session.ctx().alloc(), budget, services.workers())
            .of(
                data.reading(),
                data.network(),
                session.takesRegions(),
                services.config().perClient().bytesOutPerSecond());
    this.deadline = new SendingDeadline(session.ctx().channel(), patience);
  }

  /**
   * Writes the line and the bytes that it announces.
   *
   * @param patience how long the client may take nothing
   */
  static void start(Session session, Outcome.Data data, Duration patience) {
    if (data.reading().length() == 0) {
      session.write(data.header());
      data.delivered().run();
      data.dispose();
      session.awaitLine();
      return;
    }
    DownloadPhase phase = new DownloadPhase(session, data, patience);
    session.enter(phase);
    session.watchdog().expectWithin(patience);
    phase.goOn();
  }

  /** Sends the part that is ready, or makes one ready. */
  private void goOn() {
    if (sending || preparing || session.isPaused()) {
      return;
    }
    if (over || !session.isIn(this)) {
      dispose();
      return;
    }
    if (ready == null) {
      prepare();
    }
    ReferenceCounted part = ready;
    if (part != null) {
      ready = null;
      send(part);
    }
  }

  /** As a task of its own: nobody else will flush what is written, or take the next line. */
  private void goOnAlone() {
    goOn();
    session.proceed();
  }

  /** Leaves the next part in {@link #ready}, now or later. */
  private void prepare() {
    preparing = true;
    if (supply.isQuick()) {
      supplyNext();
      return;
    }
    try {
      supply.executor().execute(this::supplyNext);
    } catch (RejectedExecutionException e) {
      prepared(null, e); // The depot is being closed.
    }
  }

  /** Belongs to whoever may wait for the disk. */
  private void supplyNext() {
    ReferenceCounted part = null;
    Throwable failure = null;
    try {
      part = supply.next();
      budget.add(memory(part));
    } catch (IOException e) {
      failure = DataFileException.reading(e);
    } catch (RefusedException | RuntimeException | OutOfMemoryError e) {
      failure = e;
    }
    ReferenceCounted made = part;
    Throwable cause = failure;
    if (session.ctx().executor().inEventLoop()) {
      prepared(made, cause);
    } else {
      session
          .ctx()
          .executor()
          .execute(
              () -> {
                prepared(made, cause);
                goOnAlone();
              });
    }
  }

  private void prepared(@Nullable ReferenceCounted part, @Nullable Throwable failure) {
    preparing = false;
    ready = part;
    if (failure == null || !session.isIn(this)) {
      return;
    }
    over = true;
    if (begun) {
      log.debug("{}: cut off, as what follows can not be read: {}", session, failure.toString());
      session.services().failures().errorOf(failure);
      session.ctx().close();
    } else {
      session.refuse(
          session.services().failures().errorOf(failure), Ending.STAYS_OPEN, failure.toString());
      dispose();
    }
  }

  private void send(ReferenceCounted part) {
    ChannelHandlerContext ctx = session.ctx();
    if (!begun) {
      begun = true;
      session.write(data.header());
    }
    if (part instanceof ByteBuf bytes && !supply.hasNext() && isShort(bytes)) {
      budget.add(-memory(part));
      session.write(bytes).addListener(this::ended);
      session.awaitLine(); // Further answers may go with this one.
      return;
    }
    sending = true;
    long count = part instanceof ByteBuf bytes ? bytes.readableBytes() : countOf(part);
    session.sent(count);
    long before = System.nanoTime();
    int memory = memory(part);
    ctx.writeAndFlush(part)
        .addListener(
            done -> {
              budget.add(-memory);
              sent(done, count);
            });
    supply.sent(part, System.nanoTime() - before);
    if (sending && budget.isPlenty() && supply.hasNext() && !supply.isQuick()) {
      prepare();
    }
  }

  /** What a part holds until the socket has taken it; a few bytes may hold a large buffer. */
  private static int memory(ReferenceCounted part) {
    return part instanceof ByteBuf bytes ? bytes.capacity() : 0;
  }

  private static boolean isShort(ByteBuf bytes) {
    return bytes.readableBytes() <= SHORT_ANSWER;
  }

  private static long countOf(ReferenceCounted part) {
    return ((FileRegion) part).count();
  }

  private void sent(Future<?> done, long count) {
    sending = false;
    deadline.sent(count);
    if (!done.isSuccess() || (!preparing && ready == null && !supply.hasNext())) {
      ended(done);
      if (done.isSuccess() && session.isIn(this)) {
        session.awaitLine();
        session.proceed();
      }
    } else {
      session.ctx().executor().execute(this::goOnAlone); // After others had their turn.
    }
  }

  private void ended(Future<?> done) {
    over = true;
    if (done.isSuccess()) {
      data.delivered().run();
    } else {
      log.debug("Sending to {} failed", session, done.cause());
      session.ctx().close();
    }
    dispose();
  }

  /** Not before nobody works for it any more. */
  private void dispose() {
    if (preparing || sending) {
      return;
    }
    if (ready != null) {
      budget.add(-memory(ready));
      ready.release();
      ready = null;
    }
    supply.close();
    data.dispose();
  }

  @Override
  public void proceed() {
    goOn();
  }

  @Override
  public void paused(long nanos) {
    deadline.paused(nanos);
    session.watchdog().expectWithin(deadline.patience().plusNanos(nanos));
  }

  @Override
  public void abandon() {
    dispose();
  }

  @Override
  public void expired() {
    if (!begun) {
      session.refuse(IbpError.SERVER_TIMEOUT, Ending.CLOSES, "took too long to read");
      session.proceed();
    } else if (deadline.isMet()) {
      session.watchdog().expectWithin(deadline.patience());
    } else {
      log.debug("{}: does not take its data", session);
      session.ctx().close();
    }
  }

  @Override
  public TransferCounter.Kind transfer() {
    return TransferCounter.Kind.DOWNLOAD;
  }

  @Override
  public boolean takesInput() {
    return false;
  }
}
