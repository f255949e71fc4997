import java.util.List;
import java.util.Map;

/** Many small operations, by one, four and 32 clients, and pipelined on one connection. */
final class Small {
  static final String PART = "small";
  static final String RATE = "per second";
  private static final int WARM_UP = 4;
  private static final long NANOS = 1_000_000_000L;

  private final Rounds rounds;

  Small(Rounds rounds) {
    this.rounds = rounds;
  }

  /** What one client does until then; gives how often. */
  private interface Work<P> {
    int run(P peer, int client, long endNanos) throws Exception;
  }

  void run(List<Peer.Small> peers) throws Exception {
    for (Peer.Small peer : peers) {
      for (int i = 0; i < WARM_UP; i++) {
        rate(peer, 4, Peer.Small::small);
        rate(peer, 4, Peer.Small::cycle);
      }
    }
    for (int clients : new int[] {1, 4, 32}) {
      compare("store, " + clients + " clients", peers, clients, Peer.Small::small);
    }
    List<DepotPeer> depots =
        peers.stream()
            .filter(peer -> peer instanceof DepotPeer)
            .map(DepotPeer.class::cast)
            .toList();
    compare("store, pipelined", depots, 1, DepotPeer::pipelined);
    for (int clients : new int[] {1, 4}) {
      compare("cycle, " + clients + " clients", peers, clients, Peer.Small::cycle);
    }
  }

  private <P extends Peer.Small> void compare(String test, List<P> peers, int clients, Work<P> work)
      throws Exception {
    rounds.run(PART, test, peers, Peer::name, peer -> rate(peer, clients, work));
  }

  private static <P extends Peer.Small> Map<String, Double> rate(P peer, int clients, Work<P> work)
      throws Exception {
    double before = Processes.cpuSeconds(peer.process());
    long end = System.nanoTime() + NANOS;
    Streams.Done done = Streams.run(clients, client -> work.run(peer, client, end));
    double cpu = Processes.cpuSeconds(peer.process()) - before;
    peer.clean();
    return Report.metrics(RATE, done.rate(), "CPU µs each", cpu * 1e6 / done.amount());
  }
}
