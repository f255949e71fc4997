package org.datalogistics.depot.ops;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Serves {@code /} for people, {@code /health} for monitors and {@code /metrics} for Prometheus.
 * One thread, a few dozen connections at once, seconds for each: whoever asks cannot harm the
 * depot.
 */
public final class OpsServer implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 64;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final EventLoopGroup loop;
  private final Channel listener;

  private OpsServer(EventLoopGroup loop, Channel listener) {
    this.loop = loop;
    this.listener = listener;
  }

  /**
   * Binds the port and serves.
   *
   * @throws IOException if the address can not be bound
   */
  public static OpsServer start(OpsConfig config, HealthCheck health, TrashList trash)
      throws IOException {
    return start(config, new Pages(health, trash, DEADLINE.dividedBy(3)), DEADLINE);
  }

  /**
   * As above.
   *
   * @param deadline for a whole exchange
   */
  static OpsServer start(
      OpsConfig config, Function<String, CompletableFuture<HttpAnswer>> pages, Duration deadline)
      throws IOException {
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("depot-ops", true), NioIoHandler.newFactory());
    try {
      Channel listener =
          new ServerBootstrap()
              .group(loop)
              .channel(NioServerSocketChannel.class)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
              .childHandler(new Initializer(pages, deadline))
              .bind(new InetSocketAddress(config.host(), config.port()))
              .sync()
              .channel();
      return new OpsServer(loop, listener);
    } catch (Exception e) {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IOException(
          "Cannot serve metrics on "
              + config.host()
              + " port "
              + config.port()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  @Override
  public void close() {
    listener.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  private static final class Initializer extends ChannelInitializer<Channel> {
    private final Function<String, CompletableFuture<HttpAnswer>> pages;
    private final Duration deadline;
    private final AtomicInteger open = new AtomicInteger();

    Initializer(Function<String, CompletableFuture<HttpAnswer>> pages, Duration deadline) {
      this.pages = pages;
      this.deadline = deadline;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel.closeFuture().addListener(closed -> open.decrementAndGet());
      if (open.incrementAndGet() > MAX_CONNECTIONS) {
        channel.close();
        return;
      }
      channel.pipeline().addLast("http", new HttpExchange(pages, deadline));
    }
  }
}
