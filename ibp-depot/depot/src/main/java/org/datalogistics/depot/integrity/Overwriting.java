package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.SyncPolicy;

/** Makes counted blocks unknown before they change. */
final class Overwriting {
  private static final int AT_ONCE = 64;

  private final FileSums file;
  private final Allocation allocation;
  private final Activity activity;
  private final long[] sums = new long[AT_ONCE];
  private boolean tailMarked;

  Overwriting(FileSums file, Allocation allocation, Activity activity) {
    this.file = file;
    this.allocation = allocation;
    this.activity = activity;
  }

  /** To be called before these bytes change; blocks for the disk. */
  void before(long from, long to) throws IOException, RefusedException {
    checkBorder(Blocks.of(from));
    checkBorder(Blocks.of(to - 1));
    boolean mayBeKnown;
    synchronized (file.activities()) {
      // Who made something known has left only when it is to be seen: look in this order.
      boolean alone = file.activities().isAlone(activity);
      Contents contents = allocation.committed().contents();
      // Others may be about to make more count.
      long end = alone ? Math.min(to, contents.size()) : to;
      for (long first = Blocks.of(from); Blocks.start(first) < end; first += AT_ONCE) {
        mark(first, (int) Math.min(AT_ONCE, Blocks.of(end - 1) - first + 1));
      }
      boolean touchesTail =
          from < contents.size() && Blocks.floor(contents.size()) < Math.min(to, contents.size());
      mayBeKnown = !alone || (contents.tailKnown() && touchesTail);
    }
    if (mayBeKnown && !tailMarked) {
      markTail();
    }
  }

  /** What stays of a block must be good before the rest of it gets a new sum. */
  private void checkBorder(long block) throws IOException {
    long start = Blocks.start(block);
    long end = Math.min(start + Blocks.SIZE, allocation.committed().size());
    if (activity.claim.touches(start, end) && !activity.claim.covers(start, end)) {
      new BlockCheck(file, allocation, activity).run(block, block, true);
    }
  }

  private void mark(long first, int count) throws IOException {
    if (!file.sums().isOpen() && allocation.committed().size() < Blocks.SIZE) {
      return; // There is no sum of a full block.
    }
    file.sums().read(first, sums, count);
    boolean changed = false;
    for (int i = 0; i < count; i++) {
      if (Sum.isKnown(sums[i])) {
        sums[i] = Sum.UNKNOWN;
        changed = true;
      }
    }
    if (changed) {
      file.sums().write(first, sums, count);
      if (file.integrity().metadata().sync() == SyncPolicy.DATA) {
        file.sums().force(); // Else a power failure could leave old sums beside new bytes.
      }
    }
    file.verified().remove(first, first + count - 1);
  }

  /** The sum of the last, partial block becomes unknown in the record. */
  private void markTail() throws RefusedException {
    try {
      file.integrity()
          .metadata()
          .submitHere(
              transaction -> {
                AllocationRecord now = allocation.pending();
                Contents contents = now.contents();
                long size = contents.size();
                if (!now.isGone()
                    && contents.tailKnown()
                    && activity.claim.touches(Blocks.floor(size), size)) {
                  transaction.update(allocation, now.withContents(contents.withUnknownTail()));
                }
                return true;
              })
          .join();
      tailMarked = true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw e;
    }
  }
}
