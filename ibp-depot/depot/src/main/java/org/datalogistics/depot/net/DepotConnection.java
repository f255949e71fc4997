package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: takes a command at a time, in order, and answers it (IBP spec 1). What the channel
 * tells goes to the {@link Session} and the {@link Phase} that it is in.
 */
final class DepotConnection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(DepotConnection.class);

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
    if (!services.count().enter(services.config().maxConnections())) {
      log.debug("Too many connections, turning {} away", session);
      services.traffic().turnedAway();
      session.endWithNotice();
      return;
    }
    session.letIn();
    ctx.channel()
        .closeFuture()
        .addListener(
            closed -> {
              services.count().leave();
              session.gone();
            });
    session.awaitLine();
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
    if (cause instanceof IOException || cause instanceof UncheckedIOException) {
      log.debug("Connection to {} broke: {}", session, cause.toString());
    } else {
      log.error("Connection to {} failed", session, cause);
    }
    ctx.close();
  }
}
