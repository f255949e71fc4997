package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: sends commands, matches what arrives to them in order, watches progress. All
 * state belongs to its event loop; what comes from elsewhere is passed on to it.
 */
final class Connection extends ChannelInboundHandlerAdapter implements PayloadWriter.Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final DepotPool pool;
  private final DepotAddress depot;
  private final ProgressWatch watch;
  private final Transport transport;
  private final LineDecoder lines = new LineDecoder();
  private final BodyReader body = new BodyReader(this);
  private final Ending ending = new Ending();
  private final Deque<Flight<?>> inFlight = new ArrayDeque<>();

  private final Slot slot = new Slot(this);

  private volatile @Nullable Channel channel;
  private @Nullable ScheduledFuture<?> ticks;
  private boolean answeredAny;
  private boolean flushing;

  Connection(DepotPool pool, DepotAddress depot, IbpClientConfig config, Transport transport) {
    this.pool = pool;
    this.depot = depot;
    this.watch = new ProgressWatch(config.stallTimeout(), config.idleTimeout());
    this.transport = transport;
  }

  /** The place in the pool. */
  Slot slot() {
    return slot;
  }

  /** Bytes of the present answer's body that have not arrived. */
  long bodyRemaining() {
    return body.remaining();
  }

  /** Sends a command that the pool has assigned to this connection. */
  void send(Call<?> call) {
    onLoop(() -> sendNow(call));
  }

  /** Closes; what is in flight is lost. */
  void close() {
    onLoop(() -> closeNow(null));
  }

  /** Nobody waits for this call any more: cuts a transfer, lets a small answer come. */
  void abandon(Call<?> call) {
    onLoop(
        () -> {
          Flight<?> head = inFlight.peek();
          if (head != null && head.call == call && call.spec().exclusive()) {
            closeNow(null);
          }
        });
  }

  /** Over TLS the connection is open already. */
  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive()) {
      channelActive(ctx);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    channel = ctx.channel();
    watch.progressed();
    long period = watch.period();
    ticks = ctx.executor().scheduleAtFixedRate(this::tick, period, period, TimeUnit.NANOSECONDS);
    pool.connected(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ScheduledFuture<?> timer = ticks;
    if (timer != null) {
      timer.cancel(false);
    }
    Deque<Flight<?>> lost = new ArrayDeque<>(inFlight);
    inFlight.clear();
    boolean idle = lost.isEmpty();
    pool.disconnected(slot, ending.wasNoticed() || !idle);
    boolean used = answeredAny;
    for (Flight<?> flight : lost) {
      flight.stopWriter();
      if (!flight.settling) {
        ending.lose(flight, used);
      }
      used = true;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    watch.progressed();
    try {
      while (bytes.isReadable() && ctx.channel().isActive()) {
        Flight<?> head = inFlight.peek();
        if (head == null || head.settling) {
          unexpected(bytes);
        } else {
          read(head, bytes);
        }
      }
    } finally {
      ReferenceCountUtil.release(bytes);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Flight<?> head = inFlight.peek();
    if (head != null && head.writer != null && ctx.channel().isWritable()) {
      head.writer.resume();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    closeNow(cause);
  }

  @Override
  public void progressed() {
    watch.progressed();
  }

  /** The socket takes no more payload: an answer that says why may be on its way. */
  @Override
  public void failed(Throwable cause) {
    ending.broken(cause);
  }

  @Override
  public void unreadable(Throwable cause) {
    Flight<?> head = inFlight.peekLast();
    if (head != null && cause instanceof Exception e) {
      head.call.fail(e);
    }
    closeNow(cause);
  }

  private <T> void sendNow(Call<T> call) {
    Channel open = channel;
    if (call.isDone()) {
      pool.unused(slot);
      return;
    }
    if (open == null || !open.isActive()) {
      call.displaced(call.lost("the connection was closed", null));
      return;
    }
    if (inFlight.isEmpty()) {
      watch.progressed();
    }
    Flight<T> flight = new Flight<>(call);
    inFlight.add(flight);
    try {
      flight.send(open, this, transport);
    } catch (IOException | RuntimeException e) {
      call.fail(e);
      closeNow(e);
    }
    flushSoon(open);
  }

  /** Commands that are sent together leave together. */
  private void flushSoon(Channel open) {
    if (!flushing) {
      flushing = true;
      open.eventLoop()
          .execute(
              () -> {
                flushing = false;
                open.flush();
              });
    }
  }

  private void read(Flight<?> flight, ByteBuf bytes) {
    try {
      if (body.remaining() > 0) {
        body.read(flight, bytes);
        if (body.remaining() == 0) {
          settle(flight);
        }
      } else {
        readLine(flight, bytes);
      }
    } catch (IbpException e) {
      refused(flight, e);
    } catch (IOException | RuntimeException e) { // Of the sink.
      flight.call.fail(e);
      closeNow(e);
    }
  }

  private void readLine(Flight<?> flight, ByteBuf bytes) throws IOException {
    flight.begun = true;
    String line = lines.next(bytes);
    if (line == null) {
      return;
    }
    Notice notice = flight.lines == 0 ? Notice.parse(line) : null;
    if (notice != null) {
      noticed(flight, notice);
      return;
    }
    if (ending.isOutOfStep()) {
      flight.begun = false;
      closeNow(null);
      return;
    }
    flight.lines++;
    switch (flight.reply.line(line)) {
      case LINE -> {}
      case BODY -> body.begin(flight.reply.bodyLength());
      case DONE -> done(flight);
    }
  }

  /** Ends the answer once its body is known to be right; other threads may be at that still. */
  private void settle(Flight<?> flight) throws IbpException {
    CompletableFuture<?> verification = BodyReader.unsettled(flight);
    if (verification == null) {
      done(flight);
    } else {
      flight.settling = true;
      verification.whenComplete((value, failure) -> onLoop(() -> settled(flight, failure)));
    }
  }

  private void settled(Flight<?> flight, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    try {
      if (cause == null) {
        done(flight);
      } else if (cause instanceof IbpException e) {
        refused(flight, e);
      } else {
        flight.call.fail(new IOException("the body could not be verified", cause));
        closeNow(cause);
      }
    } catch (IbpException e) {
      refused(flight, e);
    }
  }

  /** The place is free before the caller is told, so that its next command finds it. */
  private void done(Flight<?> flight) throws IbpException {
    Runnable completion = flight.completion();
    land(flight);
    boolean sentAll = flight.writer == null || flight.writer.isDone();
    flight.stopWriter();
    pool.answered(slot, sentAll);
    completion.run();
  }

  /**
   * An error line. Most depots close behind it (IBP spec 6.2), always behind an upload: the
   * connection takes no more commands.
   */
  private void refused(Flight<?> flight, IbpException refusal) {
    land(flight);
    ending.refused(flight.writer != null);
    flight.stopWriter();
    boolean follows = refusal.error() == IbpError.BAD_FORMAT || flight.call.spec().exclusive();
    pool.answered(slot, false);
    if (follows) { // Payload to cut off, or an answer that went out of step.
      closeNow(null);
    }
    flight.call.fail(refusal);
  }

  private void land(Flight<?> flight) {
    inFlight.remove(flight);
    answeredAny = true;
    body.end();
  }

  /** The closing notice instead of an answer: the command was not carried out. */
  private void noticed(Flight<?> flight, Notice notice) {
    inFlight.remove(flight);
    flight.stopWriter();
    boolean closing = ending.wasRefused(); // Of the neighbour's error, not of an overload.
    ending.noticed();
    closeNow(null);
    IbpException refusal = new IbpException(notice.error(), flight.call.spec().what());
    if (closing) {
      flight.call.displaced(refusal);
    } else {
      flight.call.retryLater(notice, refusal);
    }
  }

  /** Bytes without a question: a closing notice, or nonsense. Nothing good can follow. */
  private void unexpected(ByteBuf bytes) {
    if (bytes.getByte(bytes.readerIndex()) == '-') {
      ending.noticed();
    } else {
      LOG.debug("{} sent {} bytes unasked, closing", depot, bytes.readableBytes());
    }
    bytes.skipBytes(bytes.readableBytes());
    closeNow(null);
  }

  private void tick() {
    Flight<?> head = inFlight.peek();
    if (head == null) {
      if (watch.isTooIdle() && pool.retire(slot)) {
        closeNow(null);
      }
    } else if (body.isPaused()) {
      watch.progressed();
    } else {
      Duration waited = watch.stalled(head);
      if (waited != null) {
        head.call.fail(head.call.timeout("no progress for " + waited));
        closeNow(null);
      }
    }
  }

  private void closeNow(@Nullable Throwable cause) {
    ending.broken(cause);
    pool.condemn(slot);
    Channel open = channel;
    if (open != null) {
      open.close();
    }
  }

  void setReading(boolean reading) {
    Channel open = channel;
    if (open != null) {
      open.config().setAutoRead(reading);
    }
  }

  void onLoop(Runnable action) {
    Channel open = channel;
    if (open == null) {
      return; // Never connected: there is nothing to do it to.
    }
    if (open.eventLoop().inEventLoop()) {
      action.run();
      return;
    }
    try {
      open.eventLoop().execute(action);
    } catch (RejectedExecutionException e) {
      LOG.debug("the client is closed, and with it the connection to {}", depot);
    }
  }
}
