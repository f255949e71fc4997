package org.datalogistics.unis.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Sees to it that every open connection has a moment at which it is closed unless something moves,
 * and that there are not too many of them. Who waits for a client says until when; {@link #sweep}
 * closes what is overdue.
 */
final class ConnectionDeadlines extends BaseFilter {

  private final Map<Connection<?>, Long> overdueAt = new ConcurrentHashMap<>();
  private final int maxConnections;
  private final Duration forHead;

  ConnectionDeadlines(int maxConnections, Duration forHead) {
    this.maxConnections = maxConnections;
    this.forHead = forHead;
  }

  @Override
  public NextAction handleAccept(FilterChainContext context) {
    Connection<?> connection = context.getConnection();
    if (overdueAt.size() >= maxConnections) {
      connection.terminateSilently();
      return context.getStopAction();
    }
    awaitRequest(connection);
    return context.getInvokeAction();
  }

  @Override
  public NextAction handleClose(FilterChainContext context) {
    overdueAt.remove(context.getConnection());
    return context.getInvokeAction();
  }

  /** From now on the connection waits for the head of its next request. */
  void awaitRequest(Connection<?> connection) {
    overdueAt.put(connection, System.nanoTime() + forHead.toNanos());
    if (!connection.isOpen()) {
      overdueAt.remove(connection);
    }
  }

  /** The connection may live until this moment of {@link System#nanoTime}. */
  void await(Connection<?> connection, long nanoTime) {
    // A connection that was closed in between must not come back into the map.
    overdueAt.computeIfPresent(connection, (same, before) -> nanoTime);
  }

  /** Closes what is overdue; called again and again. */
  void sweep() {
    long now = System.nanoTime();
    overdueAt.forEach(
        (connection, deadline) -> {
          if (!connection.isOpen() || now - deadline >= 0) {
            overdueAt.remove(connection);
            connection.terminateSilently();
          }
        });
  }

  /** Whether everything that was written has left this process. */
  boolean allSent() {
    return overdueAt.keySet().stream()
        .allMatch(
            connection ->
                !(connection instanceof NIOConnection nio) || nio.getAsyncWriteQueue().isEmpty());
  }
}
