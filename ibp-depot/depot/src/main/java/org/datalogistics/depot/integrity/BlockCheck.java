package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.Contents;
import org.jspecify.annotations.Nullable;

/** Compares blocks with their sums. A block that somebody changes meanwhile is passed over. */
final class BlockCheck {
  private final FileSums file;
  private final Allocation allocation;
  private final @Nullable Activity owner;
  private final long[] sums = new long[BlockReader.AT_ONCE];
  private final boolean[] compare = new boolean[BlockReader.AT_ONCE];

  /**
   * @param owner on whose behalf it is done, whose own changes do not matter; null for none
   */
  BlockCheck(FileSums file, Allocation allocation, @Nullable Activity owner) {
    this.owner = owner;
    this.file = file;
    this.allocation = allocation;
  }

  /**
   * Compares the blocks from first to last, as far as they count.
   *
   * @param again also those that were found good lately
   * @return how many are damaged
   */
  long run(long first, long last, boolean again) throws IOException {
    long bad = 0;
    for (long at = first;
        at <= last && Blocks.start(at) < allocation.committed().size();
        at += BlockReader.AT_ONCE) {
      long end = Math.min(last, at + BlockReader.AT_ONCE - 1);
      if (again || !file.verified().contains(at, end)) {
        bad += compare(at, end);
      }
    }
    return bad;
  }

  private long compare(long first, long last) throws IOException {
    Activity look = file.look(first, last, owner);
    try {
      Contents contents = allocation.committed().contents();
      long start = Blocks.start(first);
      long length = Math.min(Blocks.start(last + 1), contents.size()) - start;
      if (length <= 0) {
        return 0;
      }
      int count = (int) (last - first) + 1;
      boolean needed = prepare(look, contents, first, count);
      ByteBuffer bytes = BlockReader.read(file.data(), start, needed ? (int) length : 0);
      file.integrity().compared(bytes.remaining());
      return judge(look, contents, first, count, bytes);
    } finally {
      file.leave(look);
    }
  }

  /** Notes what is to be expected; false if the bytes do not matter. */
  private boolean prepare(Activity look, Contents contents, long first, int count)
      throws IOException {
    boolean needed = false;
    synchronized (file.activities()) {
      readSums(contents, first, count);
      for (int i = 0; i < count; i++) {
        long start = Blocks.start(first + i);
        long end = Math.min(Blocks.start(first + i + 1), contents.size());
        boolean partial = end < Blocks.start(first + i + 1);
        if (partial && !Sum.isDamaged(sums[i])) {
          sums[i] = contents.tailKnown() ? Sum.known(contents.tailCrc()) : Sum.UNKNOWN;
        }
        compare[i] = start < end && !file.activities().isChanged(look, start, end);
        needed |= compare[i] && Sum.isKnown(sums[i]);
      }
    }
    return needed;
  }

  /** Those of small allocations are in the record: then no file is opened. */
  private void readSums(Contents contents, long first, int count) throws IOException {
    boolean none =
        contents.size() < Blocks.SIZE
            && !file.sums().isOpen()
            && !allocation.committed().protection().damaged();
    if (none) {
      Arrays.fill(sums, 0, count, Sum.UNKNOWN);
    } else {
      file.sums().read(first, sums, count);
    }
  }

  private long judge(Activity look, Contents contents, long first, int count, ByteBuffer bytes)
      throws IOException {
    int[] found = new int[count];
    boolean[] whole = new boolean[count];
    for (int i = 0; i < count; i++) {
      int from = i * Blocks.SIZE;
      long wanted = Math.min(Blocks.SIZE, contents.size() - Blocks.start(first + i));
      whole[i] = wanted > 0 && bytes.limit() >= from + wanted;
      if (whole[i] && Sum.isKnown(sums[i])) {
        found[i] = BlockReader.crc(bytes, from, (int) wanted);
      }
    }
    long bad = 0;
    long newlyBad = 0;
    synchronized (file.activities()) {
      for (int i = 0; i < count; i++) {
        if (!compare[i] || look.isDisturbed(first + i)) {
          continue;
        }
        if (Sum.isDamaged(sums[i])) {
          bad++;
        } else if (Sum.isKnown(sums[i]) && !(whole[i] && found[i] == Sum.crc(sums[i]))) {
          file.damaged(first + i, Sum.crc(sums[i]));
          bad++;
          newlyBad++;
        } else {
          file.verified().add(first + i, first + i);
        }
      }
    }
    if (newlyBad > 0) {
      file.integrity().damaged(allocation, newlyBad);
    }
    return bad;
  }
}
