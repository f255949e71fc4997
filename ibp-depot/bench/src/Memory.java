import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Memory of a depot of its own with many connections, busy and idle. */
final class Memory {
  static final String PART = "memory";
  static final String PEAK = "peak MiB";
  static final String BUSY = "200 busy";
  static final String IDLE_TOO = "200 busy, 2000 idle";
  private static final int CONNECTIONS = 200;
  private static final int SIZE = 4 << 20;
  private static final long NANOS = 10_000_000_000L;

  private final Report report;

  Memory(Report report) {
    this.report = report;
  }

  void run(Place place) throws Exception {
    measure(place, BUSY, 0);
    measure(place, IDLE_TOO, 2000);
  }

  private void measure(Place place, String test, int idle) throws Exception {
    List<Line> waiting = new ArrayList<>();
    try (DepotPeer depot = new DepotPeer(place, "memory-" + idle, "")) {
      for (int i = 0; i < idle; i++) {
        waiting.add(new Line(depot.port(), 16));
      }
      AtomicBoolean end = new AtomicBoolean();
      double[] anonymous = new double[1];
      Thread watch = new Thread(() -> watch(depot, end, anonymous), "watch");
      watch.start();
      long endNanos = System.nanoTime() + NANOS;
      Streams.Done done =
          Streams.run(CONNECTIONS, stream -> work(depot.port(), stream % 2 == 0, endNanos));
      end.set(true);
      watch.join();
      report.add(
          PART,
          test,
          "depot",
          Report.metrics(
              PEAK,
              Processes.mebibytes(depot.process(), "VmHWM"),
              "of it private",
              anonymous[0],
              "GiB/s",
              done.rate() / (1L << 30)));
    } finally {
      for (Line line : waiting) {
        line.close();
      }
    }
  }

  /** Half of them store, half of them read what they stored. */
  private static long work(int port, boolean reads, long endNanos) throws IOException {
    long bytes = 0;
    try (Ibp ibp = new Ibp(new Line(port, 64 << 10))) {
      while (System.nanoTime() < endNanos) {
        Ibp.Keys keys = ibp.allocate(SIZE);
        ibp.store(keys, SIZE);
        bytes += SIZE;
        for (int i = 0; reads && i < 4 && System.nanoTime() < endNanos; i++) {
          ibp.load(keys, 0, SIZE);
          bytes += SIZE;
        }
        ibp.delete(keys);
      }
    }
    return bytes;
  }

  private static void watch(DepotPeer depot, AtomicBoolean end, double[] most) {
    try {
      while (!end.get()) {
        most[0] = Math.max(most[0], Processes.mebibytes(depot.process(), "RssAnon"));
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("memory is watched no longer: " + e);
    }
  }
}
