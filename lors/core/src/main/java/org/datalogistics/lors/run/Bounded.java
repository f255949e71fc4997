package org.datalogistics.lors.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.datalogistics.lors.CancelledException;

/** Asks many things of depots, so many at once, and waits for all answers. */
public final class Bounded {
  private static final long TICK_MILLIS = 100;

  private Bounded() {}

  /**
   * The answers, in the order of the questions.
   *
   * @param ask starts a question; its future has a deadline of its own and never fails
   * @throws CancelledException when cancelled, interrupted or out of time; what is under way ends
   *     by itself
   */
  public static <T, R> List<R> all(
      List<T> questions, int atOnce, Watch watch, Function<T, CompletableFuture<R>> ask)
      throws CancelledException {
    Semaphore free = new Semaphore(atOnce);
    List<CompletableFuture<R>> answers = new ArrayList<>(questions.size());
    try {
      for (T question : questions) {
        acquire(1, free, watch);
        answers.add(ask.apply(question).whenComplete((answer, failure) -> free.release()));
      }
      acquire(atOnce, free, watch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static void acquire(int permits, Semaphore free, Watch watch)
      throws InterruptedException, CancelledException {
    watch.check();
    while (!free.tryAcquire(permits, TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      watch.check();
    }
  }
}
