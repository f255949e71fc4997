package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.plan.BlockPlan;
import org.datalogistics.lors.plan.StoreJob;
import org.datalogistics.lors.plan.UploadBlock;
import org.datalogistics.lors.plan.UploadScheduler;
import org.datalogistics.lors.run.Abandoned;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Inbox;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/** One upload under way. All state belongs to the thread that calls {@link #run}. */
final class UploadRun {
  /** How long a stopped upload waits for what is under way. */
  private static final Duration STOPPING = Duration.ofSeconds(5);

  /** How long a successful one waits for what it did in vain. */
  private static final Duration TIDYING = Duration.ofSeconds(3);

  /** A depot that does not answer an ALLOCATE in this time has failed. */
  private static final long ALLOCATE_LIMIT = Duration.ofSeconds(20).toNanos();

  private final UploadRequest request;
  private final DepotOperations depots;
  private final InstantSource clock;
  private final TransferListener listener;
  private final Watch watch;
  private final BlockPlan plan;
  private final BlockSupply supply;
  private final StoredLog log;
  private final UploadScheduler scheduler;
  private final Abandoned abandoned;
  private final Inbox inbox = new Inbox();

  private final Map<StoreJob, StoreAttempt> inFlight = new LinkedHashMap<>();

  /** Attempts that were ended because they are no longer needed. */
  private final Set<StoreJob> unneeded = new HashSet<>();

  private final Map<Integer, PreparedBlock> open = new HashMap<>();
  private final Set<Integer> retried = new HashSet<>();
  private final List<StoredBlock> stored = new ArrayList<>();
  private final Map<Integer, Set<DepotAddress>> present = new HashMap<>();
  private int nextBlock;
  private int preparing;
  private long storedBytes;
  private @Nullable IOException sourceFailure;
  private String lastFailure = "no depot is left";
  private boolean givingUp;

  /**
   * An upload.
   *
   * @param apart most blocks of the plan that are to be kept apart
   * @param log what is stored already; is told what comes
   */
  UploadRun(
      UploadRequest request,
      DepotOperations depots,
      InstantSource clock,
      TransferListener listener,
      Watch watch,
      BlockPlan plan,
      int apart,
      BlockSupply supply,
      StoredLog log) {
    this.request = request;
    this.depots = depots;
    this.clock = clock;
    this.listener = listener;
    this.watch = watch;
    this.plan = plan;
    this.supply = supply;
    this.log = log;
    this.scheduler =
        new UploadScheduler(
            request.depots(),
            request.storage().maxDepots(),
            request.storage().copies(),
            apart,
            request.limits().threads());
    this.abandoned = new Abandoned(depots);
  }

  /** Stores everything; else throws, and what is not in the log is given back. */
  List<StoredBlock> run(Cancellation cancellation) throws IOException, InterruptedException {
    boolean complete = false;
    Cancellation.Registration waking = cancellation.onCancel(() -> inbox.post(() -> {}));
    try {
      if (scheduler.copies() < request.storage().copies()) {
        warn(fewerCopies(request.storage().copies(), scheduler.copies()));
      }
      for (StoredBlock block : log.present()) {
        present.computeIfAbsent(block.block().index(), any -> new HashSet<>()).add(block.depot());
        stored.add(block);
        storedBytes += block.block().length();
      }
      listener.onEvent(new TransferEvent.Planned(plannedBytes()));
      while (!isDone()) {
        step();
      }
      if (scheduler.lostParity() > 0) {
        warn(scheduler.lostParity() + " blocks of parity could not be stored: " + lastFailure);
      }
      complete = true;
    } finally {
      waking.close();
      if (!complete) {
        giveUp();
      }
      abandoned.await(complete ? TIDYING : Duration.ofSeconds(15));
    }
    return stored;
  }

  static String fewerCopies(int wanted, int possible) {
    return "%d copies were asked for, but only %d of the depots can be used: that many are made"
        .formatted(wanted, possible);
  }

  private void warn(String text) {
    listener.onEvent(new TransferEvent.Warning(text));
  }

  private long plannedBytes() {
    long sum = 0;
    for (int i = 0; i < plan.count(); i++) {
      UploadBlock block = plan.block(i);
      sum += block.length() * Math.min(block.copies(), scheduler.copies());
    }
    return sum;
  }

  /** Copies of the block that has the fewest. */
  int fewestCopies() {
    return plan.count() == 0 ? 0 : scheduler.fewestCopies();
  }

  int failures() {
    return scheduler.failures();
  }

  private boolean isDone() {
    return nextBlock == plan.count()
        && preparing == 0
        && scheduler.openBlocks() == 0
        && scheduler.lostBlock() < 0
        && sourceFailure == null;
  }

  private void step() throws IOException, InterruptedException {
    watch.check();
    if (sourceFailure != null) {
      throw sourceFailure;
    }
    int threads = request.limits().threads();
    skipPresent();
    while (inFlight.size() < threads) {
      boolean more = mayPrepare(threads);
      StoreJob job = scheduler.next(more, watch.now());
      releaseSettled();
      if (job != null) {
        start(job);
      } else if (more) {
        prepare(nextBlock++);
        skipPresent();
      } else {
        break;
      }
    }
    if (scheduler.lostBlock() >= 0) {
      throw new LorsException(
          "no depot took bytes "
              + plan.block(scheduler.lostBlock()).range()
              + " of "
              + request.name()
              + ": "
              + lastFailure);
    }
    if (!isDone()) {
      inbox.run(watch.tick(scheduler.waitNanos()));
      stopSilent(watch.now());
    }
    watch.report(storedBytes);
  }

  /** Some blocks are kept ready beyond those under way, so that a slow depot holds no other up. */
  private boolean mayPrepare(int threads) {
    return nextBlock < plan.count()
        && open.size() + preparing < Math.min(supply.maxOpen(), 4 * threads)
        && inFlight.size() + preparing < threads;
  }

  private void skipPresent() {
    while (nextBlock < plan.count()) {
      UploadBlock block = plan.block(nextBlock);
      Set<DepotAddress> holders = present.get(block.index());
      if (holders == null || holders.size() < Math.min(block.copies(), scheduler.copies())) {
        return;
      }
      scheduler.present(block, holders);
      nextBlock++;
    }
  }

  private void prepare(int block) {
    preparing++;
    supply
        .prepare(block)
        .whenComplete((ready, failure) -> inbox.post(() -> prepared(block, ready, failure)));
  }

  private void prepared(int block, @Nullable PreparedBlock prepared, @Nullable Throwable failure) {
    preparing--;
    if (prepared != null) {
      open.put(block, prepared);
      scheduler.open(plan.block(block), present.getOrDefault(block, Set.of()));
    } else if (sourceFailure == null) {
      Throwable cause = Failures.cause(failure);
      sourceFailure =
          cause instanceof IOException io
              ? io
              : new LorsException("cannot prepare block " + block + ": " + cause, cause);
    }
  }

  private void start(StoreJob job) {
    UploadBlock block = job.block();
    PreparedBlock prepared = open.get(block.index());
    if (prepared == null) {
      throw new IllegalStateException(job + " is not open");
    }
    if (job.isSecond() || retried.remove(block.index())) {
      listener.onEvent(new TransferEvent.Retried(block.range(), job.depot()));
    }
    listener.onEvent(new TransferEvent.Placed(block.range(), job.depot(), job.why()));
    StoreAttempt attempt = new StoreAttempt(job, prepared, abandoned);
    inFlight.put(job, attempt);
    attempt
        .start(depots, request.storage(), watch, clock, () -> inbox.post(() -> allocated(job)))
        .whenComplete((copy, failure) -> inbox.post(() -> ended(attempt, copy, failure)));
  }

  private void allocated(StoreJob job) {
    scheduler.allocated(job);
    listener.onEvent(new TransferEvent.Allocated(job.block().range(), job.depot()));
  }

  private void ended(
      StoreAttempt attempt, StoreAttempt.@Nullable Stored copy, @Nullable Throwable failure) {
    StoreJob job = attempt.job;
    inFlight.remove(job);
    boolean wasUnneeded = unneeded.remove(job);
    if (copy != null) {
      finished(attempt, copy);
    } else if (givingUp) {
      return; // broken off here: the depot is not to blame
    } else if (wasUnneeded) {
      scheduler.dropped(job);
    } else {
      failed(job, Failures.cause(failure));
    }
  }

  private void finished(StoreAttempt attempt, StoreAttempt.Stored copy) {
    StoreJob job = attempt.job;
    List<StoreJob> losers = givingUp ? null : scheduler.stored(job, watch.now());
    if (losers == null) {
      abandoned.give(copy.capabilities());
      return;
    }
    for (StoreJob loser : losers) {
      stop(loser, new LorsException("another depot was faster"));
    }
    StoredBlock block =
        new StoredBlock(
            job.block(),
            job.depot(),
            StoredExtents.of(job.block(), attempt.form, copy, request.storage()));
    stored.add(block);
    storedBytes += job.block().length();
    try {
      log.stored(block);
    } catch (IOException e) {
      sourceFailure = e;
    }
    listener.onEvent(new TransferEvent.Stored(job.block().range(), job.depot()));
    releaseSettled();
  }

  private void failed(StoreJob job, Throwable cause) {
    lastFailure = Failures.reason(cause);
    boolean retryable = !(cause instanceof IbpException ibp) || ibp.isRetryable();
    scheduler.failed(job, retryable, watch.now());
    retried.add(job.block().index());
    listener.onEvent(new TransferEvent.Failed(job.block().range(), job.depot(), lastFailure));
  }

  private void stop(StoreJob job, Exception reason) {
    StoreAttempt attempt = inFlight.get(job);
    if (attempt != null) {
      unneeded.add(job);
      attempt.stop(reason);
    }
  }

  /** Ends what a depot does not answer, and what is so late that it is not worth waiting for. */
  private void stopSilent(long now) {
    for (StoreAttempt attempt : List.copyOf(inFlight.values())) {
      if (attempt.job.isAllocating() && now - attempt.job.started() > ALLOCATE_LIMIT) {
        attempt.stop(
            new IbpException(
                IbpError.CLIENT_TIMEOUT,
                "ALLOCATE on " + attempt.job.depot() + ": no answer for 20 s"));
      }
    }
    for (StoreJob job : scheduler.hopeless(now)) {
      listener.onEvent(
          new TransferEvent.Failed(
              job.block().range(), job.depot(), "much too slow, and no other depot can take it"));
      stop(job, new LorsException("too slow"));
    }
  }

  private void releaseSettled() {
    open.keySet()
        .removeIf(
            block -> {
              boolean settled = scheduler.isSettled(block);
              if (settled) {
                supply.release(block);
              }
              return settled;
            });
  }

  /** Stops what is under way and gives back every allocation made that nobody will ask for. */
  private void giveUp() {
    givingUp = true;
    List.copyOf(inFlight.values()).forEach(a -> a.stop(new LorsException("stopped")));
    long end = watch.now() + STOPPING.toNanos();
    boolean interrupted = false;
    while (!inFlight.isEmpty() && watch.now() < end) {
      try {
        inbox.run(end - watch.now());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (!log.isKept()) {
      for (StoredBlock block : stored) {
        String manage = block.extent().manage();
        if (manage != null) {
          abandoned.give(Capability.parse(manage));
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
