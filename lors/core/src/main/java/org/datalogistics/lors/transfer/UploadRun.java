package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.plan.BlockLayout;
import org.datalogistics.lors.plan.StoreJob;
import org.datalogistics.lors.plan.UploadScheduler;
import org.datalogistics.lors.run.Abandoned;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Inbox;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/** One upload under way. All state belongs to the thread that calls {@link #run}. */
final class UploadRun {
  /** How long a stopped upload waits for what is under way. */
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final UploadRequest request;
  private final DepotOperations depots;
  private final InstantSource clock;
  private final TransferListener listener;
  private final Watch watch;
  private final BlockLayout layout;
  private final BlockSupply supply;
  private final UploadScheduler scheduler;
  private final Abandoned abandoned;
  private final Inbox inbox = new Inbox();

  private final Set<StoreAttempt> inFlight = new LinkedHashSet<>();
  private final Map<Integer, PreparedBlock> open = new HashMap<>();
  private final Set<Integer> retried = new HashSet<>();
  private final List<StoredBlock> stored = new ArrayList<>();
  private int nextBlock;
  private int preparing;
  private long storedBytes;
  private @Nullable IOException sourceFailure;
  private String lastFailure = "no depot is left";
  private boolean givingUp;

  /** A copy of a block where it is now. */
  record StoredBlock(
      ByteRange range, DepotAddress depot, StoreAttempt.Stored copy, PreparedBlock.Form form) {}

  UploadRun(
      UploadRequest request,
      DepotOperations depots,
      InstantSource clock,
      TransferListener listener,
      Watch watch,
      BlockLayout layout,
      BlockSupply supply) {
    this.request = request;
    this.depots = depots;
    this.clock = clock;
    this.listener = listener;
    this.watch = watch;
    this.layout = layout;
    this.supply = supply;
    this.scheduler =
        new UploadScheduler(
            Candidate.addresses(request.depots()),
            request.storage().maxDepots(),
            request.storage().copies());
    this.abandoned = new Abandoned(depots);
  }

  /** Stores everything, or gives everything back and throws. */
  List<StoredBlock> run(Cancellation cancellation) throws IOException, InterruptedException {
    boolean complete = false;
    Cancellation.Registration waking = cancellation.onCancel(() -> inbox.post(() -> {}));
    try {
      if (scheduler.copies() < request.storage().copies()) {
        listener.onEvent(
            new TransferEvent.Warning(
                "%d copies were asked for, but only %d of the depots can be used: that many are made"
                    .formatted(request.storage().copies(), scheduler.copies())));
      }
      listener.onEvent(new TransferEvent.Planned(layout.size() * scheduler.copies()));
      while (!isDone()) {
        step();
      }
      complete = true;
    } finally {
      waking.close();
      if (!complete) {
        giveUp();
      }
      abandoned.await();
    }
    return stored;
  }

  /** Copies of the block that has the fewest. */
  int fewestCopies() {
    return layout.count() == 0 ? 0 : scheduler.fewestCopies();
  }

  int failures() {
    return scheduler.failures();
  }

  private boolean isDone() {
    return nextBlock == layout.count()
        && preparing == 0
        && inFlight.isEmpty()
        && scheduler.openBlocks() == 0
        && scheduler.lostBlock() < 0
        && sourceFailure == null;
  }

  private void step() throws IOException, InterruptedException {
    watch.check();
    if (sourceFailure != null) {
      throw sourceFailure;
    }
    while (inFlight.size() < request.limits().threads()) {
      StoreJob job = scheduler.next(watch.now());
      releaseSettled();
      if (job != null) {
        start(job);
      } else if (nextBlock < layout.count()
          && open.size() + preparing < supply.maxOpen()
          && inFlight.size() + preparing < request.limits().threads()) {
        prepare(nextBlock++);
      } else {
        break;
      }
    }
    if (scheduler.lostBlock() >= 0) {
      throw new LorsException(
          "no depot took bytes "
              + layout.block(scheduler.lostBlock())
              + " of "
              + request.name()
              + ": "
              + lastFailure);
    }
    if (!isDone()) {
      inbox.run(watch.tick(scheduler.waitNanos()));
    }
    watch.report(storedBytes);
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
      scheduler.open(block);
    } else if (sourceFailure == null) {
      Throwable cause = Failures.cause(failure);
      sourceFailure =
          cause instanceof IOException io
              ? io
              : new LorsException("cannot prepare block " + block + ": " + cause, cause);
    }
  }

  private void start(StoreJob job) {
    PreparedBlock block = open.get(job.block());
    if (block == null) {
      throw new IllegalStateException(job + " is not open");
    }
    ByteRange range = layout.block(job.block());
    if (retried.remove(job.block())) {
      listener.onEvent(new TransferEvent.Retried(range, job.depot()));
    }
    StoreAttempt attempt = new StoreAttempt(job, block);
    inFlight.add(attempt);
    TransferEvent.Allocated event = new TransferEvent.Allocated(range, job.depot());
    attempt
        .start(
            depots,
            request.storage(),
            watch,
            clock,
            () -> inbox.post(() -> listener.onEvent(event)))
        .whenComplete((copy, failure) -> inbox.post(() -> ended(attempt, copy, failure)));
  }

  private void ended(
      StoreAttempt attempt, StoreAttempt.@Nullable Stored copy, @Nullable Throwable failure) {
    inFlight.remove(attempt);
    StoreJob job = attempt.job;
    ByteRange range = layout.block(job.block());
    if (copy != null) {
      scheduler.stored(job);
      storedBytes += range.length();
      stored.add(new StoredBlock(range, job.depot(), copy, attempt.form));
      listener.onEvent(new TransferEvent.Stored(range, job.depot()));
      releaseSettled();
    } else {
      abandoned.give(attempt.capabilities());
      if (givingUp) {
        return; // broken off here: the depot is not to blame
      }
      Throwable cause = Failures.cause(failure);
      lastFailure = String.valueOf(cause.getMessage());
      boolean retryable = !(cause instanceof IbpException ibp) || ibp.isRetryable();
      scheduler.failed(job, retryable, watch.now());
      retried.add(job.block());
      listener.onEvent(new TransferEvent.Failed(range, job.depot(), lastFailure));
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

  /** Stops what is under way and gives back every allocation made. */
  private void giveUp() {
    givingUp = true;
    inFlight.forEach(StoreAttempt::stop);
    long end = watch.now() + STOPPING.toNanos();
    boolean interrupted = false;
    while (!inFlight.isEmpty() && watch.now() < end) {
      try {
        inbox.run(end - watch.now());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    stored.forEach(block -> abandoned.give(block.copy().capabilities()));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
