package org.datalogistics.depot.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.datalogistics.node.log.LogLimiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a listening socket going when a connection cannot be accepted, as descriptors have run out
 * for instance: it accepts none for a moment and tries again.
 */
final class AcceptGuard extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(AcceptGuard.class);
  private static final long PAUSE_MILLIS = 200;

  private final LogLimiter limiter =
      new LogLimiter(1, Duration.ofMinutes(1), InstantSource.system());

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    limiter
        .permit()
        .ifPresent(
            skipped ->
                log.warn(
                    "Cannot accept connections for now: {} ({} such lines left out)",
                    cause.toString(),
                    skipped));
    Channel listener = ctx.channel();
    listener.config().setAutoRead(false);
    ctx.executor()
        .schedule(
            () -> {
              if (listener.isOpen()) {
                listener.config().setAutoRead(true);
              }
            },
            PAUSE_MILLIS,
            TimeUnit.MILLISECONDS);
  }
}
