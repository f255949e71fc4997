package org.datalogistics.unis.server.lbone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.datalogistics.lbone.LboneError;
import org.datalogistics.lbone.LboneReply;
import org.datalogistics.lbone.LboneRequest;
import org.datalogistics.lbone.place.Gazetteer;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The L-Bone port: one thread for all connections, two that ask the store. To be started once and
 * closed, also when the start failed.
 */
public final class LboneFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LboneFront.class);
  private static final int WORKERS = 2;
  private static final long TICK_MILLIS = 100;
  private static final long END_MILLIS = 3000;

  private final String host;
  private final int wantedPort;
  private final LboneLimits limits;
  private final MemoryBudget memory;
  private final RegisteredDepots depots;
  private final LboneAnswers answers;
  private final ThreadPoolExecutor workers;
  private final Set<LboneConnection> connections = new HashSet<>();

  /** Answers that wait for the selector's thread; no more than connections. */
  private final Queue<Runnable> done = new ConcurrentLinkedQueue<>();

  private @Nullable Selector selector;
  private @Nullable ServerSocketChannel listener;
  private @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * Prepares a port.
   *
   * @param port 0 for any
   */
  public LboneFront(
      String host, int port, DocumentStore store, InstantSource clock, LboneLimits limits) {
    Gazetteer gazetteer = Gazetteer.load();
    this.host = host;
    this.wantedPort = port;
    this.limits = limits;
    this.memory = new MemoryBudget(limits.memory());
    this.depots = new RegisteredDepots(store, clock, gazetteer);
    this.answers = new LboneAnswers(gazetteer, new Random());
    this.workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.maxConnections()),
            task -> daemon(task, "lbone-answer"));
    workers.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread created = new Thread(task, name);
    created.setDaemon(true);
    return created;
  }

  /** Listens from now on. */
  public void start() throws IOException {
    Selector opened = Selector.open();
    selector = opened;
    ServerSocketChannel listening = ServerSocketChannel.open();
    listener = listening;
    listening.bind(new InetSocketAddress(host, wantedPort));
    listening.configureBlocking(false);
    SelectionKey accepting = listening.register(opened, SelectionKey.OP_ACCEPT);
    Thread running = daemon(() -> run(opened, listening, accepting), "lbone");
    thread = running;
    running.start();
  }

  /** The port that it listens on. */
  public int port() {
    ServerSocketChannel listening = listener;
    if (listening == null) {
      throw new IllegalStateException("the L-Bone port is not open");
    }
    return listening.socket().getLocalPort();
  }

  private void run(Selector opened, ServerSocketChannel listening, SelectionKey accepting) {
    while (!closed) {
      try {
        opened.select(TICK_MILLIS);
        for (SelectionKey key : opened.selectedKeys()) {
          if (key == accepting) {
            accept(opened, listening, accepting);
          } else if (key.attachment() instanceof LboneConnection connection) {
            guarded(connection, connection::ready);
          }
        }
        opened.selectedKeys().clear();
        for (Runnable task = done.poll(); task != null; task = done.poll()) {
          task.run();
        }
        sweep();
        if (accepting.isValid() && accepting.interestOps() == 0) {
          accepting.interestOps(SelectionKey.OP_ACCEPT);
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn("The L-Bone port goes on after a failure", e);
      }
    }
    connections.forEach(LboneConnection::close);
  }

  private void accept(Selector opened, ServerSocketChannel listening, SelectionKey accepting) {
    try {
      SocketChannel channel = listening.accept();
      if (channel == null) {
        return;
      }
      if (connections.size() >= limits.maxConnections()) {
        LOG.debug("Too many L-Bone connections: one is closed");
        channel.close();
        return;
      }
      channel.configureBlocking(false);
      SelectionKey key = channel.register(opened, SelectionKey.OP_READ);
      LboneConnection[] self = new LboneConnection[1];
      self[0] =
          new LboneConnection(
              channel, key, limits, memory, request -> submit(opened, self[0], request));
      key.attach(self[0]);
      connections.add(self[0]);
    } catch (IOException e) {
      // Mostly for want of file descriptors: to try again at once would be a busy loop.
      LOG.warn("Cannot accept an L-Bone connection: {}", e.getMessage());
      accepting.interestOps(0);
    }
  }

  private void submit(Selector opened, LboneConnection connection, LboneRequest request) {
    try {
      workers.execute(
          () -> {
            LboneReply reply = answer(request);
            done.add(() -> guarded(connection, () -> connection.answer(reply)));
            opened.wakeup();
          });
    } catch (RejectedExecutionException e) {
      guarded(connection, connection::overloaded);
    }
  }

  private LboneReply answer(LboneRequest request) {
    try {
      LboneReply reply = answers.answer(request, depots.list());
      LOG.debug("L-Bone {} answered", request.getClass().getSimpleName());
      return reply;
    } catch (StoreException e) {
      LOG.warn("The store did not answer an L-Bone request: {}", e.getMessage());
      return new LboneReply.Failed(LboneError.DIRECTORY_FAILED);
    } catch (RuntimeException e) {
      LOG.error("An L-Bone request failed", e);
      return new LboneReply.Failed(LboneError.DIRECTORY_FAILED);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void guarded(LboneConnection connection, Step step) {
    try {
      if (connection.isOpen()) {
        step.run();
      }
    } catch (IOException | CancelledKeyException e) {
      LOG.debug("An L-Bone connection is over: {}", e.getMessage());
      connection.close();
    }
    if (!connection.isOpen()) {
      connections.remove(connection);
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    connections.removeIf(
        connection -> {
          if (connection.isOverdue(now)) {
            connection.close();
          }
          return !connection.isOpen();
        });
  }

  /** Closes all connections; harmless when repeated. */
  @Override
  public void close() throws IOException {
    closed = true;
    workers.shutdownNow();
    Selector opened = selector;
    ServerSocketChannel listening = listener;
    Thread running = thread;
    if (running != null && opened != null) {
      opened.wakeup();
      try {
        running.join(END_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    try {
      if (listening != null) {
        listening.close();
      }
    } finally {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
