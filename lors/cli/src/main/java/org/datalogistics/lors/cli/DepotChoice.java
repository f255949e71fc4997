package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.DepotRanking;
import org.datalogistics.lors.depots.DepotSelection;
import org.datalogistics.lors.depots.DepotSource;
import org.datalogistics.lors.depots.DepotSurvey;
import org.datalogistics.lors.depots.Measurements;
import org.datalogistics.lors.depots.Requirement;
import org.datalogistics.lors.erasure.Coding;

/**
 * Which depots a command uses (LoRS spec 6.1): those that are named; else those of a UNIS directory
 * and of an L-Bone; else what the {@code .xndrc} says.
 */
final class DepotChoice {
  static final String GROUP = "Depots (named ones; else of UNIS and L-Bone; else of the .xndrc)";

  static final OptionSpec[] OPTIONS = {
    option(GROUP, null, "depot", "HOST:PORT", "a depot; may be repeated, the best first"),
    option(GROUP, null, "depot-list", null, "the DEPOT lines of the .xndrc"),
    option(GROUP, null, "unis", "URL", "the depots in that UNIS directory"),
    option(GROUP, "H", "lbone-host", "HOST", "the depots that this L-Bone server knows"),
    option(GROUP, "P", "lbone-port", "PORT", "its port (6767)"),
    option(GROUP, "l", "location", "HINT", "nearest first, such as 'city= Knoxville state= TN'"),
    option(GROUP, "m", "maxdepots", "N", "spread over that many, others are reserves (4)"),
  };

  private final ParsedOptions options;
  private final Xndrc settings;
  private final Messages messages;
  private final DepotSources sources;

  DepotChoice(ParsedOptions options, Xndrc settings, Messages messages) {
    this.options = options;
    this.settings = settings;
    this.messages = messages;
    this.sources = new DepotSources(options, settings, messages);
  }

  /** The depots that can serve, best first, one or more. */
  List<Candidate> usable(
      DepotOperations client, Optional<URI> unis, Requirement requirement, Duration limit)
      throws UsageException, IOException {
    DepotSource source = sources.of(unis);
    int[] known = new int[1];
    DepotSource counted =
        need -> {
          List<Candidate> candidates = source.candidates(need);
          known[0] = candidates.size();
          return candidates;
        };
    DepotRanking ranking = new DepotRanking(sources.resolution(), new Measurements());
    List<Candidate> usable =
        new DepotSelection(counted, new DepotSurvey(client, limit), ranking, messages::warning)
            .choose(requirement, most());
    if (known[0] == 0) {
      throw new LorsException(
          "no depot is known there that fits; register some, or name depots with --depot");
    }
    if (usable.isEmpty()) {
      throw new LorsException("none of the " + known[0] + " depots can be used");
    }
    explain(usable);
    return usable;
  }

  /** What is used at once: no fewer than there are copies or slices, which want a depot each. */
  private int most() throws UsageException {
    int spread = options.number("maxdepots", settings.maxDepots(), 1);
    int copies = options.has("copies") ? options.number("copies", 1, 1) : 1;
    int slices = CodingOptions.coding(options).map(Coding::slices).orElse(1);
    return Math.max(spread, Math.max(slices, Math.min(1000, copies)));
  }

  private void explain(List<Candidate> usable) throws UsageException {
    if (StepMessages.tellsReasons(ReportOptions.verbose(options, settings))) {
      int rank = 1;
      for (Candidate candidate : usable) {
        messages.info(
            "depot %d: %s (%s), %s"
                .formatted(rank++, candidate.address(), candidate.domain(), candidate.why()));
      }
    }
  }
}
