package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/**
 * The CRCs of an open data file. Those of full blocks are in a file beside it, that of the last,
 * partial block is in the allocation's record, so that it counts together with the size.
 *
 * <p>At any moment, that of the process' death included, what is known of a block that counts is
 * right: before a counted block changes it becomes unknown, and before a block comes to count its
 * sum is written, as unknown if need be. Who leaves a block as the last one computes its sum anew.
 */
public final class FileSums implements AutoCloseable {
  /** Sums that {@link #skipKnown} looks at: those of four gibibytes. */
  private static final int LOOK = 1 << 16;

  private static final int LOOK_AT_ONCE = 512;

  private final FileChannel data;
  private final SumsFile sums;
  private final VerifiedBlocks verified;
  private final Integrity integrity;
  private final Activities activities = new Activities();

  FileSums(FileChannel data, Path path, VerifiedBlocks verified, Integrity integrity) {
    this.data = data;
    this.sums = new SumsFile(path, integrity.layer());
    this.verified = verified;
    this.integrity = integrity;
  }

  /** Whether CRCs are kept for the allocation. */
  public static boolean guards(AllocationRecord record) {
    return record.protection().crc() && record.type() == AllocationType.BYTEARRAY;
  }

  /** Begins a change of the bytes of a claim; {@link GuardedWrite#leave} must follow. */
  public GuardedWrite write(Allocation allocation, Claim claim) {
    return new GuardedWrite(this, allocation, claim);
  }

  /** Whether these bytes need no {@link #check} before they are sent; does not block. */
  public boolean trusts(AllocationRecord record, long offset, long count) {
    return switch (integrity.policy()) {
      case SCRUB -> !record.protection().damaged() || !guards(record);
      case ALWAYS -> count == 0 || !guards(record);
      case SAMPLED ->
          count == 0
              || !guards(record)
              || verified.contains(Blocks.of(offset), Blocks.of(offset + count - 1));
    };
  }

  /**
   * Compares the blocks of these bytes with their CRCs, as far as they count and are known; blocks
   * for the disk.
   *
   * @throws RefusedException -63 if one is damaged
   */
  public void check(Allocation allocation, long offset, long count)
      throws IOException, RefusedException {
    if (count == 0 || !guards(allocation.committed())) {
      return;
    }
    BlockCheck check = new BlockCheck(this, allocation, null);
    boolean again = integrity.policy() == VerifyPolicy.ALWAYS;
    if (check.run(Blocks.of(offset), Blocks.of(offset + count - 1), again) > 0) {
      throw new RefusedException(IbpError.CHKSUM, "damaged on disk");
    }
  }

  /** Whether a block of these bytes is known to be damaged; may block for the disk. */
  public boolean isKnownDamaged(AllocationRecord record, long offset, long count)
      throws IOException {
    if (count == 0 || !record.protection().damaged()) {
      return false;
    }
    synchronized (activities) {
      return sums.hasDamage(Blocks.of(offset), Blocks.of(offset + count - 1) + 1);
    }
  }

  /**
   * Compares the blocks from one on, as far as they count; blocks for the disk.
   *
   * @return how many of them are damaged
   */
  public long verify(Allocation allocation, long firstBlock, long count) throws IOException {
    return guards(allocation.committed())
        ? new BlockCheck(this, allocation, null).run(firstBlock, firstBlock + count - 1, true)
        : 0;
  }

  /**
   * Gives the blocks from one on a sum that have none, as far as they count and nobody changes
   * them; blocks for the disk.
   *
   * @return how many had none
   */
  public long adopt(Allocation allocation, long firstBlock, long count) throws IOException {
    if (!guards(allocation.committed())) {
      return 0;
    }
    long adopted = new Resum(this, allocation, null).run(firstBlock, firstBlock + count - 1);
    integrity.adopted(adopted);
    return adopted;
  }

  /**
   * The first block from one on whose sum is not known; blocks for the disk.
   *
   * @return it, or the block that it did not look at any more
   */
  public long skipKnown(Allocation allocation, long firstBlock) throws IOException {
    Contents contents = allocation.committed().contents();
    long full = Blocks.of(contents.size());
    long end = Math.min(full, firstBlock + LOOK);
    long[] known = new long[LOOK_AT_ONCE];
    for (long at = firstBlock; at < end; at += LOOK_AT_ONCE) {
      int count = (int) Math.min(LOOK_AT_ONCE, end - at);
      synchronized (activities) {
        sums.read(at, known, count);
      }
      for (int i = 0; i < count; i++) {
        if (!Sum.isKnown(known[i]) && !Sum.isDamaged(known[i])) {
          return at + i;
        }
      }
    }
    return end == full && contents.tailKnown() ? full + 1 : end;
  }

  /** Takes what is stored to be right, damaged blocks too; blocks for the disk. */
  public void accept(Allocation allocation) throws IOException {
    long size = allocation.committed().size();
    if (size > 0 && guards(allocation.committed())) {
      new Resum(this, allocation, Claim.over(0, size)).run(0, Blocks.of(size - 1));
      integrity.settleDamage(this, allocation);
    }
  }

  /**
   * Forgets what lies behind the counted bytes, after the file was cut there or before that, and
   * computes the sum of the last block if it is not known; blocks for the disk.
   *
   * @param cut cuts the data file
   */
  public void cut(Allocation allocation, Cut cut) throws IOException {
    long size = allocation.committed().size();
    Activity change = new Activity(Claim.cut(size), true);
    synchronized (activities) {
      activities.enter(change);
    }
    try {
      cut.run();
      synchronized (activities) {
        sums.cut(Blocks.of(size + Blocks.SIZE - 1));
      }
      verified.remove(Blocks.of(size), Blocks.of(size));
    } finally {
      synchronized (activities) {
        activities.leave(change);
      }
    }
    if (size > 0 && guards(allocation.committed())) {
      new Resum(this, allocation, null).run(Blocks.of(size - 1), Blocks.of(size - 1));
    }
    integrity.settleDamage(this, allocation);
  }

  /** Cuts a data file. */
  public interface Cut {
    void run() throws IOException;
  }

  /** Makes the sums durable. */
  public void force() throws IOException {
    sums.force();
  }

  /** The allocation is gone: no file must be made for it any more. */
  public void abandon() {
    sums.abandon();
  }

  @Override
  public void close() throws IOException {
    sums.close();
  }

  /** Its monitor guards the activities and the sums. */
  Activities activities() {
    return activities;
  }

  FileChannel data() {
    return data;
  }

  SumsFile sums() {
    return sums;
  }

  VerifiedBlocks verified() {
    return verified;
  }

  Integrity integrity() {
    return integrity;
  }

  /** A block was found damaged; holders of the monitor only. */
  void damaged(long block, int expected) throws IOException {
    sums.write(block, Sum.damaged(expected));
    verified.remove(block, block);
  }

  /**
   * An activity that looks at whole blocks, entered already.
   *
   * @param owner whose own changes do not matter; null for none
   */
  Activity look(long firstBlock, long lastBlock, @Nullable Activity owner) {
    long start = Blocks.start(firstBlock);
    Activity look = new Activity(Claim.over(start, Blocks.start(lastBlock + 1)), false, owner);
    synchronized (activities) {
      activities.enter(look);
    }
    return look;
  }

  void leave(Activity activity) {
    synchronized (activities) {
      activities.leave(activity);
    }
  }
}
