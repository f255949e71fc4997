package org.datalogistics.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The last lines a process wrote to one of its outputs, and waiting for the next. Bounded: 4000
 * lines of 4000 characters.
 */
final class OutputLines {
  private static final int MOST_LINES = 4000;
  private static final int LONGEST_LINE = 4000;

  private final Deque<String> lines = new ArrayDeque<>();
  private long dropped;
  private boolean ended;

  /** Reads the stream to its end; run by a thread of its own. */
  void readAll(InputStream stream) {
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      StringBuilder line = new StringBuilder();
      char[] chunk = new char[8192];
      for (int count = reader.read(chunk); count >= 0; count = reader.read(chunk)) {
        for (int i = 0; i < count; i++) {
          if (chunk[i] == '\n') {
            add(line.toString());
            line.setLength(0);
          } else if (chunk[i] != '\r' && line.length() < LONGEST_LINE) {
            line.append(chunk[i]);
          }
        }
      }
      if (!line.isEmpty()) {
        add(line.toString());
      }
    } catch (IOException e) {
      // A killed process closes its pipes at any moment: what was read until then counts.
      add("(output broke off: " + e.getMessage() + ")");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.addLast(line);
    if (lines.size() > MOST_LINES) {
      lines.removeFirst();
      dropped++;
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  synchronized List<String> last(int count) {
    List<String> all = new ArrayList<>(lines);
    return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
  }

  /**
   * The first line, of those written already or to come, that fits; empty when time or output is
   * over.
   */
  synchronized Optional<String> await(Predicate<String> fits, long endNanos) {
    long next = dropped;
    try {
      while (true) {
        long from = Math.max(next, dropped);
        Optional<String> found = lines.stream().skip(from - dropped).filter(fits).findFirst();
        if (found.isPresent()) {
          return found;
        }
        next = dropped + lines.size();
        long left = endNanos - System.nanoTime();
        if (ended || left <= 0) {
          return Optional.empty();
        }
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Waits until the process closed this output. */
  synchronized void awaitEnd(long endNanos) {
    try {
      while (!ended) {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
          return;
        }
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
