package org.datalogistics.lors.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.tree.TreeEvent;

/** How far a transfer of one or many files has come. Not thread-safe. */
final class Totals {
  private final Map<Long, Current> current = new LinkedHashMap<>();
  private final Map<DepotAddress, Traffic> depots = new TreeMap<>();
  private final RateMeter rate;
  private final long start;
  private long files = -1;
  private long bytes = -1;
  private long filesEnded;
  private long bytesEnded;
  private long bytesMoved;
  private long failed;

  /** What a depot has taken or given. */
  private static final class Traffic {
    private final RateMeter rate;
    private long bytes;

    Traffic(long now) {
      rate = new RateMeter(now);
    }
  }

  /** A file under way. */
  static final class Current {
    private final String name;
    private final long bytes;
    private long planned;
    private long moved;

    Current(String name, long bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    String name() {
      return name;
    }

    long bytes() {
      return bytes;
    }

    /** Bytes of the file that are done; copies count in parts. */
    long done() {
      if (bytes < 0) {
        return moved; // of a stream nobody knows more
      }
      return planned == 0 ? 0 : (long) ((double) bytes * Math.min(moved, planned) / planned);
    }
  }

  /** Nothing yet, at a time in nanoseconds. */
  Totals(long now) {
    start = now;
    rate = new RateMeter(now);
  }

  void add(TreeEvent event, long now) {
    if (event instanceof TreeEvent.Planned planned) {
      files = planned.files();
      bytes = planned.bytes();
    } else if (event instanceof TreeEvent.Started started) {
      current.put(started.id(), new Current(started.name(), started.bytes()));
    } else if (event instanceof TreeEvent.Moved moved) {
      moved(moved.id(), moved.event(), now);
    } else if (event instanceof TreeEvent.Done done) {
      current.remove(done.id());
      filesEnded++;
      bytesEnded += done.file().bytes();
      bytesMoved += done.file().bytes();
    } else if (event instanceof TreeEvent.Skipped skipped) {
      current.remove(skipped.id());
      filesEnded++;
      bytesEnded += skipped.bytes();
    } else if (event instanceof TreeEvent.Failed failure) {
      Current file = current.remove(failure.id());
      failed++;
      filesEnded++;
      bytesEnded += file == null ? 0 : Math.max(0, file.bytes());
    }
  }

  /** Takes the rates; to be called before they are looked at. */
  void measure(long now) {
    rate.update(now, bytesMoved + underWay());
    depots.values().forEach(depot -> depot.rate.update(now, depot.bytes));
  }

  private void moved(long id, TransferEvent event, long now) {
    Current file = current.get(id);
    if (file == null) {
      return;
    }
    if (event instanceof TransferEvent.Planned planned) {
      file.planned = planned.bytes();
    } else if (event instanceof TransferEvent.Progress progress) {
      file.moved = progress.bytes();
    } else if (event instanceof TransferEvent.Stored stored) {
      traffic(stored.depot(), stored.range().length(), now);
    } else if (event instanceof TransferEvent.Copied copied) {
      traffic(copied.to(), copied.range().length(), now);
    } else if (event instanceof TransferEvent.Loaded loaded) {
      traffic(loaded.depot(), loaded.range().length(), now);
    }
  }

  private void traffic(DepotAddress depot, long length, long now) {
    depots.computeIfAbsent(depot, address -> new Traffic(now)).bytes += length;
  }

  private long underWay() {
    return current.values().stream().mapToLong(Current::done).sum();
  }

  /** Files to move, -1 when not known. */
  long files() {
    return files;
  }

  /** Bytes to move, -1 when not known. */
  long bytes() {
    return bytes;
  }

  /** Files that are complete, skipped or given up. */
  long filesEnded() {
    return filesEnded;
  }

  /** Files given up. */
  long failed() {
    return failed;
  }

  /** Bytes of files that are ended, and of those under way as far as they have come. */
  long bytesDone() {
    long done = bytesEnded + underWay();
    return bytes < 0 ? done : Math.min(bytes, done);
  }

  /** From 0 to 1: by bytes where all are known, else by files, else 0. */
  double share() {
    if (bytes > 0) {
      return bytesDone() / (double) bytes;
    }
    if (files > 0) {
      return Math.min(1, filesEnded / (double) files);
    }
    return files == 0 || bytes == 0 ? 1 : 0;
  }

  /** Bytes per second now. */
  double rate() {
    return rate.bytesPerSecond();
  }

  /** Seconds to go at the present rate; -1 when that cannot be said. */
  long secondsLeft(long now) {
    double speed = rate();
    if (bytes >= 0 && speed > 0) {
      return (long) Math.ceil((bytes - bytesDone()) / speed);
    }
    double share = share();
    return bytes < 0 && share > 0 ? (long) ((now - start) / 1e9 * (1 - share) / share) : -1;
  }

  /** Files under way, the oldest first. */
  List<Current> current() {
    return new ArrayList<>(current.values());
  }

  /** Bytes per second of each depot, as far as whole blocks tell. */
  Map<DepotAddress, Double> depotRates() {
    Map<DepotAddress, Double> rates = new TreeMap<>();
    depots.forEach((depot, traffic) -> rates.put(depot, traffic.rate.bytesPerSecond()));
    return rates;
  }
}
