package org.datalogistics.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection through a {@link FaultProxy}: two sockets, two pumps. */
final class ProxyConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyConnection.class);

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private final Socket client;
  private final Socket server;
  private final FaultBoard board;
  private final Consumer<ProxyConnection> onEnd;
  private final List<ProxyPump> pumps;
  private final AtomicInteger working = new AtomicInteger();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  ProxyConnection(
      Socket client,
      Socket server,
      FaultBoard board,
      Function<Direction, AtomicLong> counters,
      Consumer<ProxyConnection> onEnd) {
    this.client = client;
    this.server = server;
    this.board = board;
    this.onEnd = onEnd;
    this.pumps =
        List.of(
            pump(Direction.TO_SERVER, client, server, counters),
            pump(Direction.TO_CLIENT, server, client, counters));
  }

  private ProxyPump pump(
      Direction direction, Socket from, Socket to, Function<Direction, AtomicLong> counters) {
    return new ProxyPump(direction, from, to, board, this, counters.apply(direction));
  }

  boolean isCut() {
    return cut;
  }

  void start() {
    working.set(2 * pumps.size());
    for (ProxyPump pump : pumps) {
      startThread("reader", pump::read);
      startThread("writer", pump::write);
    }
  }

  private void startThread(String name, Work work) {
    Thread thread = new Thread(() -> run(work), "fault-proxy " + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      // One side broke off: so does the other.
      LOG.debug("connection broke off: {}", e.toString());
      if (!cut) {
        cut(Ending.RESET);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (working.decrementAndGet() == 0) {
        close();
      }
    }
  }

  /** Ends the connection on both sides. */
  void cut(Ending how) {
    cut = true;
    board.wake();
    for (Socket socket : List.of(client, server)) {
      try {
        if (how == Ending.RESET) {
          socket.setSoLinger(true, 0);
          socket.close();
        } else {
          socket.shutdownOutput();
        }
      } catch (IOException e) {
        LOG.debug("already closed: {}", e.toString());
      }
    }
  }

  /** Gives everything back, at the end or when the proxy closes. */
  void close() {
    cut = true;
    board.wake();
    threads.forEach(Thread::interrupt);
    for (Socket socket : List.of(client, server)) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("cannot close {}: {}", socket, e.toString());
      }
    }
    onEnd.accept(this);
  }
}
