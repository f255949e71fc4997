import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One client of the soak: mixed requests at random, each timed, until it is told to end. */
final class SoakClient implements Runnable {
  private static final int LIVE = 16;
  private static final int RECONNECT_EACH = 500;

  /** What is timed. */
  enum Operation {
    ALLOCATE,
    STORE,
    WRITE,
    LOAD,
    COPY_WITHIN,
    COPY_TO_OTHER,
    PROBE,
    DELETE
  }

  private record Stored(Ibp.Keys keys, int size) {}

  private final int port;
  private final int otherPort;
  private final Random random;
  private final Map<Operation, Latencies> latencies;
  private final long pauseMillis;
  private final List<Stored> live = new ArrayList<>();
  private volatile Exception failure;
  private volatile boolean ending;

  SoakClient(
      int port, int otherPort, long seed, long pauseMillis, Map<Operation, Latencies> latencies) {
    this.port = port;
    this.otherPort = otherPort;
    this.random = new Random(seed);
    this.pauseMillis = pauseMillis;
    this.latencies = latencies;
  }

  /** Ends it soon; it deletes what it stored, but for what expires by itself. */
  void end() {
    ending = true;
  }

  /** What went wrong, or null. */
  Exception failure() {
    return failure;
  }

  @Override
  public void run() {
    try {
      while (!ending) {
        try (Ibp ibp = new Ibp(new Line(port, 64 << 10));
            Ibp other = new Ibp(new Line(otherPort, 4 << 10))) {
          for (int i = 0; i < RECONNECT_EACH && !ending; i++) {
            step(ibp, other);
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
          }
        }
      }
      try (Ibp ibp = new Ibp(port)) {
        for (Stored stored : live) {
          ibp.delete(stored.keys());
        }
      }
    } catch (IOException | InterruptedException e) {
      failure = e;
    }
  }

  private void step(Ibp ibp, Ibp other) throws IOException {
    int choice = random.nextInt(100);
    if (live.isEmpty() || choice < 15 && live.size() < LIVE) {
      live.add(store(ibp, 3600, 1 + random.nextInt(2 << 20)));
    } else if (choice < 30) { // Left to expire.
      store(ibp, 1 + random.nextInt(5), 1 + random.nextInt(64 << 10));
    } else if (choice < 55) {
      Stored from = any();
      int offset = random.nextInt(from.size());
      timed(Operation.LOAD, () -> ibp.load(from.keys(), offset, from.size() - offset));
    } else if (choice < 70) {
      Stored onto = any();
      int size = Math.min(onto.size(), 1 + random.nextInt(32 << 10));
      int offset = random.nextInt(onto.size() - size + 1);
      timed(Operation.WRITE, () -> ibp.writeAtOnce(onto.keys(), offset, size));
    } else if (choice < 76) {
      Stored from = any();
      Ibp.Keys copy = allocate(ibp, 3, from.size());
      timed(Operation.COPY_WITHIN, () -> ibp.push(from.keys(), copy, from.size()));
    } else if (choice < 80) {
      Stored from = any();
      Ibp.Keys copy = other.allocate(from.size(), 3);
      timed(Operation.COPY_TO_OTHER, () -> ibp.push(from.keys(), copy, from.size()));
    } else if (choice < 90) {
      timed(Operation.PROBE, () -> ibp.probe(any().keys()));
    } else {
      Stored gone = live.remove(random.nextInt(live.size()));
      timed(Operation.DELETE, () -> ibp.delete(gone.keys()));
    }
  }

  private Stored any() {
    return live.get(random.nextInt(live.size()));
  }

  private Stored store(Ibp ibp, int seconds, int size) throws IOException {
    Ibp.Keys keys = allocate(ibp, seconds, size);
    timed(
        Operation.STORE,
        () -> {
          if (size <= 32 << 10) {
            ibp.storeAtOnce(keys, size);
          } else {
            ibp.store(keys, size);
          }
        });
    return new Stored(keys, size);
  }

  private Ibp.Keys allocate(Ibp ibp, int seconds, int size) throws IOException {
    Ibp.Keys[] keys = new Ibp.Keys[1];
    timed(Operation.ALLOCATE, () -> keys[0] = ibp.allocate(size, seconds));
    return keys[0];
  }

  /** One exchange with the depot. */
  private interface Exchange {
    void run() throws IOException;
  }

  private void timed(Operation operation, Exchange exchange) throws IOException {
    long start = System.nanoTime();
    exchange.run();
    latencies.get(operation).add(System.nanoTime() - start);
  }
}
