import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocks up and down, by one and by four streams; and stores that delete what they stored. */
final class Transfers {
  static final String MEMORY = "transfers";

  /** What a virtual machine is given to do before it is measured: depots run for years. */
  private static final int WARM_UP = 12;

  private static final String COLD = "cold";
  static final String DISK = "disk";

  private final String part;
  private final Rounds rounds;
  private final Options options;
  private final boolean uncached;

  /**
   * @param uncached whether reading has to come from the disk
   */
  Transfers(String part, Rounds rounds, Options options, boolean uncached) {
    this.part = part;
    this.rounds = rounds;
    this.options = options;
    this.uncached = uncached;
  }

  /** The part of the report with the memory that the servers needed. */
  static String peak(String part) {
    return part + ", memory";
  }

  static String test(int streams) {
    return streams == 1 ? "1 stream" : streams + " streams";
  }

  void run(List<Peer> peers) throws Exception {
    for (Peer peer : peers) {
      for (int i = 0; i < WARM_UP && peer.isJava(); i++) {
        Map<String, Double> metrics = round(peer, 1);
        if (i == 0) {
          rounds.report().add(part, COLD, peer.name(), metrics);
        }
      }
    }
    for (int streams : new int[] {1, 4}) {
      rounds.run(part, test(streams), peers, Peer::name, peer -> round(peer, streams));
    }
    for (Peer peer : peers) {
      double peak = Processes.mebibytes(peer.process(), "VmHWM");
      rounds.report().add(peak(part), "", peer.name(), Report.metrics("peak MiB", peak));
    }
  }

  private Map<String, Double> round(Peer peer, int streams) throws Exception {
    int blocks = options.blocks(streams);
    boolean up = uncached || options.only().contains("up");
    boolean down = uncached || options.only().contains("down");
    Map<String, Double> metrics = new LinkedHashMap<>();
    measure(peer, streams, blocks, "up", up, metrics, stream -> peer.up(stream, blocks));
    if (down) {
      if (uncached) {
        Place.forget(peer.files());
      }
      measure(peer, streams, blocks, "down", true, metrics, stream -> peer.down(stream, blocks));
    }
    peer.clean();
    if (up) {
      measure(peer, streams, blocks, "churn", true, metrics, stream -> peer.churn(stream, blocks));
      peer.clean();
    }
    return metrics;
  }

  /** What one stream does. */
  private interface Work {
    void run(int stream) throws Exception;
  }

  private static void measure(
      Peer peer,
      int streams,
      int blocks,
      String what,
      boolean keep,
      Map<String, Double> metrics,
      Work work)
      throws Exception {
    double before = Processes.cpuSeconds(peer.process());
    Streams.Done done =
        Streams.run(
            streams,
            stream -> {
              work.run(stream);
              return (long) blocks * Peer.BLOCK;
            });
    if (keep) {
      double gib = done.amount() / (double) (1L << 30);
      metrics.put(what + " GiB/s", gib / done.seconds());
      metrics.put(what + " CPU s/GiB", (Processes.cpuSeconds(peer.process()) - before) / gib);
    }
  }
}
