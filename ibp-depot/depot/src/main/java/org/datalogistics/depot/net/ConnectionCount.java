package org.datalogistics.depot.net;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections are served. */
final class ConnectionCount {
  private final AtomicInteger count = new AtomicInteger();

  /** Counts one more, unless there are that many already. */
  boolean enter(int limit) {
    return count.getAndUpdate(now -> now < limit ? now + 1 : now) < limit;
  }

  void leave() {
    count.decrementAndGet();
  }

  int current() {
    return count.get();
  }
}
