package org.datalogistics.lors.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.lbone.LboneClient;
import org.datalogistics.lbone.place.Coordinates;
import org.datalogistics.lbone.place.Gazetteer;
import org.datalogistics.lbone.place.LocationHint;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.CombinedDepots;
import org.datalogistics.lors.depots.DepotSource;
import org.datalogistics.lors.depots.LboneDepots;
import org.datalogistics.lors.depots.Resolution;
import org.datalogistics.lors.depots.UnisDepots;
import org.datalogistics.lors.depots.UnisNetwork;
import org.datalogistics.unis.client.UnisClient;

/** Where the command line and the {@code .xndrc} say that depots are known. */
final class DepotSources {
  /** As long as the C tools give an L-Bone server; less if the whole operation has less. */
  private static final Duration LBONE_LIMIT = Duration.ofSeconds(60);

  /** A file of nearness between four hundred depots is about as large. */
  private static final long LARGEST_RESOLUTION = 16 << 20;

  private final ParsedOptions options;
  private final Xndrc settings;
  private final Messages messages;

  DepotSources(ParsedOptions options, Xndrc settings, Messages messages) {
    this.options = options;
    this.settings = settings;
    this.messages = messages;
  }

  /**
   * The source that is meant.
   *
   * @param unis a directory, if the command was given one
   */
  DepotSource of(Optional<URI> unis) throws UsageException {
    List<Candidate> named = named();
    if (!named.isEmpty()) {
      if (options.has("location") || options.has("lbone-host")) {
        messages.warning("depots are named: -H and -l are of no use beside --depot, --depot-list");
      }
      return DepotSource.of(named);
    }
    List<DepotSource> sources = new ArrayList<>();
    unis.ifPresent(url -> sources.add(unis(url)));
    List<HostPort> servers = lboneServers();
    if (options.has("lbone-host") || (unis.isEmpty() && !servers.isEmpty())) {
      sources.add(new LboneDepots(client(servers), location()));
    }
    if (sources.isEmpty() && !settings.depots().isEmpty()) {
      return DepotSource.of(candidates(settings.depots(), "in .xndrc"));
    }
    if (sources.isEmpty()) {
      throw new UsageException(
          "no depots: name them with --depot HOST:PORT, --depot-list, --unis URL or -H HOST");
    }
    return sources.size() == 1 ? sources.get(0) : new CombinedDepots(sources, messages::warning);
  }

  private List<Candidate> named() throws UsageException {
    List<DepotAddress> named = new ArrayList<>(options.depots("depot"));
    List<Candidate> all = new ArrayList<>(candidates(named, "named"));
    if (options.has("depot-list")) {
      if (settings.depots().isEmpty()) {
        throw new UsageException("--depot-list: no .xndrc file has a DEPOT line");
      }
      all.addAll(candidates(settings.depots(), "in .xndrc"));
    }
    return all;
  }

  /** In the order in which somebody wrote them, which means something. */
  static List<Candidate> candidates(List<DepotAddress> depots, String why) {
    List<Candidate> candidates = new ArrayList<>();
    for (DepotAddress depot : depots) {
      candidates.add(Candidate.of(depot).withScore(-candidates.size(), why));
    }
    return candidates;
  }

  private DepotSource unis(URI url) {
    UnisClient client = new UnisClient(url);
    Optional<Coordinates> place = Optional.empty();
    if (!location().isEmpty()) {
      place = Gazetteer.load().find(LocationHint.parse(location()));
      if (place.isEmpty()) {
        messages.warning(
            "where '" + location() + "' is nobody knows here: depots are not sorted by distance");
      }
    }
    return new UnisDepots(
        client, InstantSource.system(), place, UnisNetwork.from(client, DepotSources::ownHosts));
  }

  /** The hint; empty when there is none. */
  String location() {
    String configured = settings.where().location();
    return options.text("location").orElse(configured == null ? "" : configured);
  }

  /** A client of these servers. */
  LboneClient client(List<HostPort> servers) throws UsageException {
    Duration limit = LimitOptions.timeout(options, settings);
    return new LboneClient(servers, limit.compareTo(LBONE_LIMIT) < 0 ? limit : LBONE_LIMIT);
  }

  /** {@code -H} and {@code -P}, else those of the {@code .xndrc}; may be empty. */
  List<HostPort> lboneServers() throws UsageException {
    Optional<String> host = options.text("lbone-host");
    if (host.isEmpty()) {
      if (options.has("lbone-port")) {
        throw new UsageException("-P is the port of an L-Bone server, whose host -H names");
      }
      return settings.where().lboneServers();
    }
    int port = options.number("lbone-port", HostPort.LBONE_PORT, 1);
    try {
      return List.of(new HostPort(host.get(), port));
    } catch (IllegalArgumentException e) {
      throw new UsageException("-H, -P: " + e.getMessage());
    }
  }

  /** What the resolution file says; nothing when there is none. */
  Resolution resolution() throws IOException {
    String name = settings.where().resolutionFile();
    Path file = messages.io().file(name);
    try {
      return read(file, messages);
    } catch (NoSuchFileException e) {
      if (!name.equals(DepotSettings.BUILT_IN.resolutionFile())) {
        messages.warning("there is no resolution file " + name + ": all depots are alike");
      }
      return Resolution.NONE;
    }
  }

  /** Reads a resolution file that must exist. */
  static Resolution read(Path file, Messages messages) throws IOException {
    if (Files.size(file) > LARGEST_RESOLUTION) {
      throw new IOException(file + " is too large for a resolution file");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return Resolution.parse(text, problem -> messages.warning(file + ", " + problem));
  }

  /** The names and addresses of this machine. */
  private static Set<String> ownHosts() {
    Set<String> own = new HashSet<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .forEach(own::add);
      own.add(InetAddress.getLocalHost().getHostName());
    } catch (SocketException | UnknownHostException e) {
      // Then measurements from here cannot be told from others; distance still counts.
      own.add("localhost");
    }
    return own;
  }
}
