package org.datalogistics.depot.resource;

import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskFaults;
import org.jspecify.annotations.Nullable;

/**
 * Judges from failures whether a disk can still be used: several within a short time, and it can
 * not. That it is full is no failure.
 */
final class DiskHealth implements DiskFaults {
  /** So many failures. */
  static final int LIMIT = 5;

  /** Within so many nanoseconds. */
  static final long WINDOW = 60_000_000_000L;

  private static final List<String> FULL =
      List.of("no space left", "quota exceeded", "file too large", "sqlite_full");

  private final LongSupplier nanos;
  private final Consumer<String> verdict;
  private final Deque<Long> recent = new ArrayDeque<>();

  /**
   * @param verdict told why the disk is given up, each time that the limit is reached
   */
  DiskHealth(LongSupplier nanos, Consumer<String> verdict) {
    this.nanos = nanos;
    this.verdict = verdict;
  }

  @Override
  public void failed(String what, Throwable failure) {
    if (!counts(failure)) {
      return;
    }
    synchronized (this) {
      long now = nanos.getAsLong();
      recent.addLast(now);
      while (now - recent.getFirst() > WINDOW) {
        recent.removeFirst();
      }
      if (recent.size() < LIMIT) {
        return;
      }
      recent.clear();
    }
    verdict.accept("cannot " + what + ": " + failure);
  }

  /** Gives the disk up at once. */
  void lost(String why) {
    verdict.accept(why);
  }

  private static boolean counts(Throwable failure) {
    for (Throwable each = failure; each != null; each = next(each)) {
      if (each instanceof ClosedChannelException
          || each instanceof NoSuchFileException
          || each instanceof RefusedException) {
        return false;
      }
      String message = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
      if (FULL.stream().anyMatch(message::contains)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Throwable next(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == failure ? null : cause;
  }
}
