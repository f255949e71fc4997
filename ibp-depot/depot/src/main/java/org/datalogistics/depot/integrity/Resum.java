package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Contents;
import org.jspecify.annotations.Nullable;

/**
 * Computes sums that are not known from what is stored. A block that somebody else changes is left
 * to that one.
 */
final class Resum {
  private static final int MAX_TRIES = 8;

  private final FileSums file;
  private final Allocation allocation;
  private final @Nullable Claim healed;
  private final long[] sums = new long[BlockReader.AT_ONCE];
  private final boolean[] wanted = new boolean[BlockReader.AT_ONCE];
  private long computed;
  private boolean heals;

  /**
   * @param healed damaged blocks that were written anew as a whole; null for none
   */
  Resum(FileSums file, Allocation allocation, @Nullable Claim healed) {
    this.file = file;
    this.allocation = allocation;
    this.healed = healed;
  }

  /** Looks at the blocks from first to last, as far as they count; gives how many were computed. */
  long run(long first, long last) throws IOException {
    computed = 0;
    for (long at = first; at <= last; at += BlockReader.AT_ONCE) {
      long end = Math.min(last, at + BlockReader.AT_ONCE - 1);
      if (Blocks.start(at) >= allocation.committed().size()) {
        break;
      }
      for (int i = 0; i < MAX_TRIES && !compute(at, end); i++) {}
    }
    return computed;
  }

  /** Whether a damaged block became good. */
  boolean heals() {
    return heals;
  }

  /** False if the size changed meanwhile, so that it is to be tried again. */
  private boolean compute(long first, long last) throws IOException {
    Activity look = file.look(first, last, null);
    try {
      Contents contents = allocation.committed().contents();
      long start = Blocks.start(first);
      long end = Math.min(Blocks.start(last + 1), contents.size());
      if (end <= start || !isWanted(look, contents, first, (int) (last - first) + 1)) {
        return true;
      }
      ByteBuffer bytes = BlockReader.read(file.data(), start, (int) (end - start));
      for (long block = first; block <= last && Blocks.start(block) < end; block++) {
        int from = (int) (Blocks.start(block) - start);
        int length = (int) Math.min(Blocks.SIZE, end - start - from);
        if (wanted[(int) (block - first)] && bytes.limit() >= from + length) {
          int crc = BlockReader.crc(bytes, from, length);
          if (!publish(look, contents, block, length, crc)) {
            return false;
          }
        }
      }
      return true;
    } finally {
      file.leave(look);
    }
  }

  private boolean isWanted(Activity look, Contents contents, long first, int count)
      throws IOException {
    boolean some = false;
    synchronized (file.activities()) {
      file.sums().read(first, sums, count);
      for (int i = 0; i < count; i++) {
        long start = Blocks.start(first + i);
        long end = Math.min(Blocks.start(first + i + 1), contents.size());
        boolean partial = end < Blocks.start(first + i + 1);
        boolean known = partial ? contents.tailKnown() : Sum.isKnown(sums[i]);
        if (Sum.isDamaged(sums[i])) {
          known = healed == null || !healed.covers(start, end);
        }
        wanted[i] = start < end && !known && !file.activities().isChanged(look, start, end);
        some |= wanted[i];
      }
    }
    return some;
  }

  private boolean publish(Activity look, Contents contents, long block, int length, int crc)
      throws IOException {
    if (length < Blocks.SIZE && !publishTail(look, contents, block, crc)) {
      synchronized (file.activities()) {
        return look.isDisturbed(block);
      }
    }
    synchronized (file.activities()) {
      if (!look.isDisturbed(block)) {
        boolean damaged = Sum.isDamaged(sums[(int) (block - look.firstBlock())]);
        heals |= damaged;
        if (length == Blocks.SIZE) {
          file.sums().write(block, Sum.known(crc));
        } else if (damaged) {
          file.sums().write(block, Sum.UNKNOWN);
        }
        file.verified().add(block, block);
        computed++;
      }
    }
    return true;
  }

  private boolean publishTail(Activity look, Contents contents, long block, int crc) {
    try {
      return file.integrity()
          .metadata()
          .submitHere(
              transaction -> {
                AllocationRecord now = allocation.pending();
                boolean disturbed;
                synchronized (file.activities()) {
                  disturbed = look.isDisturbed(block);
                }
                if (disturbed || now.isGone() || !now.contents().equals(contents)) {
                  return false;
                }
                transaction.update(allocation, now.withContents(contents.withTail(crc)));
                return true;
              })
          .join();
    } catch (CompletionException e) {
      return true; // The metadata can not be written: the sum stays unknown.
    }
  }
}
