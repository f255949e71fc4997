package org.datalogistics.depot.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.datalogistics.depot.command.CommandExecutor;
import org.datalogistics.depot.traffic.Traffic;

/** Listens for clients: epoll where the platform has it, NIO elsewhere. */
public final class DepotServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final long PAYLOAD_LIMIT = 64L * 1024 * 1024;

  private final EventLoopGroup loops;
  private final ChannelGroup clients;
  private final ConnectionCount count;
  private final Traffic traffic;
  private final Channel listener;

  private DepotServer(
      EventLoopGroup loops,
      ChannelGroup clients,
      ConnectionCount count,
      Traffic traffic,
      Channel listener) {
    this.loops = loops;
    this.clients = clients;
    this.count = count;
    this.traffic = traffic;
    this.listener = listener;
  }

  /** The listening socket before commands are served on it: its port is needed to make them. */
  public interface CommandSource {
    /** Makes what carries the commands out, knowing the port that was bound. */
    CommandExecutor forPort(int port);
  }

  /**
   * Binds the port and serves.
   *
   * @param workers for what costs much time or waits for the disk
   * @throws IOException if the address can not be bound
   */
  public static DepotServer start(NetConfig config, Executor workers, CommandSource commands)
      throws IOException {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("depot-network", true), handlers);
    ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    Initializer initializer = new Initializer(config, clients);
    try {
      Channel listener =
          new ServerBootstrap()
              .group(loops)
              .channel(type)
              .option(ChannelOption.SO_BACKLOG, BACKLOG)
              .option(ChannelOption.SO_REUSEADDR, true)
              .option(ChannelOption.AUTO_READ, false)
              .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childOption(ChannelOption.SO_KEEPALIVE, true)
              .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
              .childHandler(initializer)
              .bind(new InetSocketAddress(config.host(), config.port()))
              .sync()
              .channel();
      DepotServer server =
          new DepotServer(loops, clients, initializer.count, initializer.traffic, listener);
      initializer.serve(commands.forPort(server.port()), workers);
      listener.config().setAutoRead(true); // Only now are connections accepted.
      return server;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("interrupted while starting to listen", e);
    } catch (Exception e) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException(
          "Cannot listen on " + config.host() + " port " + config.port() + ": " + e.getMessage(),
          e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Connections served now. */
  public int connections() {
    return count.current();
  }

  /** What went through since the start. */
  public Traffic traffic() {
    return traffic;
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    clients.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  private static final class Initializer extends ChannelInitializer<Channel> {
    private final NetConfig config;
    private final ChannelGroup clients;
    private final ConnectionCount count = new ConnectionCount();
    private final Traffic traffic = new Traffic(System::nanoTime);

    @SuppressWarnings("NullAway.Init") // Set before the first connection is accepted.
    private volatile Services services;

    Initializer(NetConfig config, ChannelGroup clients) {
      this.config = config;
      this.clients = clients;
    }

    void serve(CommandExecutor commands, Executor workers) {
      PayloadBudget budget = new PayloadBudget(PAYLOAD_LIMIT);
      services = new Services(config, commands, workers, budget, count, traffic, new Failures());
    }

    @Override
    protected void initChannel(Channel channel) {
      clients.add(channel);
      DepotConnection connection = new DepotConnection(services);
      channel.config().setRecvByteBufAllocator(new ReadSizes(connection));
      channel.pipeline().addLast("ibp", connection);
    }
  }
}
