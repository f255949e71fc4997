package org.datalogistics.depot.access;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What one client address has and takes. Safe for use by many threads. */
public final class ClientShare {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  /** Longest wait for more bytes: who owes more has many connections, and each waits for itself. */
  private static final long LONGEST_DELAY = 5 * SECOND;

  private final ClientKey key;
  private final Pace in;
  private final Pace out;
  private final Pace allocations;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile long lastSeen;

  ClientShare(InetAddress address, long now) {
    this.key = ClientKey.of(address);
    this.in = new Pace(now);
    this.out = new Pace(now);
    this.allocations = new Pace(now);
    this.lastSeen = now;
  }

  /** Takes bytes that came; gives the nanoseconds for which no more should be read. */
  public long received(int bytes, ClientLimits limits, long now) {
    return pay(in, bytes, limits.bytesInPerSecond(), now);
  }

  /** Takes bytes that are sent; gives the nanoseconds for which no more should be. */
  public long sent(long bytes, ClientLimits limits, long now) {
    return pay(out, bytes, limits.bytesOutPerSecond(), now);
  }

  private static long pay(Pace pace, long bytes, long rate, long now) {
    if (rate == 0) {
      return 0;
    }
    pace.take((long) ((double) bytes / rate * SECOND), now);
    return Math.min(LONGEST_DELAY, pace.delay(now, SECOND / 4));
  }

  /** Takes one allocation: 0 if there is one left, else the nanoseconds until there is. */
  public long allocate(ClientLimits limits, long now) {
    int perMinute = limits.allocationsPerMinute();
    return perMinute == 0 ? 0 : allocations.tryTake(MINUTE / perMinute, now, MINUTE);
  }

  ClientKey key() {
    return key;
  }

  /** One more, unless there are that many; 0 is no limit. */
  boolean connect(int limit, long now) {
    lastSeen = now;
    int most = limit == 0 ? Integer.MAX_VALUE : limit;
    return connections.getAndUpdate(count -> count < most ? count + 1 : count) < most;
  }

  void disconnect(long now) {
    lastSeen = now;
    connections.decrementAndGet();
  }

  boolean isIdleSince(long moment) {
    return connections.get() == 0 && lastSeen - moment <= 0;
  }
}
