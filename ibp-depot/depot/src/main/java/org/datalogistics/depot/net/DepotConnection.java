package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.PromiseCombiner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.datalogistics.depot.command.Asker;
import org.datalogistics.depot.command.CommandExecutor;
import org.datalogistics.depot.command.Outcome;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.datalogistics.ibp.wire.Request;
import org.datalogistics.ibp.wire.RequestParser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: takes a command at a time, in order, and answers it (IBP spec 1). All state belongs
 * to the event loop; what comes from other threads is handed over to it.
 */
final class DepotConnection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(DepotConnection.class);

  private enum State {
    /** A request line is awaited. */
    LINE,
    /** A command is being carried out. */
    BUSY,
    /** Payload is awaited. */
    PAYLOAD,
    /** The last line is out; input is thrown away until the client closes or a deadline. */
    CLOSING
  }

  /** Bytes behind the current command that may wait here before the socket is not read. */
  private static final int MAX_AHEAD = 32 * 1024;

  private final NetConfig config;
  private final CommandExecutor commands;
  private final PayloadBudget budget;
  private final ConnectionCount count;
  private final Failures failures;

  @SuppressWarnings("NullAway.Init") // Set before anything else happens, in handlerAdded.
  private ChannelHandlerContext ctx;

  @SuppressWarnings("NullAway.Init")
  private LineBuffer input;

  @SuppressWarnings("NullAway.Init")
  private Watchdog watchdog;

  private State state = State.LINE;
  private int memory;
  private boolean running;
  private boolean inputEnded;
  private @Nullable CompletableFuture<Outcome> command;
  private Duration patience = Duration.ZERO;
  private InetAddress address = InetAddress.getLoopbackAddress();
  private @Nullable Reception receiving;
  private @Nullable Sending sending;

  DepotConnection(
      NetConfig config,
      CommandExecutor commands,
      PayloadBudget budget,
      ConnectionCount count,
      Failures failures) {
    this.config = config;
    this.commands = commands;
    this.budget = budget;
    this.count = count;
    this.failures = failures;
  }

  /** How much the next read should ask for. */
  int readSize() {
    Reception current = receiving;
    if (state != State.PAYLOAD || current == null) {
      return 4 * 1024;
    }
    return (int) Math.max(4 * 1024, Math.min(budget.readSize(), current.missing()));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    input = new LineBuffer(context.alloc());
    watchdog = new Watchdog(context.executor(), this::expired);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!count.enter(config.maxConnections())) {
      log.debug("Too many connections, turning {} away", context.channel().remoteAddress());
      closeWithNotice();
      return;
    }
    context.channel().closeFuture().addListener(closed -> count.leave());
    if (context.channel().remoteAddress() instanceof InetSocketAddress peer) {
      address = peer.getAddress();
    }
    awaitLine();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (state == State.CLOSING) {
      bytes.release();
      return;
    }
    input.append(bytes);
    if (state == State.PAYLOAD) {
      beforeRun(this::takePayload);
    }
    run();
    countMemory();
    if (state == State.LINE && budget.tooMuchFor(input.memory())) {
      log.debug("Too many long lines, turning {} away", context.channel().remoteAddress());
      closeWithNotice();
      return;
    }
    if (isAhead()) {
      ctx.channel().config().setAutoRead(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    run();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      if (state == State.PAYLOAD || state == State.CLOSING) {
        ctx.close();
      } else {
        run();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    state = State.CLOSING;
    watchdog.close();
    input.release();
    countMemory();
    abandonCommand();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The unchecked one comes from epoll, when the socket is closed already.
    if (cause instanceof IOException || cause instanceof UncheckedIOException) {
      log.debug("Connection to {} broke: {}", context.channel().remoteAddress(), cause.toString());
    } else {
      log.error("Connection to {} failed", context.channel().remoteAddress(), cause);
    }
    context.close();
  }

  /** Takes lines as long as the client takes answers. */
  private void run() {
    if (running) {
      return;
    }
    running = true;
    try {
      while (state == State.LINE && ctx.channel().isWritable()) {
        String line = input.takeLine();
        if (line == null) {
          if (input.isTooLong()) {
            refuse(IbpError.BAD_FORMAT, Ending.CLOSES, "line too long");
          } else if (inputEnded) {
            ctx.close();
          }
          break;
        }
        start(line);
      }
    } finally {
      running = false;
    }
    ctx.flush();
    countMemory();
    resumeReading();
  }

  private void countMemory() {
    budget.addLines(input.memory() - memory);
    memory = input.memory();
  }

  /** What completes at once within this leaves the next lines to the caller: no recursion. */
  private void beforeRun(Runnable step) {
    boolean nested = running;
    running = true;
    try {
      step.run();
    } finally {
      running = nested;
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
      refuse(e.error(), e.ending(), String.valueOf(e.getMessage()));
      return;
    }
    state = State.BUSY;
    patience = config.patience(request.command().timeout());
    watchdog.expectWithin(config.commandLimit(request.command(), patience));
    CompletableFuture<Outcome> future = commands.execute(request, new Asker(address, patience));
    command = future;
    whenDone(future, outcome -> carryOut(outcome));
  }

  private interface Step<T> {
    void run(T value);
  }

  /** Goes on in the event loop, with the error line if the future failed. */
  private <T> void whenDone(CompletableFuture<T> future, Step<T> step) {
    // What others complete later, they complete deep within their own work: never go on there.
    boolean here = future.isDone() && ctx.executor().inEventLoop();
    future.whenComplete(
        (value, failure) -> {
          Runnable next =
              () -> {
                beforeRun(
                    () -> {
                      if (failure != null) {
                        fail(failure);
                      } else {
                        step.run(value);
                      }
                    });
                run();
              };
          if (here) {
            next.run();
          } else {
            ctx.executor().execute(next);
          }
        });
  }

  private void carryOut(Outcome outcome) {
    if (state != State.BUSY) {
      outcome.dispose(); // The connection ended, or the command took too long.
      return;
    }
    command = null;
    if (outcome instanceof Outcome.Answer answer) {
      write(answer.text());
      awaitLine();
    } else if (outcome instanceof Outcome.Granted granted) {
      write(granted.text());
      awaitLine();
    } else if (outcome instanceof Outcome.Refusal refusal) {
      refuse(refusal.error(), refusal.ending(), "refused");
    } else if (outcome instanceof Outcome.Data data) {
      send(data);
    } else if (outcome instanceof Outcome.Receive receive) {
      receive(receive.incoming());
    }
  }

  private void send(Outcome.Data data) {
    write(data.header());
    Reading reading = data.reading();
    if (reading.length() == 0) {
      data.delivered().run();
      data.dispose();
      awaitLine();
      return;
    }
    List<DataFileRegion> regions =
        reading.ranges().stream().map(range -> new DataFileRegion(reading, range)).toList();
    sending = new Sending(regions, patience);
    watchdog.expectWithin(patience);
    PromiseCombiner all = new PromiseCombiner(ctx.executor());
    regions.forEach(region -> all.add(ctx.write(region)));
    ChannelPromise sent = ctx.newPromise();
    all.finish(sent);
    ctx.flush();
    sent.addListener(
        done -> {
          sending = null;
          if (done.isSuccess()) {
            data.delivered().run();
          }
          data.dispose();
          if (!done.isSuccess()) {
            log.debug("Sending to {} failed", ctx.channel().remoteAddress(), done.cause());
            ctx.close();
          } else if (state == State.BUSY) {
            awaitLine();
            run();
          }
        });
  }

  private void receive(Incoming incoming) {
    if (incoming.length() == 0) {
      incoming.disk().execute(() -> commit(incoming));
      return;
    }
    state = State.PAYLOAD;
    boolean announce = input.size() < incoming.length();
    receiving = new Reception(incoming, announce, patience, budget, new PayloadListener(incoming));
    if (announce) {
      write(ReplyPrinter.ok());
      ctx.flush();
    }
    ctx.channel().config().setAutoRead(true); // Payload ahead of the go-ahead may have stopped it.
    takePayload();
    if (inputEnded && state == State.PAYLOAD) {
      ctx.close();
    }
  }

  private void takePayload() {
    Reception current = receiving;
    if (current == null) {
      return;
    }
    watchdog.expectBy(current.deadline());
    ByteBuf bytes = input.takeBytes(current.missing());
    if (bytes == null) {
      return;
    }
    if (bytes.readableBytes() == current.missing()) {
      state = State.BUSY; // Before the last bytes go: the answer may come at once.
    }
    if (!current.offer(bytes)) {
      ctx.channel().config().setAutoRead(false);
    }
  }

  private final class PayloadListener implements PayloadPump.Listener {
    private final Incoming incoming;

    PayloadListener(Incoming incoming) {
      this.incoming = incoming;
    }

    @Override
    public void drained() {
      ctx.executor().execute(() -> ctx.channel().config().setAutoRead(true));
    }

    @Override
    public void written() {
      commit(incoming);
    }

    @Override
    public void failed(Exception cause) {
      ctx.executor().execute(() -> fail(cause));
    }
  }

  private void commit(Incoming incoming) {
    whenDone(
        incoming.commit(),
        length -> {
          if (state != State.CLOSING) {
            Reception done = receiving;
            receiving = null;
            boolean announced = done != null && done.announced();
            write((announced ? "" : ReplyPrinter.ok()) + ReplyPrinter.length(length));
            awaitLine();
          }
        });
  }

  private void fail(Throwable failure) {
    if (state != State.CLOSING) {
      refuse(failures.errorOf(failure), Ending.CLOSES, String.valueOf(failure.getMessage()));
    }
  }

  private void refuse(IbpError error, Ending ending, String reason) {
    log.debug("{}: {} ({})", ctx.channel().remoteAddress(), error, reason);
    switch (ending) {
      case STAYS_OPEN -> {
        write(ReplyPrinter.error(error));
        awaitLine();
      }
      case CLOSES -> {
        write(ReplyPrinter.error(error));
        closeWithNotice();
      }
      case CLOSES_SILENTLY -> {
        write(ReplyPrinter.error(error));
        enterClosing();
      }
    }
  }

  private void closeWithNotice() {
    write(ReplyPrinter.notice(Farewell.wait(ThreadLocalRandom.current())));
    enterClosing();
  }

  private void enterClosing() {
    state = State.CLOSING;
    abandonCommand();
    input.release();
    countMemory();
    watchdog.expectWithin(NetConfig.LINGER);
    Farewell.afterWrites(ctx, inputEnded);
  }

  private void abandonCommand() {
    Reception current = receiving;
    receiving = null;
    if (current != null) {
      current.abort();
    }
    CompletableFuture<Outcome> running = command;
    command = null;
    if (running != null) {
      running.cancel(true);
    }
  }

  private void awaitLine() {
    state = State.LINE;
    if (inputEnded && input.size() == 0) {
      enterClosing();
      return;
    }
    watchdog.expectWithin(config.idleTimeout());
  }

  private void resumeReading() {
    boolean wanted = state == State.LINE && !isAhead();
    if (wanted && !ctx.channel().config().isAutoRead()) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  /**
   * Whether more input would only wait. A line that is not complete must go on, however long, until
   * it is too long; one more read is what brings the answer.
   */
  private boolean isAhead() {
    boolean waits = state == State.BUSY || !ctx.channel().isWritable();
    return state != State.PAYLOAD && waits && input.size() > MAX_AHEAD;
  }

  private void expired() {
    switch (state) {
      case LINE -> idle();
      case BUSY -> stalled();
      case PAYLOAD -> {
        log.debug("{}: payload did not come in time", ctx.channel().remoteAddress());
        ctx.close();
      }
      case CLOSING -> ctx.close();
    }
  }

  /** IBP spec 1, 6.3 and appendix A.3: half a line is an error, silence is none. */
  private void idle() {
    if (input.size() > 0) {
      refuse(IbpError.BAD_FORMAT, Ending.CLOSES, "half a line");
    } else if (config.idleNotice()) {
      closeWithNotice();
    } else {
      ctx.close();
    }
  }

  private void stalled() {
    Sending current = sending;
    if (current == null) {
      refuse(IbpError.SERVER_TIMEOUT, Ending.CLOSES, "took too long");
    } else if (current.goesOn()) {
      watchdog.expectWithin(patience);
    } else {
      log.debug("{}: does not take its data", ctx.channel().remoteAddress());
      ctx.close();
    }
  }

  private void write(String text) {
    ctx.write(ByteBufUtil.writeAscii(ctx.alloc(), text));
  }
}
