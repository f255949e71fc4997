import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A depot with 256 MiB of heap under mixed load for a while: whether what it uses stays the same.
 *
 * <p>Exit status 1 if anything grows or a request fails.
 */
public final class Soak {
  private static final double TOLERATED = 0.1;
  private static final double WARM_UP = 0.25;
  private static final String RESOURCE = "size=3g,trash-deleted=10s,trash-expired=10s";
  private static final long LEASES_AND_TRASH_SECONDS = 5 + 10;
  private static final String FILES = "files";
  private static final int FILES_TOLERATED = 50;
  private static final Pattern USED = Pattern.compile("(?m)^(?! *(?:Meta|class)).* used (\\d+)K");

  private final DepotProcess depot;
  private final DepotProcess other;
  private final Path data;
  private final Map<String, List<Double>> samples = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Integer> filesAtRest = new ArrayList<>();
  private final List<SoakClient> clients = new ArrayList<>();

  private Soak(Path folder) throws IOException {
    this.depot = new DepotProcess(folder.resolve("depot"), RESOURCE, 0);
    this.other = new DepotProcess(folder.resolve("other"), RESOURCE, 0);
    this.data = folder.resolve("depot").resolve("resource-1");
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments =
        new Arguments(
            args, Set.of("--minutes", "--dir", "--clients", "--every", "--pause", "--seed"));
    Path parent = Path.of(arguments.text("--dir", "/dev/shm"));
    Path folder = Files.createTempDirectory(parent, "dlt-soak");
    boolean flat;
    try {
      flat = new Soak(folder).run(arguments);
    } finally {
      Place.delete(folder);
    }
    System.exit(flat ? 0 : 1);
  }

  private boolean run(Arguments arguments) throws Exception {
    long every = TimeUnit.SECONDS.toNanos(arguments.number("--every", 10));
    long minutes = arguments.number("--minutes", 20);
    long seed = arguments.number("--seed", 1);
    long pause = arguments.number("--pause", 0);
    System.out.println(Machine.describe());
    Map<SoakClient.Operation, Latencies> first = latencies();
    Map<SoakClient.Operation, Latencies> second = latencies();
    long start = System.nanoTime();
    long end = start + TimeUnit.MINUTES.toNanos(minutes);
    try (depot;
        other) {
      try {
        int count = (int) arguments.number("--clients", 16);
        begin(count, seed, pause, first);
        boolean secondHalf = false;
        for (long next = start + every; next <= end && failures().isEmpty(); next += every) {
          TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
          sample((next - start) / 1e9);
          if (!secondHalf && next - start > (end - start) / 2) {
            secondHalf = true;
            stop();
            rest();
            begin(count, seed + count, pause, second);
          }
        }
      } finally {
        stop();
      }
      rest();
    }
    print(first, second);
    return verdict();
  }

  private static Map<SoakClient.Operation, Latencies> latencies() {
    Map<SoakClient.Operation, Latencies> all = new EnumMap<>(SoakClient.Operation.class);
    for (SoakClient.Operation operation : SoakClient.Operation.values()) {
      all.put(operation, new Latencies());
    }
    return all;
  }

  private void begin(
      int count, long seed, long pause, Map<SoakClient.Operation, Latencies> latencies) {
    for (int i = 0; i < count; i++) {
      SoakClient client = new SoakClient(depot.port(), other.port(), seed + i, pause, latencies);
      Thread thread = new Thread(client, "client-" + i);
      clients.add(client);
      threads.add(thread);
      thread.start();
    }
  }

  private void stop() throws InterruptedException {
    clients.forEach(SoakClient::end);
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  /** Lets all leases and the time in the trash end, and counts the files that are left. */
  private void rest() throws Exception {
    TimeUnit.SECONDS.sleep(LEASES_AND_TRASH_SECONDS + 10);
    filesAtRest.add(Place.files(data).size());
    System.out.printf("   at rest: %d files%n", filesAtRest.get(filesAtRest.size() - 1));
  }

  private List<Exception> failures() {
    return clients.stream().map(SoakClient::failure).filter(each -> each != null).toList();
  }

  private void sample(double seconds) throws IOException {
    long pid = depot.process().pid();
    Processes.run(Processes.tool("jcmd"), Long.toString(pid), "GC.run");
    Map<String, Double> now = new LinkedHashMap<>();
    now.put("heap MiB", heap(pid));
    now.put("resident MiB", Processes.mebibytes(depot.process(), "VmRSS"));
    now.put("descriptors", count(Path.of("/proc/" + pid + "/fd")));
    now.put("threads", (double) Processes.statusNumber(depot.process(), "Threads"));
    now.put(FILES, (double) Place.files(data).size());
    if (samples.isEmpty()) {
      System.out.printf("%8s", "seconds");
      now.keySet().forEach(name -> System.out.printf(" %13s", name));
      System.out.println();
    }
    System.out.printf(Locale.ROOT, "%8.0f", seconds);
    now.forEach(
        (name, value) -> {
          System.out.printf(Locale.ROOT, " %13.1f", value);
          samples.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
        });
    System.out.println();
  }

  /** What the collector left. */
  private static double heap(long pid) throws IOException {
    String info = Processes.run(Processes.tool("jcmd"), Long.toString(pid), "GC.heap_info");
    Matcher used = USED.matcher(info);
    double kib = 0;
    while (used.find()) {
      kib += Double.parseDouble(used.group(1));
    }
    return kib / 1024;
  }

  private static double count(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private static void print(
      Map<SoakClient.Operation, Latencies> first, Map<SoakClient.Operation, Latencies> second) {
    System.out.printf(
        "%nmilliseconds, first half / second half (collections for the samples included)%n"
            + "%-14s %22s %18s %18s %18s%n",
        "", "count", "median", "99 %", "99.9 %");
    first.forEach(
        (operation, one) -> {
          Latencies two = second.get(operation);
          System.out.printf(
              Locale.ROOT,
              "%-14s %10d / %9d %8.2f / %7.2f %8.2f / %7.2f %8.2f / %7.2f%n",
              operation,
              one.count(),
              two.count(),
              one.milliseconds(0.5),
              two.milliseconds(0.5),
              one.milliseconds(0.99),
              two.milliseconds(0.99),
              one.milliseconds(0.999),
              two.milliseconds(0.999));
        });
  }

  /** Over all samples but those of the first quarter of the time. */
  private boolean verdict() throws IOException {
    System.out.printf("%n%-14s %10s %22s %10s%n", "", "mean", "growth", "verdict");
    boolean flat = true;
    for (Map.Entry<String, List<Double>> each : samples.entrySet()) {
      List<Double> all = each.getValue();
      Trend trend = Trend.of(all.subList((int) (all.size() * WARM_UP), all.size()));
      boolean grows = trend.grows(TOLERATED) && !each.getKey().equals(FILES);
      flat &= !grows;
      System.out.printf(
          Locale.ROOT,
          "%-14s %10.1f %12.2f ± %7.2f %10s%n",
          each.getKey(),
          trend.mean(),
          trend.growth(),
          trend.error(),
          each.getKey().equals(FILES) ? "" : grows ? "GROWS" : "flat");
    }
    // Under load their number follows the rate of requests.
    if (filesAtRest.size() == 2 && filesAtRest.get(1) > filesAtRest.get(0) + FILES_TOLERATED) {
      System.out.println("FILES ARE LEFT: at rest there are ever more");
      flat = false;
    }
    for (Exception failure : failures()) {
      System.out.println("a client failed: " + failure);
      flat = false;
    }
    if (!failures().isEmpty()) {
      System.out.println("the log of the depot:\n" + depot.log());
    }
    return flat && !samples.isEmpty();
  }
}
