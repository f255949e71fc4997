package org.datalogistics.depot.data;

import java.io.IOException;
import java.util.concurrent.Future;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.integrity.Blocks;
import org.datalogistics.ibp.IbpError;

/** Compares all that is stored in an allocation with its checksums. */
public final class Verification {
  /** Blocks between two looks at whether somebody still wants to know. */
  private static final int STEP = 64;

  private final DataFiles files;

  Verification(DataFiles files) {
    this.files = files;
  }

  /**
   * Compares everything; blocks for the disk.
   *
   * @param asker when it is done, nobody wants to know any more
   * @return how many blocks are damaged
   */
  long run(Allocation allocation, Future<?> asker) throws IOException, RefusedException {
    if (allocation.committed().size() == 0) {
      return 0;
    }
    DataFile file = files.acquire(allocation);
    try {
      long bad = 0;
      for (long block = 0; Blocks.start(block) < allocation.committed().size(); block += STEP) {
        if (asker.isDone()) {
          throw new RefusedException(IbpError.CLIENT_TIMEOUT, "nobody waits for the result");
        }
        bad += file.sums().verify(allocation, block, STEP);
      }
      return bad;
    } finally {
      file.release();
    }
  }

  /** What {@link #scrub} did. */
  public record Step(long bytes, long bad, long adopted, boolean done) {}

  /**
   * Compares some blocks, and gives those without a checksum one; blocks for the disk.
   *
   * @param firstBlock where to go on
   * @param blocks how many at most
   */
  public Step scrub(Allocation allocation, long firstBlock, int blocks)
      throws IOException, RefusedException {
    long size = allocation.committed().size();
    long start = firstBlock * Blocks.SIZE;
    if (start >= size) {
      return new Step(0, 0, 0, true);
    }
    DataFile file = files.acquireForOnce(allocation);
    try {
      long bad = file.sums().verify(allocation, firstBlock, blocks);
      long adopted = file.sums().adopt(allocation, firstBlock, blocks);
      long end = Math.min(size, start + (long) blocks * Blocks.SIZE);
      return new Step(end - start, bad, adopted, end == size);
    } finally {
      file.release();
    }
  }
}
