import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several clients at once, a thread each. */
final class Streams {
  private Streams() {}

  /** What one of them does; gives how much it did. */
  interface Work {
    long run(int stream) throws Exception;
  }

  /** How much was done in which time. */
  record Done(long amount, double seconds) {
    double rate() {
      return amount / seconds;
    }
  }

  static Done run(int streams, Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(streams);
    try {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        int stream = i;
        tasks.add(() -> work.run(stream));
      }
      long start = System.nanoTime();
      long amount = 0;
      for (Future<Long> done : pool.invokeAll(tasks)) {
        amount += done.get();
      }
      return new Done(amount, (System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdown();
    }
  }
}
