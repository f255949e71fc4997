import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes all peers in turn, round after round; the first two rounds warm up and do not count. */
record Rounds(Report report, int rounds) {
  private static final int WARM_UP = 2;
  private static final long SPARE_KIB = 5L << 20;

  /** Measures one peer once; gives its metrics. */
  interface Measure<P> {
    Map<String, Double> of(P peer) throws Exception;
  }

  /** Names of peers. */
  interface Name<P> {
    String of(P peer);
  }

  <P> void run(String part, String test, List<P> peers, Name<P> name, Measure<P> measure)
      throws Exception {
    for (int round = -WARM_UP; round < rounds; round++) {
      for (P peer : peers) {
        requireMemory();
        Map<String, Double> metrics = measure.of(peer);
        if (round >= 0) {
          report.add(part, test, name.of(peer), metrics);
        }
      }
    }
  }

  /** Files in memory must not make the machine swap or end processes. */
  private static void requireMemory() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      long free =
          lines
              .filter(line -> line.startsWith("MemAvailable"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
              .sum();
      if (free < SPARE_KIB) {
        throw new IOException("only " + (free >> 10) + " MiB of memory are free, 5 GiB have to be");
      }
    }
  }
}
