package org.datalogistics.lors.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which copy of which block is stored next and where, and what a failure means: a failed
 * depot costs a copy one more placement; a store that is late is begun once more elsewhere; a copy
 * that no depot takes is given up; a block without any copy ends the upload. Not thread-safe.
 */
public final class UploadScheduler {

  /** Attempts of one copy on one depot that fails in ways that may pass (LoRS spec 6.2). */
  private static final int ATTEMPTS_PER_DEPOT = 4;

  private final Placement placement;
  private final int copies;
  private final int threads;
  private final StorePace pace = new StorePace();
  private final Map<Integer, Block> open = new HashMap<>();
  private final Map<Integer, Group> groups = new HashMap<>();
  private final List<Copy> pending = new ArrayList<>();
  private final Set<StoreJob> active = new LinkedHashSet<>();
  private int fewestCopies;
  private int failures;
  private int lostBlock = -1;
  private int lostParity;
  private long wait = Long.MAX_VALUE;

  /** One copy of a block on its way. */
  static final class Copy {
    final Block block;
    private final int index;
    private final Map<DepotAddress, Integer> failures = new HashMap<>();
    private final List<StoreJob> jobs = new ArrayList<>();
    private boolean settled;

    Copy(Block block, int index) {
      this.block = block;
      this.index = index;
    }
  }

  /** A block that is open, with the depots that hold or get it. */
  static final class Block {
    final UploadBlock block;
    private final Set<DepotAddress> holders = new HashSet<>();
    private int stored;
    private int unsettled;

    Block(UploadBlock block) {
      this.block = block;
    }
  }

  /** How many blocks of a group are on each depot. */
  private static final class Group {
    private final Map<DepotAddress, Integer> members = new HashMap<>();
    private int open;
  }

  /**
   * A scheduler over ranked depots.
   *
   * @param ranked best first; those beyond {@code maxDepots} are reserves
   * @param copies most copies of a block, each on a depot of its own
   * @param apart most blocks that are to be kept apart: copies of a block, members of a group
   * @param threads operations at once
   */
  public UploadScheduler(
      List<Candidate> ranked, int maxDepots, int copies, int apart, int threads) {
    if (ranked.isEmpty() || copies < 1) {
      throw new IllegalArgumentException(
          copies + " copies cannot be placed on " + ranked.size() + " depots");
    }
    this.threads = threads;
    int least = Math.max(copies, apart);
    this.placement =
        new Placement(ranked, Math.max(maxDepots, least), least, ATTEMPTS_PER_DEPOT, threads);
    this.copies = Math.min(copies, placement.depots());
    this.fewestCopies = this.copies;
  }

  /** Copies of each block aimed at: no more than there are depots. */
  public int copies() {
    return copies;
  }

  /**
   * The bytes of this block are at hand: its copies may be stored from now on.
   *
   * @param present depots that hold a copy already
   */
  public void open(UploadBlock block, Set<DepotAddress> present) {
    present(block, present);
    Block opened = new Block(block);
    opened.holders.addAll(present);
    opened.stored = present.size();
    opened.unsettled = Math.max(0, Math.min(block.copies(), copies) - present.size());
    if (opened.unsettled == 0) {
      return;
    }
    open.put(block.index(), opened);
    if (block.group() != UploadBlock.ALONE) {
      group(block.group()).open++;
    }
    for (int i = 0; i < opened.unsettled; i++) {
      pending.add(new Copy(opened, present.size() + i));
    }
  }

  /** Copies of a block are there already; those that belong with it keep away from them. */
  public void present(UploadBlock block, Set<DepotAddress> depots) {
    if (block.group() != UploadBlock.ALONE) {
      // Groups follow one another: what is far behind and done is not asked for again. Blocks of
      // those near may still come: each that is being prepared takes one of the operations.
      int near = block.group() - threads;
      groups.entrySet().removeIf(e -> e.getKey() < near && e.getValue().open == 0);
      depots.forEach(depot -> group(block.group()).members.merge(depot, 1, Integer::sum));
    }
  }

  private Group group(int number) {
    return groups.computeIfAbsent(number, any -> new Group());
  }

  /** Blocks that are open and have copies that are neither stored nor given up. */
  public int openBlocks() {
    return open.size();
  }

  /**
   * The next copy to store; null when there is none now: see {@link #waitNanos}. May give up
   * copies: see {@link #isSettled}.
   *
   * @param more whether there are further blocks to be opened, so that there is other work
   */
  public @Nullable StoreJob next(boolean more, long now) {
    wait = Long.MAX_VALUE;
    markLate(pending.isEmpty() && !more, now);
    for (Iterator<Copy> i = pending.iterator(); i.hasNext(); ) {
      Copy copy = i.next();
      Placement.Choice choice = place(copy, now);
      if (choice instanceof Placement.Choice.Use use) {
        i.remove();
        return start(copy, use, false, now);
      }
      if (choice instanceof Placement.Choice.Later later) {
        wait = Math.min(wait, later.nanos());
      } else if (!isHeldUpByAnother(copy)) {
        i.remove();
        settle(copy);
      }
    }
    return second(now);
  }

  private void markLate(boolean idle, long now) {
    for (StoreJob job : active) {
      long late = pace.nanosUntilLate(job, idle, now);
      if (late > 0) {
        wait = Math.min(wait, late);
      } else if (!job.late) {
        job.late = true;
        placement.late(job.depot(), true);
      }
    }
  }

  /** Another attempt for a copy whose only one is late. */
  private @Nullable StoreJob second(long now) {
    for (StoreJob job : active) {
      if (job.late && job.copy.jobs.size() == 1 && !job.copy.settled) {
        if (place(job.copy, now) instanceof Placement.Choice.Use use) {
          String why = "second store, " + job.depot() + " is late; " + use.why();
          return start(job.copy, new Placement.Choice.Use(use.depot(), why), true, now);
        }
      }
    }
    return null;
  }

  private Placement.Choice place(Copy copy, long now) {
    UploadBlock block = copy.block.block;
    Group group = groups.get(block.group());
    return placement.choose(
        new Placement.Wish(
            block.index() + copy.index + turnOf(block.group()),
            block.length(),
            copy.block.holders,
            depot -> group == null ? 0 : group.members.getOrDefault(depot, 0),
            depot -> copy.failures.getOrDefault(depot, 0)),
        now);
  }

  /**
   * Where a group begins: somewhere else each time, so that no depot gets nothing but parity, which
   * is hardly ever read.
   */
  private static long turnOf(int group) {
    return group == UploadBlock.ALONE ? 0 : (group * 0x9e3779b97f4a7c15L) >>> 48;
  }

  private StoreJob start(Copy copy, Placement.Choice.Use use, boolean second, long now) {
    UploadBlock block = copy.block.block;
    copy.block.holders.add(use.depot());
    if (block.group() != UploadBlock.ALONE) {
      group(block.group()).members.merge(use.depot(), 1, Integer::sum);
    }
    String copyText =
        block.kind() == UploadBlock.Kind.PARITY
            ? "parity; "
            : block.copies() > 1 ? "copy " + (copy.index + 1) + "; " : "";
    String again = copy.failures.isEmpty() || second ? "" : "once more after a failure; ";
    StoreJob job = new StoreJob(use.depot(), copyText + again + use.why(), second, now, copy);
    copy.jobs.add(job);
    active.add(job);
    return job;
  }

  /** A copy without a free depot may get one when a sibling's attempt fails. */
  private boolean isHeldUpByAnother(Copy copy) {
    return copy.block.holders.size() > copy.block.stored;
  }

  /** Nanoseconds after which {@link #next} may find more; the largest long for "no time known". */
  public long waitNanos() {
    return wait;
  }

  /** The depot has made the allocation. */
  public void allocated(StoreJob job) {
    job.allocated = true;
  }

  /**
   * The copy is stored.
   *
   * @return other attempts for it, to be cancelled and then reported as {@link #dropped}; null when
   *     another attempt was faster, so that this one is in vain
   */
  public @Nullable List<StoreJob> stored(StoreJob job, long now) {
    long bytes = job.block().length();
    boolean inTime = !job.copy.settled;
    ended(job);
    placement.succeeded(job.depot(), bytes, now);
    pace.stored(bytes, now - job.started());
    if (!inTime) {
      free(job);
      return null;
    }
    job.copy.block.stored++;
    settle(job.copy);
    for (StoreJob loser : job.copy.jobs) {
      placement.slow(loser.depot(), now);
    }
    return List.copyOf(job.copy.jobs);
  }

  /** A cancelled attempt has ended. */
  public void dropped(StoreJob job) {
    ended(job);
    placement.dropped(job.depot(), job.block().length());
    free(job);
  }

  private void ended(StoreJob job) {
    active.remove(job);
    job.copy.jobs.remove(job);
    if (job.late) {
      placement.late(job.depot(), false);
    }
  }

  private void free(StoreJob job) {
    job.copy.block.holders.remove(job.depot());
    Group group = groups.get(job.block().group());
    if (group != null) {
      group.members.merge(job.depot(), -1, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
    }
  }

  /**
   * The attempt failed.
   *
   * @param retryable whether the same depot may take it later
   */
  public void failed(StoreJob job, boolean retryable, long now) {
    failures++;
    ended(job);
    placement.failed(job.depot(), job.block().length(), now);
    free(job);
    job.copy.failures.merge(job.depot(), retryable ? 1 : ATTEMPTS_PER_DEPOT, Integer::sum);
    if (job.copy.jobs.isEmpty() && !job.copy.settled) {
      pending.add(0, job.copy);
    }
  }

  /**
   * Attempts that are very late, that no other depot can take, and of blocks that have another
   * copy: their copies are given up. To be cancelled and then reported as {@link #dropped}.
   */
  public List<StoreJob> hopeless(long now) {
    List<StoreJob> hopeless = new ArrayList<>();
    for (StoreJob job : active) {
      if (job.late
          && !job.copy.settled
          && job.copy.block.stored > 0
          && job.copy.jobs.size() == 1
          && pace.isHopeless(job, now)) {
        hopeless.add(job);
      }
    }
    for (StoreJob job : hopeless) {
      placement.blame(job.depot(), now);
      settle(job.copy);
    }
    return hopeless;
  }

  private void settle(Copy copy) {
    copy.settled = true;
    Block block = copy.block;
    block.unsettled--;
    if (block.unsettled > 0) {
      return;
    }
    open.remove(block.block.index());
    Group group = groups.get(block.block.group());
    if (group != null) {
      group.open--;
    }
    if (block.block.kind() == UploadBlock.Kind.DATA) {
      fewestCopies = Math.min(fewestCopies, block.stored);
    }
    if (block.stored > 0) {
      return;
    }
    if (block.block.kind() == UploadBlock.Kind.PARITY) {
      lostParity++;
    } else if (lostBlock < 0) {
      lostBlock = block.block.index();
    }
  }

  /** Whether every copy of the block is stored or given up; only for blocks that were opened. */
  public boolean isSettled(int block) {
    return !open.containsKey(block);
  }

  /** Blocks of parity that no depot took: the file is less safe without them, but whole. */
  public int lostParity() {
    return lostParity;
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
