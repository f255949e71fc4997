package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.datalogistics.depot.access.ClientShare;
import org.datalogistics.depot.traffic.ClientCounter;
import org.datalogistics.depot.traffic.TransferCounter;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the phases of one connection share: its input, its output, its deadline and the phase it is
 * in. All of it belongs to the event loop; what comes from other threads is handed over to it.
 */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  /** Bytes behind the current command that may wait here before the socket is not read. */
  private static final int MAX_AHEAD = 32 * 1024;

  private final ChannelHandlerContext ctx;
  private final Services services;
  private final InetAddress address;
  private final InetAddress here;
  private final LineBuffer input;
  private final Watchdog watchdog;
  private final ReadGate gate;
  private final LinePhase line = new LinePhase(this);
  private Phase phase = line;
  private @Nullable ClientShare share;
  private @Nullable ClientCounter counter;
  private @Nullable String command;
  private long commandBegan;
  private boolean paused;
  private boolean unflushed;
  private int memory;
  private boolean running;
  private boolean inputEnded;

  Session(ChannelHandlerContext ctx, Services services) {
    this.ctx = ctx;
    this.services = services;
    this.address = address(ctx.channel().remoteAddress());
    this.here = address(ctx.channel().localAddress());
    this.input = new LineBuffer(ctx.alloc());
    this.watchdog = new Watchdog(ctx.executor(), () -> phase.expired());
    this.gate = new ReadGate(ctx.channel());
  }

  ChannelHandlerContext ctx() {
    return ctx;
  }

  private static InetAddress address(@Nullable SocketAddress end) {
    return end instanceof InetSocketAddress known && known.getAddress() != null
        ? known.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /** Serves the client from now on. */
  void admit(ClientShare taken, ClientCounter counting) {
    share = taken;
    counter = counting;
    awaitLine();
  }

  /** Where the client is. */
  InetAddress address() {
    return address;
  }

  /** The depot's own address on the connection. */
  InetAddress here() {
    return here;
  }

  /** What the client's address has and takes; null before the connection is served. */
  @Nullable ClientShare share() {
    return share;
  }

  /** Whether regions of files can be written to the channel; TLS takes buffers only. */
  boolean takesRegions() {
    return !isSecure();
  }

  /** Whether the connection is encrypted. */
  boolean isSecure() {
    return ctx.pipeline().get(SslHandler.class) != null;
  }

  Services services() {
    return services;
  }

  LineBuffer input() {
    return input;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  ReadGate gate() {
    return gate;
  }

  boolean hasInputEnded() {
    return inputEnded;
  }

  boolean isIn(Phase which) {
    return phase == which;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    TransferCounter.Kind before = phase.transfer();
    TransferCounter.Kind after = next.transfer();
    phase = next;
    if (before != null) {
      services.traffic().transfers().ended(before);
    }
    if (after != null) {
      services.traffic().transfers().began(after);
    }
  }

  /** A command with that name begins; what the client is told ends it. */
  void begin(String name) {
    command = name;
    commandBegan = Watchdog.now();
  }

  private void ended(String outcome) {
    if (counter != null && command != null) {
      counter.ended(command, outcome, Watchdog.now() - commandBegan);
      command = null;
    }
  }

  /** The command was carried out. The next request line, if the client has one. */
  void awaitLine() {
    ended("ok");
    enter(line);
    if (services.isClosing() || (inputEnded && input.size() == 0)) {
      end();
      return;
    }
    watchdog.expectWithin(services.config().timeouts().idle());
  }

  void take(ByteBuf bytes) {
    if (phase instanceof ClosingPhase) {
      bytes.release();
      return;
    }
    int count = bytes.readableBytes();
    input.append(bytes);
    proceed();
    received(count);
    if (phase == line && services.budget().tooMuchFor(input.memory())) {
      log.debug("Too many long lines, turning {} away", this);
      services.backoff().reject();
      endWithNotice();
    } else if (isAhead()) {
      gate.shut(ReadGate.Reason.AHEAD);
    }
  }

  private void received(int bytes) {
    if (counter != null && share != null) {
      counter.received(bytes);
      pause(share.received(bytes, services.config().perClient(), Watchdog.now()));
    }
  }

  /** Counts bytes on their way to the client. */
  void sent(long bytes) {
    if (counter != null && share != null) {
      counter.sent(bytes);
      pause(share.sent(bytes, services.config().perClient(), Watchdog.now()));
    }
  }

  /** Whether the client has had its share for now. */
  boolean isPaused() {
    return paused;
  }

  private void pause(long nanos) {
    if (nanos == 0 || paused || phase instanceof ClosingPhase) {
      return;
    }
    paused = true;
    gate.shut(ReadGate.Reason.RATE);
    phase.paused(nanos);
    ctx.executor()
        .schedule(
            () -> {
              paused = false;
              gate.open(ReadGate.Reason.RATE);
              proceed();
            },
            nanos,
            TimeUnit.NANOSECONDS);
  }

  void inputEnded() {
    inputEnded = true;
    phase.inputEnded();
    proceed();
  }

  /** Does what input and output allow now: payload first, then lines. */
  void proceed() {
    if (running) {
      return;
    }
    if (phase != line) {
      beforeProceeding(() -> phase.proceed());
    }
    if (phase == line) {
      beforeProceeding(line::proceed);
    }
    flush();
    countMemory();
    if (phase == line && !isAhead()) {
      gate.open(ReadGate.Reason.AHEAD);
    }
  }

  /** What completes at once within this leaves the next lines to the caller: no recursion. */
  private void beforeProceeding(Runnable step) {
    boolean nested = running;
    running = true;
    try {
      step.run();
    } finally {
      running = nested;
    }
  }

  private boolean isAhead() {
    return !phase.takesInput() && input.size() > MAX_AHEAD;
  }

  /** Goes on in the event loop, with the error line if the future failed. */
  <T> void whenDone(CompletableFuture<T> future, Consumer<T> step) {
    // What others complete later, they complete deep within their own work: never go on there.
    boolean here = future.isDone() && ctx.executor().inEventLoop();
    future.whenComplete(
        (value, failure) -> {
          Runnable next =
              () -> {
                if (failure != null) {
                  beforeProceeding(() -> fail(failure));
                } else {
                  beforeProceeding(() -> step.accept(value));
                }
                proceed();
              };
          if (here) {
            next.run();
          } else {
            ctx.executor().execute(next);
          }
        });
  }

  void write(String text) {
    write(ByteBufUtil.writeAscii(ctx.alloc(), text));
  }

  /** Writes without a flush, which follows when nothing else can go with it. */
  ChannelFuture write(ByteBuf bytes) {
    sent(bytes.readableBytes());
    unflushed = true;
    return ctx.write(bytes);
  }

  void flush() {
    if (unflushed) {
      unflushed = false;
      ctx.flush();
    }
  }

  /** The error line for a failure inside the depot; the connection closes behind it. */
  void fail(Throwable failure) {
    if (!(phase instanceof ClosingPhase)) {
      refuse(
          services.failures().errorOf(failure),
          Ending.CLOSES,
          String.valueOf(failure.getMessage()));
    }
  }

  void refuse(IbpError error, Ending ending, String reason) {
    log.debug("{}: {} ({})", this, error, reason);
    ended(error.name().toLowerCase(Locale.ROOT));
    write(ReplyPrinter.error(error));
    switch (ending) {
      case STAYS_OPEN -> awaitLine();
      case CLOSES -> endWithNotice();
      case CLOSES_SILENTLY -> end();
    }
  }

  void endWithNotice() {
    endWithNotice(services.backoff().seconds());
  }

  /** Tells the client when to come again, and closes. */
  void endWithNotice(double seconds) {
    ended("out_of_sockets");
    write(ReplyPrinter.notice(seconds));
    end();
  }

  /** Closes behind what was written. */
  private void end() {
    if (phase instanceof ClosingPhase) {
      return;
    }
    abandon();
    watchdog.expectWithin(NetConfig.LINGER);
    gate.openWide();
    Farewell.afterWrites(ctx, inputEnded);
  }

  /** The depot ends: what is under way may go on, an idle connection is closed. */
  void shutDown() {
    ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
    boolean idle = phase == line || phase instanceof ClosingPhase;
    if (idle && (waiting == null || waiting.isEmpty())) {
      ctx.close();
    } else if (phase == line) {
      end();
    }
  }

  /** Gives back all that is held; the connection has no use for it any more. */
  void abandon() {
    Phase before = phase;
    enter(new ClosingPhase(this));
    before.abandon();
    ended("broken_off"); // Unless it had an end of its own.
    input.release();
    countMemory();
  }

  private void countMemory() {
    services.budget().addLines(input.memory() - memory);
    memory = input.memory();
  }

  /** The client, for log lines. */
  @Override
  public String toString() {
    return String.valueOf(ctx.channel().remoteAddress());
  }
}
