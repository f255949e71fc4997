import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * STORE and LOAD of one depot over loopback, beside nginx (PUT and GET, sendfile) and the raw limit
 * (threads with sendfile, and with a 256 KiB buffer into a new file), in turn in the same run.
 *
 * <p>Run by {@code ibp-depot/bench/throughput}; the class path has the depot.
 */
public final class Throughput {
  private record Options(long size, int rounds, Path folder, String nginx) {}

  public static void main(String[] args) throws Exception {
    Options options =
        new Options(
            Long.getLong("size", 1L << 30),
            Integer.getInteger("rounds", 5),
            Files.createTempDirectory(Path.of(System.getProperty("dir", "/dev/shm")), "dlt-bench"),
            System.getProperty("nginx", ""));
    try {
      run(options);
    } finally {
      delete(options.folder());
    }
  }

  private static void run(Options options) throws Exception {
    List<Peer> peers = new ArrayList<>();
    try {
      peers.add(new DepotPeer(options.folder()));
      if (options.nginx().isEmpty()) {
        System.out.println("nginx is not installed: it is left out");
      } else {
        peers.add(new NginxPeer(options.folder(), options.nginx()));
      }
      peers.add(new RawPeer(options.folder()));
      for (int streams : new int[] {1, 4}) {
        int blocks = Math.max(1, (int) (options.size() / Peer.BLOCK / streams));
        Map<String, List<double[]>> results = new LinkedHashMap<>();
        for (int round = -2; round < options.rounds(); round++) {
          for (Peer peer : peers) {
            double[] up = measure(peer, streams, blocks, true);
            double[] down = measure(peer, streams, blocks, false);
            peer.clean(streams);
            if (round >= 0) { // The first two rounds warm up.
              results
                  .computeIfAbsent(peer.name(), name -> new ArrayList<>())
                  .add(new double[] {up[0], up[1], down[0], down[1]});
            }
          }
        }
        print(streams, results);
      }
      smallOperations(peers, options.rounds());
    } finally {
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  /** Allocate + store of 4 KiB (nginx: PUT of 4 KiB), a second's worth at a time. */
  private static void smallOperations(List<Peer> peers, int rounds) throws Exception {
    System.out.printf("%nallocate + store 4 KiB (nginx: PUT), per second%n");
    for (int clients : new int[] {1, 4, 32}) {
      Map<String, List<double[]>> results = new LinkedHashMap<>();
      for (int round = -2; round < rounds; round++) {
        for (Peer peer : peers) {
          if (peer instanceof SmallOperations small) {
            double rate = rate(small, clients);
            peer.clean(clients);
            if (round >= 0) {
              results
                  .computeIfAbsent(peer.name(), name -> new ArrayList<>())
                  .add(new double[] {rate});
            }
          }
        }
      }
      results.forEach(
          (name, rows) ->
              System.out.printf(
                  Locale.ROOT,
                  "%2d clients  %-8s %8.0f ± %6.0f%n",
                  clients,
                  name,
                  median(rows, 0),
                  spread(rows, 0)));
    }
  }

  private static double rate(SmallOperations peer, int clients) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      long end = System.nanoTime() + 1_000_000_000L;
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        tasks.add(() -> peer.small(client, end));
      }
      long start = System.nanoTime();
      int total = 0;
      for (Future<Integer> done : pool.invokeAll(tasks)) {
        total += done.get();
      }
      return total / ((System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdown();
    }
  }

  private static double[] measure(Peer peer, int streams, int blocks, boolean up) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(streams);
    try {
      double cpuBefore = Processes.cpuSeconds(peer.pid());
      long start = System.nanoTime();
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        int stream = i;
        tasks.add(
            () -> {
              if (up) {
                peer.up(stream, blocks);
              } else {
                peer.down(stream, blocks);
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double gib = (double) streams * blocks * Peer.BLOCK / (1L << 30);
      return new double[] {gib / seconds, (Processes.cpuSeconds(peer.pid()) - cpuBefore) / gib};
    } finally {
      pool.shutdown();
    }
  }

  private static void print(int streams, Map<String, List<double[]>> results) {
    System.out.printf("%n%d stream%s%n", streams, streams == 1 ? "" : "s");
    System.out.printf(
        "%-8s %22s %12s %22s %12s%n", "", "up GiB/s", "CPU s/GiB", "down GiB/s", "CPU s/GiB");
    results.forEach(
        (name, rows) ->
            System.out.printf(
                Locale.ROOT,
                "%-8s %14.2f ± %5.2f %12.2f %14.2f ± %5.2f %12.2f%n",
                name,
                median(rows, 0),
                spread(rows, 0),
                median(rows, 1),
                median(rows, 2),
                spread(rows, 2),
                median(rows, 3)));
    List<double[]> depot = results.values().iterator().next();
    results.forEach(
        (name, rows) -> {
          if (rows != depot) {
            System.out.printf(
                Locale.ROOT,
                "depot / %-6s up %.2f, down %.2f%n",
                name,
                median(depot, 0) / median(rows, 0),
                median(depot, 2) / median(rows, 2));
          }
        });
  }

  private static double median(List<double[]> rows, int column) {
    double[] values = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return values[values.length / 2];
  }

  private static double spread(List<double[]> rows, int column) {
    double[] values = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return (values[values.length - 1] - values[0]) / 2;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
