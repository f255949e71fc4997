package org.datalogistics.ibp.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;

/**
 * A depot that says what a script tells it to, one thread per connection. The connection closes
 * when the script ends; what went wrong in scripts is kept for the test to look at.
 */
final class FakeDepot implements AutoCloseable {
  /** What happens on one connection. */
  interface Script {
    void run(Peer peer) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** Every line that arrived, in order. */
  final Queue<String> lines = new ConcurrentLinkedQueue<>();

  /** Failures of scripts. */
  final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  FakeDepot(Script script) throws IOException {
    this(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), script);
  }

  /** On a listener of the test's own kind. */
  FakeDepot(ServerSocket listener, Script script) {
    this.script = script;
    this.listener = listener;
    start(this::accept);
  }

  DepotAddress address() {
    return new DepotAddress("127.0.0.1", listener.getLocalPort());
  }

  Capability capability(CapabilityKind kind) {
    return capability(address(), kind);
  }

  static Capability capability(DepotAddress depot, CapabilityKind kind) {
    return new Capability(depot, new AccessKey("1#key" + kind, "77"), kind);
  }

  /** Connections accepted so far. */
  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        Peer peer = new Peer(this, socket, connections.incrementAndGet());
        start(() -> serve(peer, socket));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        failures.add(e);
      }
    }
  }

  private void serve(Peer peer, Socket socket) {
    try (socket) {
      script.run(peer);
    } catch (SocketException e) {
      return; // The client closed: scripts that care read to the end.
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fake-depot");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
