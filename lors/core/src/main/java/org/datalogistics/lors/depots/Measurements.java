package org.datalogistics.lors.depots;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.jspecify.annotations.Nullable;

/**
 * What this process has found out about depots while it used them: how fast they took and gave
 * bytes, how they failed. Outlives operations, so that the next one begins with what the last one
 * learnt. Safe for use by many threads.
 */
public final class Measurements {
  /** Weight of the newest operation. */
  private static final double NEWEST = 0.3;

  /** Less is mostly waiting: it says nothing of the rate. */
  private static final long SMALLEST = 16 << 10;

  /** A failure so long ago does not count any more. */
  private static final long FORGIVEN = Duration.ofMinutes(2).toNanos();

  /** Operations under way beyond which new ones are not measured. */
  private static final int MOST_RUNNING = 100_000;

  private final LongSupplier nanoTime;
  private final Map<DepotAddress, Known> depots = new HashMap<>();
  private final Map<Operation, Long> running = new HashMap<>();

  private record Operation(ByteRange range, DepotAddress depot) {}

  private static final class Known {
    private double bytesPerSecond;
    private int failures;
    private long failedAt;
  }

  /** Nothing is known yet. */
  public Measurements() {
    this(System::nanoTime);
  }

  /** With a clock of its own, in nanoseconds. */
  public Measurements(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A listener that learns from what it is told and passes it on. */
  public TransferListener learning(TransferListener next) {
    return event -> {
      learn(event);
      next.onEvent(event);
    };
  }

  private synchronized void learn(TransferEvent event) {
    if (event instanceof TransferEvent.Allocated e) {
      begin(e.range(), e.depot());
    } else if (event instanceof TransferEvent.Chosen e) {
      begin(e.range(), e.depot());
    } else if (event instanceof TransferEvent.Stored e) {
      end(e.range(), e.depot());
    } else if (event instanceof TransferEvent.Loaded e) {
      end(e.range(), e.depot());
    } else if (event instanceof TransferEvent.Failed e) {
      running.remove(new Operation(e.range(), e.depot()));
      failed(e.depot());
    }
  }

  private void begin(ByteRange range, DepotAddress depot) {
    if (running.size() < MOST_RUNNING) {
      running.put(new Operation(range, depot), nanoTime.getAsLong());
    }
  }

  private void end(ByteRange range, DepotAddress depot) {
    Long began = running.remove(new Operation(range, depot));
    if (began != null) {
      moved(depot, range.length(), Duration.ofNanos(nanoTime.getAsLong() - began));
    }
  }

  /** The depot has moved so many bytes in that time. */
  public synchronized void moved(DepotAddress depot, long bytes, Duration time) {
    Known known = depots.computeIfAbsent(depot, any -> new Known());
    known.failures = 0;
    if (bytes >= SMALLEST) {
      double rate = bytes * 1e9 / Math.max(1, time.toNanos());
      known.bytesPerSecond =
          known.bytesPerSecond == 0 ? rate : NEWEST * rate + (1 - NEWEST) * known.bytesPerSecond;
    }
  }

  /** An operation on the depot has failed. */
  public synchronized void failed(DepotAddress depot) {
    Known known = depots.computeIfAbsent(depot, any -> new Known());
    known.failures++;
    known.failedAt = nanoTime.getAsLong();
  }

  /** Bytes per second of one operation on the depot, if it was measured. */
  public synchronized OptionalDouble bytesPerSecond(DepotAddress depot) {
    Known known = depots.get(depot);
    return known == null || known.bytesPerSecond == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(known.bytesPerSecond);
  }

  /** Failures of the depot since it last did something, as long as they are not long ago. */
  public synchronized int failures(DepotAddress depot) {
    @Nullable Known known = depots.get(depot);
    return known == null || nanoTime.getAsLong() - known.failedAt > FORGIVEN ? 0 : known.failures;
  }
}
