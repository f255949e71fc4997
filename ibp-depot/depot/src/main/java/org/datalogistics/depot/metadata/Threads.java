package org.datalogistics.depot.metadata;

/** Ends of threads. */
final class Threads {
  private Threads() {}

  /** Waits for its end, whoever interrupts. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
