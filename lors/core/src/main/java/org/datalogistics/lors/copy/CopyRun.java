package org.datalogistics.lors.copy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.run.Abandoned;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Inbox;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/** Copies under way. All state belongs to the thread that calls {@link #run}. */
final class CopyRun {
  /** How long a stopped run waits for what is under way. */
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final CopyRequest request;
  private final DepotOperations depots;
  private final InstantSource clock;
  private final TransferListener listener;
  private final Watch watch;
  private final CopySchedule schedule;
  private final Abandoned abandoned;
  private final Inbox inbox = new Inbox();

  private final Map<DepotCopy, CopyTask> inFlight = new HashMap<>();
  private final Deque<CopyTask> waiting = new ArrayDeque<>();
  private final List<CopyResult.Made> made = new ArrayList<>();
  private final List<CopyResult.Missed> missed = new ArrayList<>();
  private int nextJob;
  private long copiedBytes;
  private int failures;
  private boolean givingUp;

  CopyRun(
      CopyRequest request,
      DepotOperations depots,
      InstantSource clock,
      TransferListener listener,
      Watch watch) {
    this.request = request;
    this.depots = depots;
    this.clock = clock;
    this.listener = listener;
    this.watch = watch;
    this.schedule = new CopySchedule(request.thirdParty());
    this.abandoned = new Abandoned(depots);
  }

  /** Makes all copies that can be made; gives everything back when it is stopped. */
  CopyResult run(Cancellation cancellation) throws CancelledException, InterruptedException {
    boolean complete = false;
    Cancellation.Registration waking = cancellation.onCancel(() -> inbox.post(() -> {}));
    try {
      listener.onEvent(new TransferEvent.Planned(request.bytes()));
      while (!isDone()) {
        watch.check();
        startSome();
        if (!isDone()) {
          inbox.run(watch.tick(Long.MAX_VALUE));
        }
        watch.report(copiedBytes);
      }
      complete = true;
    } finally {
      waking.close();
      if (!complete) {
        giveUp();
      }
      abandoned.await();
    }
    made.sort(
        Comparator.comparingInt(CopyResult.Made::job).thenComparingInt(CopyResult.Made::stage));
    missed.sort(
        Comparator.comparingInt(CopyResult.Missed::job).thenComparingInt(CopyResult.Missed::stage));
    return new CopyResult(made, missed, failures, watch.elapsed());
  }

  private boolean isDone() {
    return nextJob == request.jobs().size() && waiting.isEmpty() && inFlight.isEmpty();
  }

  private void startSome() {
    while (inFlight.size() < request.limits().threads()) {
      CopyTask task = waiting.poll();
      if (task == null) {
        if (nextJob == request.jobs().size()) {
          return;
        }
        task = new CopyTask(nextJob, request.jobs().get(nextJob));
        nextJob++;
      }
      start(task);
    }
  }

  /** Starts the next attempt of a job; copies that cannot be made are passed over. */
  private void start(CopyTask task) {
    while (!task.isOver()) {
      CopyTry attempt = schedule.next(task);
      if (attempt != null) {
        start(task, attempt);
        return;
      }
      missed.add(
          new CopyResult.Missed(task.index, task.stage(), task.job.range(), task.whyMissed()));
      task.nextStage();
    }
  }

  private void start(CopyTask task, CopyTry attempt) {
    schedule.started(attempt);
    DepotCopy copy = new DepotCopy(attempt, request, depots, watch);
    inFlight.put(copy, task);
    copy.start(clock)
        .whenComplete((extent, failure) -> inbox.post(() -> ended(copy, task, extent, failure)));
  }

  private void ended(
      DepotCopy copy, CopyTask task, @Nullable Extent extent, @Nullable Throwable failure) {
    inFlight.remove(copy);
    CopyTry attempt = copy.what();
    ByteRange range = attempt.range();
    if (extent != null) {
      made.add(
          new CopyResult.Made(
              task.index,
              task.stage(),
              extent,
              attempt.from(),
              attempt.target(),
              attempt.method()));
      schedule.succeeded(task, attempt, extent);
      copiedBytes += range.length();
      listener.onEvent(new TransferEvent.Copied(range, attempt.from(), attempt.target()));
    } else {
      abandoned.give(copy.capabilities());
      if (givingUp) {
        return;
      }
      failed(copy, task, Failures.cause(failure));
    }
    if (!givingUp && !task.isOver()) {
      waiting.addFirst(task);
    }
  }

  private void failed(DepotCopy copy, CopyTask task, Throwable cause) {
    failures++;
    CopyTry attempt = copy.what();
    String reason = Failures.reason(cause);
    CopyBlame blame = CopyBlame.of(copy.isTargetRefused(), cause);
    schedule.failed(task, attempt, blame, reason);
    DepotAddress blamed = blame == CopyBlame.TARGET ? attempt.target() : attempt.from();
    listener.onEvent(new TransferEvent.Failed(attempt.range(), blamed, reason));
  }

  /** Stops what is under way and gives back every copy made. */
  private void giveUp() {
    givingUp = true;
    inFlight.keySet().forEach(DepotCopy::stop);
    long end = watch.now() + STOPPING.toNanos();
    boolean interrupted = false;
    while (!inFlight.isEmpty() && watch.now() < end) {
      try {
        inbox.run(end - watch.now());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    Copies.giveBack(made.stream().map(CopyResult.Made::extent).toList(), abandoned);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
