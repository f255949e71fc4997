import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The servers of a comparison: those that are installed, with a note for each that is not. */
final class PeerSet implements AutoCloseable {
  private final List<Peer> peers = new ArrayList<>();
  private final Place place;
  private final Report report;

  /** How one of them starts. */
  private interface Start {
    Peer start() throws IOException;
  }

  PeerSet(Place place, Report report) {
    this.place = place;
    this.report = report;
  }

  PeerSet depot(String name, String resourceKeys) throws IOException {
    return add(() -> new DepotPeer(place, name, resourceKeys));
  }

  /** Each variant is NAME:KEYS. */
  PeerSet variants(List<String> variants) throws IOException {
    for (String variant : variants) {
      String[] parts = variant.split(":", 2);
      depot(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    return this;
  }

  PeerSet nginx() throws IOException {
    return optional("nginx", () -> new NginxPeer(place, "nginx"));
  }

  PeerSet raw() throws IOException {
    return add(() -> new RawPeer(place));
  }

  PeerSet xrootd() throws IOException {
    return optional("xrootd", () -> new XrootdPeer(place, true))
        .optional("xrootd", () -> new XrootdPeer(place, false));
  }

  PeerSet gridFtp() throws IOException {
    return optional("globus-gridftp-server", () -> new GridFtpPeer(place));
  }

  /** A peer that is not installed, or that cannot be started here, is left out. */
  private PeerSet optional(String program, Start start) {
    if (!Processes.installed(program)) {
      report.note(program + " is not installed: it is left out");
      return this;
    }
    try {
      peers.add(start.start());
    } catch (IOException e) {
      report.note(program + " cannot be started: it is left out (" + e.getMessage() + ")");
    }
    return this;
  }

  /** What was started before is closed if this one cannot be. */
  private PeerSet add(Start start) throws IOException {
    try {
      peers.add(start.start());
      return this;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  List<Peer> all() {
    return List.copyOf(peers);
  }

  /** Those that can store small things. */
  List<Peer.Small> small() {
    return peers.stream()
        .filter(peer -> peer instanceof Peer.Small)
        .map(peer -> (Peer.Small) peer)
        .toList();
  }

  @Override
  public void close() throws IOException {
    for (Peer peer : peers) {
      peer.close();
    }
  }
}
