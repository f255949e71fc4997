package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.net.ssl.SSLException;
import org.datalogistics.depot.access.ClientShare;
import org.datalogistics.depot.traffic.ClientCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: takes a command at a time, in order, and answers it (IBP spec 1). What the channel
 * tells goes to the {@link Session} and the {@link Phase} that it is in.
 */
final class DepotConnection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(DepotConnection.class);

  /** Connections at once that are told when to come again; more are just closed. */
  private static final int MAX_TURNED_AWAY = 256;

  private final Services services;

  @SuppressWarnings("NullAway.Init") // Set before anything else happens, in handlerAdded.
  private Session session;

  DepotConnection(Services services) {
    this.services = services;
  }

  /** How much the next read should ask for. */
  int readSize() {
    return session.phase().readSize();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    session = new Session(ctx, services);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    NetConfig config = services.config();
    if (!config.access().clients().allows(session.address())) {
      services.traffic().turnedAway();
      log.debug("{} is not allowed to connect", session);
      ctx.close();
      return;
    }
    ClientShare share =
        services.clients().enter(session.address(), config.perClient().connections());
    if (share == null) {
      turnAway(ctx);
      return;
    }
    ctx.channel().closeFuture().addListener(closed -> services.clients().leave(share));
    if (!services.count().enter(config.maxConnections())) {
      turnAway(ctx);
      return;
    }
    ClientCounter counter = services.traffic().connected(session.address());
    ctx.channel()
        .closeFuture()
        .addListener(
            closed -> {
              services.count().leave();
              counter.disconnected();
            });
    session.admit(share, counter);
  }

  /** With the notice, as long as not too many wait to take it. */
  private void turnAway(ChannelHandlerContext ctx) {
    log.debug("Too many connections, turning {} away", session);
    services.traffic().turnedAway();
    services.backoff().reject();
    if (services.turnedAway().enter(MAX_TURNED_AWAY)) {
      ctx.channel().closeFuture().addListener(closed -> services.turnedAway().leave());
      session.endWithNotice();
    } else {
      ctx.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    session.take((ByteBuf) message);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    session.proceed();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      session.inputEnded();
    } else if (event == DepotServer.SHUT_DOWN) {
      session.shutDown();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    session.watchdog().close();
    session.abandon();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // The unchecked one comes from epoll, when the socket is closed already.
    if (isTls(cause) || cause instanceof IOException || cause instanceof UncheckedIOException) {
      log.debug("Connection to {} broke: {}", session, cause.toString());
    } else {
      log.error("Connection to {} failed", session, cause);
    }
    ctx.close();
  }

  /** What a client does wrong in its handshake, or is no TLS at all. */
  private static boolean isTls(Throwable cause) {
    return cause instanceof DecoderException && cause.getCause() instanceof SSLException;
  }
}
