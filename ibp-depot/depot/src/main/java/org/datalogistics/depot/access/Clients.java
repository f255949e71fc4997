package org.datalogistics.depot.access;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The client addresses that are connected or were lately, a bounded number of them. Safe for use by
 * many threads.
 */
public final class Clients {
  /** Addresses that are remembered whatever the number of connections. */
  private static final int LEAST = 8192;

  /** How long an address is remembered after it went; limits of a minute have run out by then. */
  private static final long MEMORY = TimeUnit.MINUTES.toNanos(10);

  private static final long SWEEP = TimeUnit.MINUTES.toNanos(1);

  private final Map<ClientKey, ClientShare> shares = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private final AtomicLong nextSweep;
  private volatile int tooMany = LEAST;

  /**
   * @param nanoTime nanoseconds of the clock that shares are used with
   */
  public Clients(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nextSweep = new AtomicLong(nanoTime.getAsLong() + SWEEP);
  }

  /**
   * Counts one more connection of that address.
   *
   * @param limit most connections of an address, 0 for no limit
   * @return its share, to be given back with {@link #leave}; null beyond the limit
   */
  public @Nullable ClientShare enter(InetAddress address, int limit) {
    long now = nanoTime.getAsLong();
    forgetSome(now);
    boolean[] entered = {false};
    ClientShare share =
        shares.compute(
            ClientKey.of(address),
            (key, known) -> {
              ClientShare present = known == null ? new ClientShare(address, now) : known;
              entered[0] = present.connect(limit, now);
              return present;
            });
    return entered[0] ? share : null;
  }

  /** One connection less. */
  public void leave(ClientShare share) {
    shares.computeIfPresent(
        share.key(),
        (key, present) -> {
          present.disconnect(nanoTime.getAsLong());
          return present;
        });
  }

  int size() {
    return shares.size();
  }

  private void forgetSome(long now) {
    long due = nextSweep.get();
    if (now - due >= 0 && nextSweep.compareAndSet(due, now + SWEEP)) {
      forget(now - MEMORY);
    } else if (shares.size() >= tooMany) {
      forget(now); // A flood of addresses: those that are gone lose their memory early.
      tooMany = Math.max(LEAST, 2 * shares.size());
    }
  }

  private void forget(long idleSince) {
    for (ClientKey key : shares.keySet()) {
      shares.computeIfPresent(key, (same, share) -> share.isIdleSince(idleSince) ? null : share);
    }
  }
}
