package org.datalogistics.ibp.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.DepotAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Event loops, sockets and name look-ups: epoll where its native library loads, else NIO. */
final class Transport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
  private static final int LOOKUP_THREADS = 2;
  private static final int MAX_LOOKUPS = 1024;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(256 << 10, 1 << 20);

  private final EventLoopGroup loops;
  private final Class<? extends SocketChannel> channelType;
  private final ThreadPoolExecutor lookups;
  private final ThreadPoolExecutor workers;
  private final Duration connectTimeout;
  private final @Nullable TlsSide tls;

  Transport(IbpClientConfig config, boolean nativeAllowed) {
    int threads = config.eventLoopThreads();
    this.connectTimeout = config.connectTimeout();
    ClientTls settings = config.tls();
    this.tls = settings == null ? null : new TlsSide(settings, connectTimeout); // May refuse.
    boolean epoll = nativeAllowed && Epoll.isAvailable();
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory("ibp-client", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    this.lookups =
        new ThreadPoolExecutor(
            LOOKUP_THREADS,
            LOOKUP_THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_LOOKUPS),
            new DefaultThreadFactory("ibp-lookup", true));
    lookups.allowCoreThreadTimeOut(true);
    // Each connection has at most two tasks here, so the queue is as bounded as they are.
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("ibp-worker", true));
    workers.allowCoreThreadTimeOut(true);
  }

  /** Threads for digests and files. */
  Executor workers() {
    return workers;
  }

  /** How a payload is sent: as it is where that does. */
  PayloadSource source(
      Payload payload, @Nullable BlockChecksum network, ByteBufAllocator allocator) {
    boolean file = payload instanceof Payload.FileRange;
    if (network != null || (tls != null && file)) {
      return new CopyingSource(payload, network, allocator);
    }
    return payload instanceof Payload.Bytes bytes
        ? new BufferSource(bytes.buffers())
        : new FileRegionSource((Payload.FileRange) payload, allocator);
  }

  /** Does something later, on one of the threads; never once they have stopped. */
  @Nullable Future<?> after(long nanos, Runnable action) {
    try {
      return loops.schedule(action, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the client is closed, nothing is scheduled any more");
      return null;
    }
  }

  /** Resolves and connects; the handler, the only one of the channel, learns of success itself. */
  CompletableFuture<@Nullable Void> connect(DepotAddress depot, Connection handler) {
    return resolve(depot).thenCompose(address -> open(depot, address, handler));
  }

  private CompletableFuture<InetSocketAddress> resolve(DepotAddress depot) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(depot.host());
    if (literal != null) {
      try {
        return CompletableFuture.completedFuture(
            new InetSocketAddress(InetAddress.getByAddress(literal), depot.port()));
      } catch (UnknownHostException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
    try {
      return CompletableFuture.supplyAsync(() -> lookUp(depot), lookups)
          .orTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static InetSocketAddress lookUp(DepotAddress depot) {
    try {
      return new InetSocketAddress(InetAddress.getByName(depot.host()), depot.port());
    } catch (UnknownHostException e) {
      throw new CompletionException("unknown host " + depot.host(), e);
    }
  }

  // AUTO_CLOSE off: when a refused upload makes a write fail, the depot's error line that stands
  // unread in the socket must still be read. The option is deprecated without a substitute.
  @SuppressWarnings("deprecation")
  private CompletableFuture<@Nullable Void> open(
      DepotAddress depot, InetSocketAddress address, Connection handler) {
    CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
    TlsSide secure = tls;
    ChannelFuture connecting =
        new Bootstrap()
            .group(loops)
            .channel(channelType)
            .disableResolver()
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTimeout.toMillis())
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new TransferBuffers(handler))
            .handler(secure == null ? handler : new Securing(secure, depot, handler, result))
            .connect(address);
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            result.completeExceptionally(done.cause());
          } else if (secure == null) {
            result.complete(null);
          }
        });
    return result;
  }

  /** Hands a channel to its connection when the depot has shown who it is. */
  private static final class Securing extends ChannelInitializer<SocketChannel> {
    private final TlsSide tls;
    private final DepotAddress depot;
    private final Connection connection;
    private final CompletableFuture<@Nullable Void> result;

    Securing(
        TlsSide tls,
        DepotAddress depot,
        Connection connection,
        CompletableFuture<@Nullable Void> result) {
      this.tls = tls;
      this.depot = depot;
      this.connection = connection;
      this.result = result;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      SslHandler handler = tls.handler(channel, depot);
      Failures failures = new Failures();
      channel.pipeline().addLast(handler, failures);
      handler
          .handshakeFuture()
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  channel.pipeline().replace(failures, null, connection);
                  result.complete(null);
                } else {
                  channel.close();
                  result.completeExceptionally(done.cause());
                }
              });
    }
  }

  /** In the place of the connection until there is one: the failed handshake tells why. */
  private static final class Failures extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.debug("no TLS with {}", ctx.channel().remoteAddress(), cause);
      ctx.close();
    }
  }

  /** Stops the threads; waits a little for them unless it is one of them that calls. */
  @Override
  public void close() {
    lookups.shutdownNow();
    workers.shutdown(); // What runs there releases its buffers.
    var stopped = loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    if (!isLoopThread()) {
      stopped.awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
  }

  private boolean isLoopThread() {
    for (var loop : loops) {
      if (loop.inEventLoop()) {
        return true;
      }
    }
    return false;
  }
}
