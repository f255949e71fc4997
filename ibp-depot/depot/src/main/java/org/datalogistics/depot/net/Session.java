package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.datalogistics.depot.traffic.ClientCounter;
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
  private final LineBuffer input;
  private final Watchdog watchdog;
  private final ReadGate gate;
  private final LinePhase line = new LinePhase(this);
  private Phase phase = line;
  private int memory;
  private boolean running;
  private boolean inputEnded;
  private @Nullable ClientCounter counter;
  private @Nullable String command;
  private long commandBegan;

  Session(ChannelHandlerContext ctx, Services services) {
    this.ctx = ctx;
    this.services = services;
    this.address =
        ctx.channel().remoteAddress() instanceof InetSocketAddress peer
            ? peer.getAddress()
            : InetAddress.getLoopbackAddress();
    this.input = new LineBuffer(ctx.alloc());
    this.watchdog = new Watchdog(ctx.executor(), () -> phase.expired());
    this.gate = new ReadGate(ctx.channel());
  }

  /** It is served from now on. */
  void letIn() {
    counter = services.traffic().connected(address);
  }

  /** The connection is closed. */
  void gone() {
    if (counter != null) {
      counter.disconnected();
    }
  }

  /** A command with that name begins; what the client is told ends it. */
  void commandBegins(String name) {
    command = name;
    commandBegan = System.nanoTime();
  }

  private void commandEnds(String outcome) {
    if (counter != null && command != null) {
      counter.ended(command, outcome, System.nanoTime() - commandBegan);
      command = null;
    }
  }

  /** Counts payload that went to the client. */
  void sent(long bytes) {
    if (counter != null) {
      counter.sent(bytes);
    }
  }

  ChannelHandlerContext ctx() {
    return ctx;
  }

  /** Where the client is. */
  InetAddress address() {
    return address;
  }

  /** Whether regions of files can be written to the channel; else it takes buffers only. */
  boolean takesRegions() {
    return true;
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
    phase = next;
  }

  /** The next request line, if the client has one. */
  void awaitLine() {
    commandEnds("ok");
    phase = line;
    if (inputEnded && input.size() == 0) {
      end();
      return;
    }
    watchdog.expectWithin(services.config().idleTimeout());
  }

  void take(ByteBuf bytes) {
    if (counter != null) {
      counter.received(bytes.readableBytes());
    }
    if (phase instanceof ClosingPhase) {
      bytes.release();
      return;
    }
    input.append(bytes);
    proceed();
    if (phase == line && services.budget().tooMuchFor(input.memory())) {
      log.debug("Too many long lines, turning {} away", this);
      endWithNotice();
    } else if (isAhead()) {
      gate.shut(ReadGate.Reason.AHEAD);
    }
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
    beforeProceeding(() -> phase.proceed());
    if (phase == line) {
      beforeProceeding(line::proceed);
    }
    ctx.flush();
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
    ctx.write(ByteBufUtil.writeAscii(ctx.alloc(), text));
    sent(text.length());
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
    commandEnds(error.name().toLowerCase(Locale.ROOT));
    write(ReplyPrinter.error(error));
    switch (ending) {
      case STAYS_OPEN -> awaitLine();
      case CLOSES -> endWithNotice();
      case CLOSES_SILENTLY -> end();
    }
  }

  void endWithNotice() {
    write(ReplyPrinter.notice(Farewell.wait(ThreadLocalRandom.current())));
    end();
  }

  /** Closes behind what was written. */
  private void end() {
    abandon();
    watchdog.expectWithin(NetConfig.LINGER);
    gate.openWide();
    Farewell.afterWrites(ctx, inputEnded);
  }

  /** Gives back all that is held; the connection has no use for it any more. */
  void abandon() {
    commandEnds("broken_off");
    Phase before = phase;
    phase = new ClosingPhase(this);
    before.abandon();
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
