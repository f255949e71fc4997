package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;
import static org.datalogistics.lors.cli.OptionSpec.refused;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.DepotSurvey;
import org.datalogistics.lors.depots.Requirement;
import org.datalogistics.lors.depots.UnisDepots;
import org.datalogistics.unis.client.UnisClient;

/** Which depots a command uses: named ones, those of the {@code .xndrc}, those in UNIS. */
final class DepotChoice {
  static final String GROUP = "Depots (the first of these that is given)";
  private static final String NO_LBONE =
      "this version does not ask L-Bone servers;"
          + " name depots with --depot, --depot-list or --unis";

  static final OptionSpec[] OPTIONS = {
    option(GROUP, null, "depot", "HOST:PORT", "a depot; may be repeated, the best first"),
    option(GROUP, null, "depot-list", null, "the DEPOT lines of the .xndrc"),
    option(GROUP, null, "unis", "URL", "the depots in that UNIS directory, nearest first"),
    option(GROUP, "m", "maxdepots", "N", "spread over that many, others are reserves (4)"),
    refused("H", "lbone-host", "HOST", NO_LBONE),
    refused("P", "lbone-port", "PORT", NO_LBONE),
    refused("l", "location", "HINT", NO_LBONE),
  };

  private final ParsedOptions options;
  private final Xndrc settings;
  private final Messages messages;

  DepotChoice(ParsedOptions options, Xndrc settings, Messages messages) {
    this.options = options;
    this.settings = settings;
    this.messages = messages;
  }

  /** The depots that can serve, best first. */
  List<Candidate> usable(
      DepotOperations client, Optional<URI> unis, Requirement requirement, Duration limit)
      throws UsageException, IOException {
    boolean ranked = true;
    List<DepotAddress> candidates = options.depots("depot");
    if (candidates.isEmpty() && options.has("depot-list")) {
      candidates = settings.depots();
      if (candidates.isEmpty()) {
        throw new UsageException("--depot-list: no .xndrc file has a DEPOT line");
      }
    }
    if (candidates.isEmpty() && unis.isPresent()) {
      candidates = UnisDepots.find(new UnisClient(unis.get()), InstantSource.system());
      ranked = false;
      if (candidates.isEmpty()) {
        throw new LorsException("no depot that is on is registered at " + unis.get());
      }
    }
    if (candidates.isEmpty()) {
      throw new UsageException(
          "no depots: name them with --depot HOST:PORT, --depot-list or --unis URL");
    }
    List<Candidate> usable = null;
    if (usable.isEmpty()) {
      throw new LorsException("none of the " + candidates.size() + " depots can be used");
    }
    return Candidate.all(usable);
  }
}
