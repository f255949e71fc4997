package org.datalogistics.depot.ops;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer, then the connection ends: bounded in bytes and, slow clients
 * included, in time.
 */
final class HttpExchange extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);
  private static final int MAX_HEAD = 8 * 1024;

  private final Function<String, CompletableFuture<HttpAnswer>> pages;
  private final Duration deadline;
  private final StringBuilder head = new StringBuilder();
  private boolean answering;
  private boolean answered;
  private boolean inputEnded;

  /**
   * @param pages gives the answer for a path
   * @param deadline how long everything may take, from the first byte to the last
   */
  HttpExchange(Function<String, CompletableFuture<HttpAnswer>> pages, Duration deadline) {
    this.pages = pages;
    this.deadline = deadline;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ctx.executor().schedule(() -> ctx.close(), deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (answering) {
        return; // Whatever comes behind the request is thrown away.
      }
      int room = MAX_HEAD - head.length();
      head.append(
          bytes.toString(
              bytes.readerIndex(),
              Math.min(room, bytes.readableBytes()),
              StandardCharsets.ISO_8859_1));
    } finally {
      bytes.release();
    }
    if (head.indexOf("\r\n\r\n") >= 0 || head.indexOf("\n\n") >= 0) {
      answer(ctx);
    } else if (head.length() >= MAX_HEAD) {
      write(ctx, HttpAnswer.text(431, "the request is too long"), true);
    }
  }

  private void answer(ChannelHandlerContext ctx) {
    String line = head.substring(0, head.indexOf("\n")).strip();
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
      write(ctx, HttpAnswer.text(400, "not an HTTP/1.1 request"), true);
      return;
    }
    boolean withBody = !parts[0].equals("HEAD");
    if (withBody && !parts[0].equals("GET")) {
      write(ctx, HttpAnswer.text(405, "GET and HEAD only"), true);
      return;
    }
    answering = true;
    int query = parts[1].indexOf('?');
    String path = query < 0 ? parts[1] : parts[1].substring(0, query);
    pages
        .apply(path)
        .whenComplete(
            (page, failure) ->
                ctx.executor()
                    .execute(
                        () -> {
                          if (failure != null) {
                            log.warn("Cannot answer {}", path, failure);
                          }
                          write(
                              ctx,
                              failure == null
                                  ? page
                                  : HttpAnswer.text(503, "the depot cannot tell its state"),
                              withBody);
                        }));
  }

  private void write(ChannelHandlerContext ctx, HttpAnswer answer, boolean withBody) {
    answering = true;
    ctx.writeAndFlush(Unpooled.wrappedBuffer(answer.bytes(withBody)))
        .addListener(
            done -> {
              // The client ends the connection, or the deadline: closing at once could cut the
              // answer off when unread input is left.
              answered = true;
              if (ctx.channel() instanceof DuplexChannel duplex
                  && done.isSuccess()
                  && !inputEnded) {
                duplex.shutdownOutput();
              } else {
                ctx.close();
              }
            });
  }

  /** A client that has its answer goes away; one that sent its request may wait for the answer. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      if (answered || !answering) {
        ctx.close();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("{} broke off", ctx.channel().remoteAddress(), cause);
    ctx.close();
  }
}
