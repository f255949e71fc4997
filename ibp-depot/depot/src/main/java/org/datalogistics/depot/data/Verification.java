package org.datalogistics.depot.data;

import java.io.IOException;
import java.util.concurrent.Future;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.integrity.Blocks;
import org.datalogistics.depot.integrity.Digests;
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
   * @param correct whether what is stored is taken to be right from now on
   * @param asker when it is done, nobody wants to know any more
   * @return how many blocks differed, of the client's own if it asked for digests
   */
  long run(Allocation allocation, boolean correct, Future<?> asker)
      throws IOException, RefusedException {
    if (allocation.committed().size() == 0) {
      return 0;
    }
    DataFile file = files.acquire(allocation);
    try {
      long bad = 0;
      for (long block = 0; Blocks.start(block) < allocation.committed().size(); block += STEP) {
        requireAsker(asker);
        bad += file.sums().verify(allocation, block, STEP);
      }
      Digests digests = file.digests();
      if (digests != null) {
        bad = Math.max(digests(digests, allocation, bad, asker), Math.min(bad, 1));
      }
      if (bad > 0 && correct) {
        file.sums().accept(allocation);
        if (digests != null) {
          digests.forget();
          digests.refresh(allocation);
        }
      }
      return bad;
    } finally {
      file.release();
    }
  }

  private static long digests(
      Digests digests, Allocation allocation, long badBlocks, Future<?> asker)
      throws IOException, RefusedException {
    if (badBlocks == 0) {
      digests.refresh(allocation);
    }
    long blockSize = allocation.committed().protection().digest().blockSize();
    long step = Math.max(1, STEP * (long) Blocks.SIZE / blockSize);
    long bad = 0;
    for (long block = 0; block * blockSize < allocation.committed().size(); block += step) {
      requireAsker(asker);
      bad += digests.verify(allocation, block, step);
    }
    return bad;
  }

  private static void requireAsker(Future<?> asker) throws RefusedException {
    if (asker.isDone()) {
      throw new RefusedException(IbpError.CLIENT_TIMEOUT, "nobody waits for the result");
    }
  }

  /**
   * What {@link #scrub} or {@link #mend} did.
   *
   * @param bytes bytes compared
   * @param read bytes read from the disk, about
   * @param next the block to go on with
   * @param done whether that is behind the last one
   */
  public record Step(long bytes, long bad, long adopted, long read, long next, boolean done) {
    private static final Step NOTHING = new Step(0, 0, 0, 0, 0, true);
  }

  /**
   * Compares some blocks, and gives those without a checksum one; blocks for the disk.
   *
   * @param firstBlock where to go on
   * @param blocks how many at most
   */
  public Step scrub(Allocation allocation, long firstBlock, int blocks)
      throws IOException, RefusedException {
    long size = allocation.committed().size();
    long start = Blocks.start(firstBlock);
    if (start >= size) {
      return Step.NOTHING;
    }
    DataFile file = files.acquireForOnce(allocation);
    try {
      long bad = file.sums().verify(allocation, firstBlock, blocks);
      long adopted = file.sums().adopt(allocation, firstBlock, blocks);
      long next = firstBlock + blocks;
      long bytes = Math.min(size, Blocks.start(next)) - start;
      return new Step(bytes, bad, adopted, bytes, next, Blocks.start(next) >= size);
    } finally {
      file.release();
    }
  }

  /** Whether a crash may have left blocks of it without a checksum; does not block. */
  public static boolean mayLackSums(AllocationRecord record) {
    return record.size() >= Blocks.SIZE || !record.contents().tailKnown();
  }

  /**
   * Gives blocks without a checksum one, and looks at no others; blocks for the disk.
   *
   * @param firstBlock where to go on
   * @param blocks how many at most
   */
  public Step mend(Allocation allocation, long firstBlock, int blocks)
      throws IOException, RefusedException {
    long size = allocation.committed().size();
    if (Blocks.start(firstBlock) >= size) {
      return Step.NOTHING;
    }
    DataFile file = files.acquireForOnce(allocation);
    try {
      long unknown = file.sums().skipKnown(allocation, firstBlock);
      long adopted = file.sums().adopt(allocation, unknown, blocks);
      long read = (unknown - firstBlock) * Long.BYTES + adopted * Blocks.SIZE;
      long next = unknown + blocks;
      return new Step(0, 0, adopted, read, next, Blocks.start(next) >= size);
    } finally {
      file.release();
    }
  }
}
