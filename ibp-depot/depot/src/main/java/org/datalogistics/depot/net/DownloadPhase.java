package org.datalogistics.depot.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.PromiseCombiner;
import java.time.Duration;
import java.util.List;
import org.datalogistics.depot.command.Outcome;
import org.datalogistics.depot.data.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stored bytes are on their way to the client, and it is seen whether it still takes them. */
final class DownloadPhase implements Phase {
  private static final Logger log = LoggerFactory.getLogger(DownloadPhase.class);

  private final Session session;
  private final Outcome.Data data;
  private final List<DataFileRegion> regions;
  private final Duration patience;
  private final long started = Watchdog.now();
  private long taken;

  private DownloadPhase(Session session, Outcome.Data data, Duration patience) {
    this.session = session;
    this.data = data;
    this.patience = patience;
    Reading reading = data.reading();
    this.regions =
        reading.ranges().stream().map(range -> new DataFileRegion(reading, range)).toList();
  }

  /**
   * Writes the length line and what it announces.
   *
   * @param patience how long the client may take nothing
   */
  static void start(Session session, Outcome.Data data, Duration patience) {
    session.write(data.header());
    if (data.reading().length() == 0) {
      data.delivered().run();
      data.dispose();
      session.awaitLine();
      return;
    }
    DownloadPhase phase = new DownloadPhase(session, data, patience);
    session.enter(phase);
    session.watchdog().expectWithin(patience);
    phase.send();
  }

  private void send() {
    ChannelHandlerContext ctx = session.ctx();
    PromiseCombiner all = new PromiseCombiner(ctx.executor());
    regions.forEach(region -> all.add(ctx.write(region)));
    ChannelPromise sent = ctx.newPromise();
    all.finish(sent);
    ctx.flush();
    sent.addListener(
        done -> {
          if (done.isSuccess()) {
            data.delivered().run();
          }
          data.dispose();
          if (!done.isSuccess()) {
            log.debug("Sending to {} failed", session, done.cause());
            ctx.close();
          } else if (session.isIn(this)) {
            session.awaitLine();
            session.proceed();
          }
        });
  }

  @Override
  public void expired() {
    long before = taken;
    taken = regions.stream().mapToLong(DataFileRegion::transferred).sum();
    if (taken > before && Watchdog.now() - started < NetConfig.transferNanos(patience, taken)) {
      session.watchdog().expectWithin(patience);
    } else {
      log.debug("{}: does not take its data", session);
      session.ctx().close();
    }
  }

  @Override
  public boolean takesInput() {
    return false;
  }
}
