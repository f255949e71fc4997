import java.util.concurrent.atomic.AtomicLongArray;

/** How long operations took, in steps of a tenth: any thread may add. */
final class Latencies {
  private static final double STEP = Math.log(1.1);
  private final AtomicLongArray counts = new AtomicLongArray(400);

  void add(long nanos) {
    int bucket = (int) (Math.log(Math.max(1, nanos)) / STEP);
    counts.incrementAndGet(Math.min(bucket, counts.length() - 1));
  }

  long count() {
    long total = 0;
    for (int i = 0; i < counts.length(); i++) {
      total += counts.get(i);
    }
    return total;
  }

  /** Milliseconds within which that share of the operations ended. */
  double milliseconds(double share) {
    long wanted = (long) Math.ceil(count() * share);
    long seen = 0;
    for (int i = 0; i < counts.length(); i++) {
      seen += counts.get(i);
      if (seen >= wanted) {
        return Math.exp((i + 1) * STEP) / 1e6;
      }
    }
    return Double.NaN;
  }
}
