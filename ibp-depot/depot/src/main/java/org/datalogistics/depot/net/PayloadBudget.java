package org.datalogistics.depot.net;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Payload of all connections together that waits for the disk. While there is little of it each
 * connection may have much under way; beyond the limit each gets a small share, so that memory
 * stays bounded whatever the number of clients.
 */
final class PayloadBudget {
  private static final int GENEROUS = 2 * 1024 * 1024;
  private static final int FRUGAL = 64 * 1024;

  /** A buffer that stays in the processor's cache between the socket and the file. */
  private static final int MAX_READ = 256 * 1024;

  private final AtomicLong underWay = new AtomicLong();
  private final long limit;

  /**
   * @param limit bytes above which connections are held short
   */
  PayloadBudget(long limit) {
    this.limit = limit;
  }

  void add(int bytes) {
    underWay.addAndGet(bytes);
  }

  /** Bytes that one connection may have under way. */
  int share() {
    return underWay.get() < limit ? GENEROUS : FRUGAL;
  }

  /** Bytes that one read should ask for. */
  int readSize() {
    return Math.min(MAX_READ, share());
  }
}
