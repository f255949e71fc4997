package org.datalogistics.depot.traffic;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the connections from one address do. Thread-safe. */
public final class ClientCounter {
  private final Traffic traffic;
  private final InetAddress address;
  private final AtomicInteger connections = new AtomicInteger();
  private final LongAdder commands = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private volatile long leftAt;
  private volatile Mark before = Mark.ZERO;
  private volatile Mark start = Mark.ZERO;

  /** Totals when a window began. */
  private record Mark(long bytes, long commands) {
    static final Mark ZERO = new Mark(0, 0);
  }

  ClientCounter(Traffic traffic, InetAddress address) {
    this.traffic = traffic;
    this.address = address;
  }

  void connected() {
    connections.incrementAndGet();
  }

  /** One of its connections ended. */
  public void disconnected() {
    leftAt = traffic.now();
    connections.decrementAndGet();
  }

  /** Bytes came from it. */
  public void received(long bytes) {
    received.add(bytes);
    traffic.received(bytes);
  }

  /** Bytes went to it. */
  public void sent(long bytes) {
    sent.add(bytes);
    traffic.sent(bytes);
  }

  /**
   * A command of it ended.
   *
   * @param command its name, one of a fixed set
   * @param outcome {@code ok} or what went wrong, one of a fixed set
   * @param nanos how long it took
   */
  public void ended(String command, String outcome, long nanos) {
    commands.increment();
    traffic.ended(command, outcome, nanos);
  }

  boolean wentAwayBefore(long nanoTime) {
    return connections.get() == 0 && leftAt - nanoTime <= 0;
  }

  void turnWindow() {
    before = start;
    start = new Mark(received.sum() + sent.sum(), commands.sum());
  }

  ClientReport report(double seconds) {
    long in = received.sum();
    long out = sent.sum();
    long done = commands.sum();
    Mark since = before;
    return new ClientReport(
        address.getHostAddress(),
        connections.get(),
        done,
        in,
        out,
        Math.max(0, in + out - since.bytes()) / seconds,
        Math.max(0, done - since.commands()) / seconds);
  }
}
