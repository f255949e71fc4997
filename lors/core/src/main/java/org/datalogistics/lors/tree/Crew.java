package org.datalogistics.lors.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Threads that take tasks from a short queue. Big tasks share the slots with small ones: one that
 * needs all runs alone.
 */
final class Crew implements AutoCloseable {
  private static final int QUEUED = 512;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUED);
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore slots;
  private final int size;
  private final BooleanSupplier stopping;
  private volatile boolean complete;

  /**
   * A crew.
   *
   * @param size threads, and slots
   * @param stopping whether what is queued need not be done any more
   */
  Crew(String name, int size, BooleanSupplier stopping) {
    this.size = size;
    this.slots = new Semaphore(size, true);
    this.stopping = stopping;
    for (int i = 0; i < size; i++) {
      Thread thread = new Thread(this::work, name + "-" + (i + 1));
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  /** Queues a task, waiting for room; started threads are as many as there are tasks, or all. */
  void submit(Runnable task) throws InterruptedException {
    for (Thread thread : threads) {
      if (thread.getState() != Thread.State.NEW) {
        continue;
      }
      thread.start();
      break;
    }
    while (!stopping.getAsBoolean()) {
      if (queue.offer(task, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  /** Runs the action with so many of the slots, when they are free. */
  void withSlots(int wanted, Action action) throws InterruptedException {
    int taken = Math.max(1, Math.min(wanted, size));
    slots.acquire(taken);
    try {
      action.run();
    } finally {
      slots.release(taken);
    }
  }

  /** Something that ends when it is interrupted. */
  @FunctionalInterface
  interface Action {
    void run() throws InterruptedException;
  }

  private void work() {
    try {
      while (!stopping.getAsBoolean()) {
        Runnable task = queue.poll();
        if (task == null) {
          if (complete) {
            return;
          }
          task = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (task != null) {
          task.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: the thread ends here
    }
  }

  /** Waits for all tasks. */
  void finish() throws InterruptedException {
    complete = true;
    for (Thread thread : threads) {
      if (thread.getState() != Thread.State.NEW) {
        thread.join();
      }
    }
  }

  @Override
  public void close() {
    complete = true;
    queue.clear();
    threads.forEach(Thread::interrupt);
  }
}
