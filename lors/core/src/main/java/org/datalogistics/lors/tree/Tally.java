package org.datalogistics.lors.tree;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.tree.TreeEvent.MovedFile;

/** Counts what becomes of the files of one operation and tells it. Thread-safe. */
final class Tally {
  /** After so many failures without a success the rest is not tried. */
  private static final int HOPELESS = 100;

  private final TreeListener listener;
  private final long start = System.nanoTime();
  private final Set<DepotAddress> depots = new TreeSet<>();
  private long ids;
  private long files;
  private long bytes;
  private long skipped;
  private long failed;
  private long madeGood;
  private int failedInARow;
  private String stopped = "";

  Tally(TreeListener listener) {
    this.listener = listener;
  }

  synchronized void planned(long allFiles, long allBytes) {
    listener.onEvent(new TreeEvent.Planned(allFiles, allBytes));
  }

  /** Tells of a file's start and gives it an id. */
  synchronized long started(String name, long length) {
    ids++;
    listener.onEvent(new TreeEvent.Started(ids, name, length));
    return ids;
  }

  /** What is told to passes on as of this file. */
  TransferListener transfer(long id) {
    return event -> {
      synchronized (this) {
        listener.onEvent(new TreeEvent.Moved(id, event));
      }
    };
  }

  synchronized void done(long id, MovedFile file) {
    files++;
    bytes += file.bytes();
    madeGood += file.failures();
    depots.addAll(file.depots());
    failedInARow = 0;
    listener.onEvent(new TreeEvent.Done(id, file));
  }

  /** It is no file that could be moved. */
  synchronized void leftOut(String name, String reason) {
    skipped++;
    listener.onEvent(new TreeEvent.Skipped(0, name, 0, reason, false));
  }

  /** It is where it belongs. */
  synchronized void complete(String name, long length) {
    skipped++;
    listener.onEvent(new TreeEvent.Skipped(0, name, length, "complete already", true));
  }

  /** Something here is to blame: the others may still succeed. */
  synchronized void failedHere(long id, String name, String reason) {
    failed++;
    listener.onEvent(new TreeEvent.Failed(id, name, reason));
  }

  /** The depots or the output are to blame: the others will not do better if this goes on. */
  synchronized void failed(long id, String name, String reason) {
    failedHere(id, name, reason);
    failedInARow++;
    if (failedInARow == HOPELESS && stopped.isEmpty()) {
      stopped = HOPELESS + " files in a row failed, the last because of: " + reason;
    }
  }

  /** Whether trying on makes no sense. */
  synchronized boolean isHopeless() {
    return !stopped.isEmpty();
  }

  synchronized TreeResult result() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new TreeResult(files, bytes, skipped, failed, madeGood, depots, elapsed, stopped);
  }
}
