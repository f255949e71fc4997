package org.datalogistics.lors.transfer;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Named daemon threads that come when needed. What is queued is bounded by who uses them. */
final class Workers {

  private Workers() {}

  static ExecutorService pool(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  static <T> CompletableFuture<T> call(ExecutorService pool, Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    pool.execute(() -> complete(result, task));
    return result;
  }

  /** The same at once, for tasks that only check something. */
  static <T> CompletableFuture<T> callHere(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    complete(result, task);
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
    try {
      result.complete(task.call());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }
}
