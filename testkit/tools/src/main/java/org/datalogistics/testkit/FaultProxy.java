package org.datalogistics.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy on loopback that misbehaves as a test wants: late, slow, cut, corrupted, hanging,
 * gone.
 *
 * <p>Faults can be set and taken away at any time; they act on open connections too. Positions are
 * counted per connection, so a fault hits the same byte in every run. Buffers are bounded (1 MiB
 * each way). Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration BIND_LIMIT = Duration.ofSeconds(5);

  private final InetSocketAddress target;
  private final InetSocketAddress address;
  private final FaultBoard board = new FaultBoard();
  private final Set<ProxyConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong toServer = new AtomicLong();
  private final AtomicLong toClient = new AtomicLong();

  // Guarded by this: exactly one of them holds the port while the proxy is open.
  private @Nullable ServerSocket listener;
  private @Nullable Socket placeholder;
  private @Nullable Thread acceptor;
  private boolean closed;

  private FaultProxy(InetSocketAddress target) {
    this.target = target;
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    this.address = listen(any);
  }

  /** A proxy in front of a port of the loopback address. */
  public static FaultProxy to(int port) {
    return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** A proxy in front of an address. */
  public static FaultProxy to(InetSocketAddress target) {
    return new FaultProxy(target);
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return address;
  }

  /** The port where clients connect. */
  public int port() {
    return address.getPort();
  }

  /**
   * Changes the faults of one direction: {@code faults(TO_CLIENT, f -> f.withCutAfter(1000,
   * FIN).withDelay(d))}.
   */
  public FaultProxy faults(Direction direction, UnaryOperator<Faults> change) {
    board.update(direction, change);
    return this;
  }

  /** The faults of one direction. */
  public Faults faults(Direction direction) {
    return board.get(direction);
  }

  /** Delays each direction. */
  public FaultProxy delay(Duration each) {
    return both(f -> f.withDelay(each));
  }

  /** Limits one direction to so many bytes a second. */
  public FaultProxy throttle(Direction direction, long bytesPerSecond) {
    return faults(direction, f -> f.withBytesPerSecond(bytesPerSecond));
  }

  /**
   * Cuts every connection after so many bytes of one direction; those that are further already are
   * spared.
   */
  public FaultProxy cutAfter(Direction direction, long bytes, Ending how) {
    return faults(direction, f -> f.withCutAfter(bytes, how));
  }

  /** Cuts one connection, the first that comes to so many bytes of one direction. */
  public FaultProxy cutOnceAfter(Direction direction, long bytes, Ending how) {
    return faults(direction, f -> f.withCutOnceAfter(bytes, how));
  }

  /** Turns over a bit of the byte at a position of each connection. */
  public FaultProxy corruptAt(Direction direction, long position) {
    return faults(direction, f -> f.withCorruptAt(position));
  }

  /** Turns over a bit of one of every so many bytes. */
  public FaultProxy corruptEvery(Direction direction, long bytes) {
    return faults(direction, f -> f.withCorruptEvery(bytes));
  }

  /**
   * Half-open: connections stay and can be made, and no byte arrives until {@link #heal}, which
   * delivers what waited.
   */
  public FaultProxy hold() {
    return both(f -> f.withFlow(Faults.Flow.HOLD));
  }

  /** A server that reads everything and answers nothing: all bytes are thrown away, both ways. */
  public FaultProxy blackHole() {
    return both(f -> f.withFlow(Faults.Flow.DISCARD));
  }

  /** Takes all faults away and accepts connections again. */
  public synchronized FaultProxy heal() {
    both(f -> Faults.NONE);
    if (listener == null && !closed) {
      closeQuietly(placeholder);
      placeholder = null;
      listen(address);
    }
    return this;
  }

  /** Refuses new connections from now on, as if the server were gone; open ones go on. */
  public synchronized FaultProxy refuse() {
    if (closed || placeholder != null) {
      return this;
    }
    closeQuietly(listener);
    listener = null;
    placeholder = bindWithoutListening();
    return this;
  }

  // A bound socket that does not listen keeps the port ours and makes the kernel refuse whoever
  // connects.
  private Socket bindWithoutListening() {
    long end = System.nanoTime() + BIND_LIMIT.toNanos();
    while (true) {
      Socket holder = new Socket();
      try {
        holder.setReuseAddress(true);
        holder.bind(address);
        return holder;
      } catch (IOException e) {
        closeQuietly(holder);
        // The kernel lets the listener go only when the thread that accepts has noticed its end.
        if (System.nanoTime() > end) {
          throw new UncheckedIOException("cannot keep " + address + " while refusing", e);
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Ends all open connections now; new ones are accepted. */
  public FaultProxy cutAll(Ending how) {
    open.forEach(connection -> connection.cut(how));
    return this;
  }

  /** Connections accepted so far. */
  public long connections() {
    return accepted.get();
  }

  /** Connections open now; those cut are not. */
  public int openConnections() {
    return (int) open.stream().filter(connection -> !connection.isCut()).count();
  }

  /** Bytes forwarded so far in one direction. */
  public long bytes(Direction direction) {
    return counter(direction).get();
  }

  /** Ends everything and gives the port back. */
  @Override
  public void close() {
    Thread accepting;
    synchronized (this) {
      closed = true;
      closeQuietly(listener);
      closeQuietly(placeholder);
      accepting = acceptor;
    }
    // The kernel takes connections until the thread that accepts has noticed the end.
    if (accepting != null) {
      try {
        accepting.join(BIND_LIMIT.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    open.forEach(ProxyConnection::close);
  }

  private AtomicLong counter(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer : toClient;
  }

  private FaultProxy both(UnaryOperator<Faults> change) {
    for (Direction direction : Direction.values()) {
      board.update(direction, change);
    }
    return this;
  }

  private synchronized InetSocketAddress listen(InetSocketAddress at) {
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(at, 1024);
      listener = server;
      Thread thread = new Thread(() -> accept(server), "fault-proxy " + server.getLocalPort());
      thread.setDaemon(true);
      thread.start();
      acceptor = thread;
      return (InetSocketAddress) server.getLocalSocketAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + at, e);
    }
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        accepted.incrementAndGet();
        connect(client);
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.warn("cannot accept on {}: {}", address, e.toString());
        }
      }
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(target, CONNECT_MILLIS);
    } catch (IOException e) {
      LOG.debug("cannot connect to {}: {}", target, e.toString());
      reset(client);
      closeQuietly(server);
      return;
    }
    ProxyConnection connection =
        new ProxyConnection(client, server, board, this::counter, open::remove);
    synchronized (this) {
      if (closed) {
        connection.close();
        return;
      }
      open.add(connection);
    }
    connection.start();
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      LOG.debug("already closed: {}", e.toString());
    }
    closeQuietly(socket);
  }

  private static void closeQuietly(@Nullable AutoCloseable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (Exception e) {
      LOG.debug("cannot close {}: {}", socket, e.toString());
    }
  }
}
