package org.datalogistics.depot.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datalogistics.depot.command.CommandExecutor;
import org.datalogistics.depot.tls.TlsConfig;
import org.datalogistics.depot.tls.TlsContext;
import org.datalogistics.depot.traffic.Traffic;

/** Listens for clients: epoll where the platform has it, NIO elsewhere. */
public final class DepotServer implements AutoCloseable {
  /** Tells connections that the depot ends. */
  static final Object SHUT_DOWN = new Object();

  private static final int BACKLOG = 1024;

  private final EventLoopGroup loops;
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<Channel> listeners = new ArrayList<>();
  private final ClientChannels plain = new ClientChannels(clients, null);
  private final Class<? extends ServerChannel> type;

  @SuppressWarnings("NullAway.Init") // Set before the first connection is accepted.
  private volatile Services services;

  private DepotServer() {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("depot-network", true), handlers);
  }

  /** The listening socket before commands are served on it: its port is needed to make them. */
  public interface CommandSource {
    /** Makes what carries the commands out, knowing the ports that were bound. */
    CommandExecutor forPorts(int port, OptionalInt tlsPort);
  }

  /**
   * Binds the ports and serves.
   *
   * @param workers for what costs much time or waits for the disk
   * @throws IOException if an address can not be bound, or the certificate not be used
   */
  public static DepotServer start(NetConfig config, Executor workers, CommandSource commands)
      throws IOException {
    DepotServer server = new DepotServer();
    try {
      server.listen(config.host(), config.port(), server.plain);
      List<ClientChannels> initializers = new ArrayList<>(List.of(server.plain));
      if (config.tls().isPresent()) {
        initializers.add(server.listenForTls(config.host(), config.tls().get(), workers));
      }
      Services services =
          new Services(config, commands.forPorts(server.port(), server.tlsPort()), workers);
      server.services = services;
      initializers.forEach(each -> each.serve(services));
      server.listeners.forEach(each -> each.config().setAutoRead(true)); // Accepts only from now.
      return server;
    } catch (IOException | RuntimeException e) {
      server.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
  }

  private ClientChannels listenForTls(String host, TlsConfig tls, Executor workers)
      throws IOException {
    TlsContext context = TlsContext.load(tls);
    ClientChannels initializer = new ClientChannels(clients, context);
    listen(host, tls.port(), initializer);
    long period = TlsContext.RELOAD_PERIOD.toMillis();
    AtomicBoolean looking = new AtomicBoolean();
    loops
        .next()
        .scheduleAtFixedRate(
            () -> {
              if (looking.compareAndSet(false, true)) {
                workers.execute(() -> reload(context, looking));
              }
            },
            period,
            period,
            TimeUnit.MILLISECONDS);
    return initializer;
  }

  private static void reload(TlsContext context, AtomicBoolean looking) {
    try {
      context.reloadIfChanged();
    } finally {
      looking.set(false);
    }
  }

  private void listen(String host, int port, ChannelHandler initializer) throws IOException {
    try {
      listeners.add(
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
              .handler(new AcceptGuard())
              .childHandler(initializer)
              .bind(new InetSocketAddress(host, port))
              .sync()
              .channel());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting to listen", e);
    } catch (Exception e) {
      throw new IOException(
          "Cannot listen on " + host + " port " + port + ": " + e.getMessage(), e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return port(listeners.get(0));
  }

  /** The port for TLS, if there is one. */
  public OptionalInt tlsPort() {
    return listeners.size() < 2 ? OptionalInt.empty() : OptionalInt.of(port(listeners.get(1)));
  }

  private static int port(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Connections served now. */
  public int connections() {
    return services.count().current();
  }

  /** Bytes of input and payload that connections hold in memory now. */
  public long memoryHeld() {
    return services.budget().held();
  }

  /** What was counted since the start. */
  public Traffic traffic() {
    return services.traffic();
  }

  /** Changes all settings but address, ports and TLS, for what happens from now on. */
  public void configure(NetConfig changed) {
    services.configure(changed);
  }

  /**
   * Stops listening, closes idle connections, lets transfers under way finish for as long as {@link
   * NetConfig#shutdownGrace} says, then closes all.
   */
  @Override
  public void close() {
    listeners.forEach(each -> each.close().awaitUninterruptibly(1, TimeUnit.SECONDS));
    services.beginClosing();
    clients.forEach(each -> each.pipeline().fireUserEventTriggered(SHUT_DOWN));
    clients
        .newCloseFuture()
        .awaitUninterruptibly(services.config().shutdownGrace().toMillis(), TimeUnit.MILLISECONDS);
    clients.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
