import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A great many allocations on one resource: whether the rate of making them holds, and how soon the
 * depot serves again after it was killed and after it ended cleanly.
 */
public final class Many {
  private static final int GROUP = 100_000;
  private static final int WINDOW = 256;
  private static final int KEEP_EACH = 9_973;
  private static final int SIZE = 1024;

  private final Path folder;
  private final String resourceKeys;
  private final List<Ibp.Keys> kept = new ArrayList<>();

  private Many(Path folder, String resourceKeys) {
    this.folder = folder;
    this.resourceKeys = resourceKeys;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments =
        new Arguments(args, Set.of("--allocations", "--dir", "--restart-limit", "--resource"));
    long count = arguments.number("--allocations", 1_000_000);
    double limit = arguments.number("--restart-limit", 5);
    Path parent = Path.of(arguments.text("--dir", "/var/tmp"));
    Path folder = Files.createTempDirectory(parent, "dlt-many");
    boolean good;
    try {
      good = new Many(folder, arguments.text("--resource", "")).run(count, limit);
    } finally {
      Place.delete(folder);
    }
    System.exit(good ? 0 : 1);
  }

  private boolean run(long count, double limit) throws Exception {
    Path data = folder.resolve("depot");
    System.out.println(Machine.describe());
    System.out.printf(
        "%12s %12s %12s %12s%n", "allocations", "per second", "resident MiB", "CPU µs");
    DepotProcess depot = new DepotProcess(data, resourceKeys, 0);
    int port = depot.port();
    List<Double> rates = fill(depot, count);
    boolean steady = steady(rates);
    depot.kill();
    double killed = restarted(new DepotProcess(data, resourceKeys, port), "killed");
    double ended = restarted(new DepotProcess(data, resourceKeys, port), "ended cleanly");
    System.out.printf("metadata: %d MiB%n", bytes(data) >> 20);
    System.out.println(steady ? "the rate is steady" : "THE RATE FALLS");
    boolean quick = Math.max(killed, ended) <= limit;
    System.out.printf("restarts within %.0f s: %s%n", limit, quick ? "yes" : "NO");
    return steady && quick;
  }

  private List<Double> fill(DepotProcess depot, long count) throws IOException {
    List<Double> rates = new ArrayList<>();
    try (Ibp ibp = new Ibp(depot.port())) {
      for (long made = 0; made < count; ) {
        int group = (int) Math.min(GROUP, count - made);
        double cpu = Processes.cpuSeconds(depot.process());
        long start = System.nanoTime();
        allocate(ibp, group, made);
        double rate = group / ((System.nanoTime() - start) / 1e9);
        made += group;
        rates.add(rate);
        System.out.printf(
            Locale.ROOT,
            "%12d %12.0f %12.0f %12.0f%n",
            made,
            rate,
            Processes.mebibytes(depot.process(), "VmRSS"),
            (Processes.cpuSeconds(depot.process()) - cpu) * 1e6 / group);
      }
    }
    return rates;
  }

  /** With half a window to a window of requests under way at any time. */
  private void allocate(Ibp ibp, int count, long before) throws IOException {
    Line line = ibp.line();
    String request = Ibp.allocation(SIZE, 86_400);
    int sent = 0;
    for (int answered = 0; answered < count; answered++) {
      if (sent - answered <= WINDOW / 2 && sent < count) {
        for (int i = 0; i < WINDOW / 2 && sent < count; i++, sent++) {
          line.queue(request, 0);
        }
        line.flush();
      }
      String answer = line.readLine();
      if (!answer.startsWith("1 ")) {
        throw new IOException("allocation " + (before + answered) + " was refused: " + answer);
      }
      if ((before + answered) % KEEP_EACH == 0) {
        kept.add(Ibp.Keys.of(answer));
      }
    }
  }

  /** Whether the last third was made at no less than 70 % of the rate of the quickest third. */
  private static boolean steady(List<Double> rates) {
    int third = Math.max(1, rates.size() / 3);
    double best = 0;
    for (int from = 0; from + third <= rates.size(); from += third) {
      best = Math.max(best, mean(rates.subList(from, from + third)));
    }
    return mean(rates.subList(rates.size() - third, rates.size())) >= 0.7 * best;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** Looks at allocations in the depot just started, then ends it. */
  private double restarted(DepotProcess depot, String after) throws IOException {
    long start = System.nanoTime();
    try (depot;
        Ibp ibp = new Ibp(depot.port())) {
      for (Ibp.Keys keys : kept) {
        String answer = ibp.probe(keys);
        if (!answer.startsWith("1 1 ")) {
          throw new IOException("an allocation is lost after the restart: " + answer);
        }
      }
      double probes = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      allocate(ibp, 1000, 1); // behind the restart there is room for more
      System.out.printf(
          Locale.ROOT,
          "restart of a depot that was %s: READY after %.2f s; %d probes %.2f s; 1000 more %.2f"
              + " s%n",
          after,
          depot.startSeconds(),
          kept.size(),
          probes,
          (System.nanoTime() - start) / 1e9);
    }
    return depot.startSeconds();
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : Place.files(folder)) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
