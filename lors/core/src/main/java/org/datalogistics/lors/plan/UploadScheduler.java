package org.datalogistics.lors.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides which copy of which block is stored next and where, and what a failure means: a failed
 * depot costs a copy one more placement; a copy that no depot takes is given up; a block without
 * any copy ends the upload. Not thread-safe.
 */
public final class UploadScheduler {

  /** Attempts of one copy on one depot that fails in ways that may pass (LoRS spec 6.2). */
  private static final int ATTEMPTS_PER_DEPOT = 4;

  private final Placement placement;
  private final int copies;
  private final Map<Integer, Block> open = new HashMap<>();
  private final List<Copy> pending = new ArrayList<>();
  private int fewestCopies;
  private int failures;
  private int lostBlock = -1;
  private long wait = Long.MAX_VALUE;

  /** One copy of a block on its way. */
  static final class Copy {
    private final Block block;
    private final int index;
    private final Map<DepotAddress, Integer> failures = new HashMap<>();

    Copy(Block block, int index) {
      this.block = block;
      this.index = index;
    }
  }

  private static final class Block {
    private final int index;
    private final Set<DepotAddress> holders = new HashSet<>();
    private int stored;
    private int unsettled;

    Block(int index, int copies) {
      this.index = index;
      this.unsettled = copies;
    }
  }

  /**
   * A scheduler over ranked depots.
   *
   * @param ranked best first; those beyond {@code maxDepots} are reserves
   * @param copies copies of every block wanted, each on a depot of its own
   */
  public UploadScheduler(List<DepotAddress> ranked, int maxDepots, int copies) {
    if (ranked.isEmpty() || copies < 1) {
      throw new IllegalArgumentException(
          copies + " copies cannot be placed on " + ranked.size() + " depots");
    }
    this.placement = new Placement(ranked, Math.max(maxDepots, copies), ATTEMPTS_PER_DEPOT);
    this.copies = Math.min(copies, placement.depots());
    this.fewestCopies = this.copies;
  }

  /** Copies of each block aimed at: no more than there are depots. */
  public int copies() {
    return copies;
  }

  /** The bytes of this block are at hand: its copies may be stored from now on. */
  public void open(int index) {
    Block block = new Block(index, copies);
    open.put(index, block);
    for (int i = 0; i < copies; i++) {
      pending.add(new Copy(block, i));
    }
  }

  /** Blocks that are open and have copies that are neither stored nor given up. */
  public int openBlocks() {
    return open.size();
  }

  /**
   * The next copy to store; null when there is none now: see {@link #waitNanos}. May give up
   * copies: see {@link #isSettled}.
   */
  public @Nullable StoreJob next(long now) {
    wait = Long.MAX_VALUE;
    for (Iterator<Copy> i = pending.iterator(); i.hasNext(); ) {
      Copy copy = i.next();
      Placement.Choice choice =
          placement.choose(
              copy.block.index,
              copy.index,
              copy.block.holders,
              depot -> copy.failures.getOrDefault(depot, 0),
              now);
      if (choice instanceof Placement.Choice.Use use) {
        i.remove();
        copy.block.holders.add(use.depot());
        return new StoreJob(copy.block.index, use.depot(), copy);
      }
      if (choice instanceof Placement.Choice.Later later) {
        wait = Math.min(wait, later.nanos());
      } else if (!isHeldUpByAnother(copy)) {
        i.remove();
        settle(copy.block);
      }
    }
    return null;
  }

  /** A copy without a free depot may get one when a sibling's attempt fails. */
  private boolean isHeldUpByAnother(Copy copy) {
    return copy.block.holders.size() > copy.block.stored;
  }

  /** Nanoseconds after which {@link #next} may find more; the largest long for "no time known". */
  public long waitNanos() {
    return wait;
  }

  /** The copy is stored. */
  public void stored(StoreJob job) {
    placement.succeeded(job.depot());
    Block block = job.copy.block;
    block.stored++;
    settle(block);
  }

  /**
   * The attempt failed.
   *
   * @param retryable whether the same depot may take it later
   */
  public void failed(StoreJob job, boolean retryable, long now) {
    failures++;
    placement.failed(job.depot(), now);
    job.copy.block.holders.remove(job.depot());
    job.copy.failures.merge(job.depot(), retryable ? 1 : ATTEMPTS_PER_DEPOT, Integer::sum);
    pending.add(0, job.copy);
  }

  private void settle(Block block) {
    block.unsettled--;
    if (block.unsettled > 0) {
      return;
    }
    open.remove(block.index);
    fewestCopies = Math.min(fewestCopies, block.stored);
    if (block.stored == 0 && lostBlock < 0) {
      lostBlock = block.index;
    }
  }

  /** Whether every copy of the block is stored or given up; only for blocks that were opened. */
  public boolean isSettled(int block) {
    return !open.containsKey(block);
  }

  /** A block that no depot took: the upload has failed; -1 when there is none. */
  public int lostBlock() {
    return lostBlock;
  }

  /** Copies of the block that has the fewest, among the settled ones. */
  public int fewestCopies() {
    return fewestCopies;
  }

  /** Failed attempts so far. */
  public int failures() {
    return failures;
  }
}
