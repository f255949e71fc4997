package org.datalogistics.depot.integrity;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The blocks of an open file that were found good lately. Bounded: of large files, those that were
 * looked at last; what is forgotten is only compared again. Safe for use by many threads.
 */
final class VerifiedBlocks {
  /** How long a finding is good for, nanoseconds. */
  private static final long HOUR = 3_600_000_000_000L;

  /** Blocks of a window: four gibibytes, eight kibibytes of memory. */
  private static final int WINDOW = 1 << 16;

  private static final int MAX_WINDOWS = 8;

  private static final class Window {
    final BitSet good = new BitSet();
    final long since;

    Window(long since) {
      this.since = since;
    }
  }

  private final LongSupplier nanoTime;
  private final Map<Long, Window> windows =
      new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Window> eldest) {
          return size() > MAX_WINDOWS;
        }
      };

  VerifiedBlocks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether all of these blocks were found good lately. */
  synchronized boolean contains(long first, long last) {
    long now = nanoTime.getAsLong();
    for (long block = first; block <= last; ) {
      Window window = windows.get(block / WINDOW);
      if (window == null || now - window.since > HOUR) {
        return false;
      }
      int bit = (int) (block % WINDOW);
      int end = (int) Math.min(WINDOW, bit + last - block + 1);
      if (window.good.nextClearBit(bit) < end) {
        return false;
      }
      block += end - bit;
    }
    return true;
  }

  synchronized void add(long first, long last) {
    long now = nanoTime.getAsLong();
    for (long block = first; block <= last; ) {
      Window window = windows.get(block / WINDOW);
      if (window == null || now - window.since > HOUR) {
        window = new Window(now);
        windows.put(block / WINDOW, window);
      }
      int bit = (int) (block % WINDOW);
      int end = (int) Math.min(WINDOW, bit + last - block + 1);
      window.good.set(bit, end);
      block += end - bit;
    }
  }

  synchronized void remove(long first, long last) {
    for (long block = first; block <= last; ) {
      Window window = windows.get(block / WINDOW);
      int bit = (int) (block % WINDOW);
      int end = (int) Math.min(WINDOW, bit + last - block + 1);
      if (window != null) {
        window.good.clear(bit, end);
      }
      block += end - bit;
    }
  }
}
