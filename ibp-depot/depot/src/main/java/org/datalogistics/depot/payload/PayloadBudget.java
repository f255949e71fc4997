package org.datalogistics.depot.payload;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that all connections together hold: payload that waits for the disk or a client, and input
 * that is no complete line yet. While there is little of it each connection may have much under
 * way; beyond the limit each gets a small share, so that memory stays bounded whatever the number
 * of clients.
 */
public final class PayloadBudget {
  private static final long MOST = 32L * 1024 * 1024;
  private static final int GENEROUS = 2 * 1024 * 1024;
  private static final int FRUGAL = 64 * 1024;

  /** A buffer that stays in the processor's cache between the socket and the file. */
  private static final int MAX_READ = 256 * 1024;

  private static final int MAX_SEND = 128 * 1024;
  private static final int MIN_SEND = 16 * 1024;

  /** What a connection may hold of a line in any case. */
  private static final int SHORT_LINE = 16 * 1024;

  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong underWay = new AtomicLong();
  private final long limit;

  /** For the heap of this process: outside of it there is as much memory as may be within. */
  public static PayloadBudget ofHeap() {
    return new PayloadBudget(Math.min(MOST, Runtime.getRuntime().maxMemory() / 8));
  }

  /**
   * @param limit bytes above which connections are held short
   */
  public PayloadBudget(long limit) {
    this.limit = limit;
  }

  /** Counts a change of the memory that payload under way holds. */
  public void add(int bytes) {
    underWay.addAndGet(bytes);
  }

  /** Bytes that all connections together hold now. */
  public long held() {
    return underWay.get() + lines.get();
  }

  /** Bytes that one connection may have under way. */
  public int share() {
    return isPlenty() ? GENEROUS : FRUGAL;
  }

  /** Whether there is little of it, so that a connection may work ahead. */
  public boolean isPlenty() {
    return underWay.get() < limit;
  }

  /** Bytes of a buffer for stored bytes on their way out. */
  int sendSize() {
    return isPlenty() ? MAX_SEND : MIN_SEND;
  }

  /** Bytes that one read should ask for. */
  public int readSize() {
    return Math.min(MAX_READ, share());
  }

  /** Counts a change of the memory that a connection holds for lines. */
  public void addLines(long bytes) {
    lines.addAndGet(bytes);
  }

  /** Whether a connection that holds so much of a line has to give way to others. */
  public boolean tooMuchFor(int lineBytes) {
    return lineBytes > SHORT_LINE && lines.get() > limit / 2;
  }
}
