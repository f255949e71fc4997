package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.lbone.LboneClient;
import org.datalogistics.lbone.LboneRequest;

/** What both L-Bone tools ask of a server (LoRS spec 3.9). */
final class LboneOptions {
  private static final String GROUP = "Which depots";

  static final OptionSpec[] OPTIONS = {
    option(GROUP, "H", "lbone-host", "HOST", "the L-Bone server (those of the .xndrc)"),
    option(GROUP, "P", "lbone-port", "PORT", "its port (6767)"),
    option(GROUP, "l", "location", "HINT", "near there, such as 'airport= TYS'"),
    option(GROUP, "m", "maxdepots", "N", "so many at most; -1 is all"),
    option(GROUP, "d", "duration", "DAYS", "that lease for so long, in days or such as 12h"),
    option(GROUP, "s", "soft", null, "that have soft storage (default)"),
    option(GROUP, "h", "hard", null, "that have hard storage"),
    option(GROUP, null, "size", "SIZE", "so much of it free (1M)"),
  };

  private final ParsedOptions options;
  private final Xndrc settings;
  private final DepotSources sources;

  LboneOptions(ParsedOptions options, Xndrc settings, Messages messages) {
    this.options = options;
    this.settings = settings;
    this.sources = new DepotSources(options, settings, messages);
  }

  String location() {
    return sources.location();
  }

  LboneClient client() throws UsageException {
    List<HostPort> servers = sources.lboneServers();
    if (servers.isEmpty()) {
      throw new UsageException(
          "no L-Bone server: name it with -H HOST, or LBONE_SERVER HOST PORT in .xndrc");
    }
    return sources.client(servers);
  }

  /**
   * The question.
   *
   * @param most depots when the command line does not say
   */
  LboneRequest.DepotList request(int most) throws UsageException {
    options.atMostOneOf("soft", "hard");
    int wanted = options.number("maxdepots", most, LboneRequest.ALL);
    long megabytes = (options.positiveSize("size", 1_000_000) + 999_999) / 1_000_000;
    boolean hard = options.has("hard");
    return new LboneRequest.DepotList(
        wanted, hard ? megabytes : 0, hard ? 0 : megabytes, lease().toSeconds(), location());
  }

  private Duration lease() throws UsageException {
    String text = options.text("duration").orElse("");
    if (text.isEmpty()) {
      return settings.duration();
    }
    boolean plain = Character.isDigit(text.charAt(text.length() - 1));
    try {
      return Amounts.time(plain ? text + "d" : text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--duration: " + e.getMessage());
    }
  }

  /** The depots that the server names, those of no use left out. */
  List<DepotAddress> depots(int most) throws UsageException, IOException {
    List<DepotAddress> depots = new ArrayList<>();
    for (HostPort each : client().depots(request(most))) {
      depots.add(new DepotAddress(each.host(), each.port()));
    }
    return depots;
  }
}
