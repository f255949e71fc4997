package org.datalogistics.depot.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.ThreadLocalRandom;

/** How a connection ends so that the client gets the last line (IBP spec 6.3). */
final class Farewell {
  private static final double LONGEST_WAIT = 0.25;

  private Farewell() {}

  /** How long a client should wait before it comes again, seconds. */
  static double wait(ThreadLocalRandom random) {
    return random.nextDouble(LONGEST_WAIT);
  }

  /**
   * Ends the output behind what was written. The input is read on: a socket closed with unread
   * input is reset, and the reset may overtake the last line. Whoever calls this closes after a
   * while.
   */
  static void afterWrites(ChannelHandlerContext ctx, boolean inputEnded) {
    ctx.channel().config().setAutoRead(true);
    ctx.writeAndFlush(ctx.alloc().buffer(0))
        .addListener(
            (ChannelFutureListener)
                done -> {
                  Channel channel = done.channel();
                  if (inputEnded || !done.isSuccess()) {
                    channel.close();
                  } else if (channel instanceof DuplexChannel duplex) {
                    duplex.shutdownOutput();
                  }
                });
  }
}
