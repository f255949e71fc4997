package org.datalogistics.depot.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** How a connection ends so that the client gets the last line (IBP spec 6.3). */
final class Farewell {
  private Farewell() {}

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
                  } else {
                    endOutput(channel);
                  }
                });
  }

  private static void endOutput(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound().addListener(done -> shutdownOutput(channel));
    } else {
      shutdownOutput(channel);
    }
  }

  private static void shutdownOutput(Channel channel) {
    if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }
}
