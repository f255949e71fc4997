import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Copies between two depots and within one, beside storing the same bytes from a client. */
final class Copy {
  static final String PART = "copy";
  static final String RATE = "GiB/s";
  static final String STORE = "store by client";
  static final String PUSH = "push to other";

  private final Rounds rounds;
  private final Options options;

  Copy(Rounds rounds, Options options) {
    this.rounds = rounds;
    this.options = options;
  }

  private enum Way {
    STORE(Copy.STORE),
    LOAD_AND_STORE("load, store by client"),
    PUSH(Copy.PUSH),
    PULL("pull from other"),
    WITHIN("within one depot");

    private final String text;

    Way(String text) {
      this.text = text;
    }
  }

  void run(Place place) throws Exception {
    try (DepotPeer a = new DepotPeer(place, "source", "");
        DepotPeer b = new DepotPeer(place, "target", "")) {
      for (int streams : new int[] {1, 4}) {
        rounds.run(
            PART,
            Transfers.test(streams),
            List.of(Way.values()),
            way -> way.text,
            way -> round(way, streams, a, b));
      }
    }
  }

  private Map<String, Double> round(Way way, int streams, DepotPeer a, DepotPeer b)
      throws Exception {
    int blocks = options.blocks(streams);
    List<Ibp.Keys> sources = new ArrayList<>();
    List<Ibp.Keys> targets = new ArrayList<>();
    DepotPeer to = way == Way.WITHIN ? a : b;
    try (Ibp source = new Ibp(a.port());
        Ibp target = new Ibp(to.port())) {
      for (int stream = 0; stream < streams; stream++) {
        Ibp.Keys keys = source.allocate(Peer.BLOCK);
        source.store(keys, Peer.BLOCK);
        sources.add(keys);
        for (int i = 0; i < blocks; i++) {
          targets.add(target.allocate(Peer.BLOCK));
        }
      }
      double before = cpu(a, b);
      Streams.Done done =
          Streams.run(
              streams,
              stream -> {
                try (Ibp from = new Ibp(a.port());
                    Ibp onto = new Ibp(to.port())) {
                  for (Ibp.Keys each : targets.subList(stream * blocks, (stream + 1) * blocks)) {
                    copy(way, from, sources.get(stream), onto, each);
                  }
                }
                return (long) blocks * Peer.BLOCK;
              });
      double gib = done.amount() / (double) (1L << 30);
      double cpu = cpu(a, b) - before;
      source.deleteAll(sources);
      target.deleteAll(targets);
      return Report.metrics(RATE, gib / done.seconds(), "CPU s/GiB", cpu / gib);
    }
  }

  private static void copy(Way way, Ibp from, Ibp.Keys source, Ibp onto, Ibp.Keys target)
      throws IOException {
    switch (way) {
      case STORE -> onto.store(target, Peer.BLOCK);
      case LOAD_AND_STORE -> {
        from.load(source, 0, Peer.BLOCK);
        onto.store(target, Peer.BLOCK);
      }
      case PUSH, WITHIN -> from.push(source, target, Peer.BLOCK);
      case PULL -> onto.pull(target, source, Peer.BLOCK);
    }
  }

  /** Of both depots together. */
  private static double cpu(DepotPeer a, DepotPeer b) throws IOException {
    return Processes.cpuSeconds(a.process()) + Processes.cpuSeconds(b.process());
  }
}
