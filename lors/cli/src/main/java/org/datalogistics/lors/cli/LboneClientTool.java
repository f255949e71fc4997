package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lbone.LboneReply;
import org.datalogistics.lbone.LboneRequest;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.DepotSurvey;
import org.datalogistics.lors.depots.Requirement;

/** {@code lbone-client}: asks an L-Bone server for depots (LoRS spec 3.9). */
public final class LboneClientTool extends OptionTool {
  static final String NAME = "lbone-client";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "the depots that an L-Bone server knows";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            NAME + " [OPTIONS]",
            "Prints the depots that an L-Bone server names, nearest first: host and port.",
            """
            lbone-client -H 127.0.0.1 -l 'city= Knoxville state= TN' -m 5
            lbone-client -H 127.0.0.1 --count""")
        .add(LboneOptions.OPTIONS)
        .add(
            option("What is printed", null, "count", null, "how many it knows, how many are up"),
            option(
                "What is printed",
                null,
                "check",
                null,
                "only depots that answer themselves, with the bytes\nfree and the longest lease"),
            LimitOptions.TIMEOUT,
            CommonOptions.XNDRC)
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    if (!options.arguments().isEmpty()) {
      throw new UsageException("takes options only, not '" + options.arguments().get(0) + "'");
    }
    options.atMostOneOf("count", "check");
    LboneOptions lbone = new LboneOptions(options, settings(options, io, messages), messages);
    StringBuilder text = new StringBuilder();
    if (options.has("count")) {
      LboneReply.Count count = lbone.client().count();
      text.append(count.total()).append(" depots, ").append(count.live()).append(" up\n");
    } else {
      List<DepotAddress> depots = lbone.depots(LboneRequest.ALL);
      if (depots.isEmpty()) {
        messages.error("no depot fits");
        return FAILED;
      }
      if (options.has("check")) {
        check(depots, lbone.request(LboneRequest.ALL), messages, text);
      } else {
        depots.forEach(depot -> line(depot, text).append('\n'));
      }
    }
    io.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
    io.out().flush();
    return DONE;
  }

  private static StringBuilder line(DepotAddress depot, StringBuilder text) {
    return text.append(depot.host()).append(' ').append(depot.port());
  }

  private static void check(
      List<DepotAddress> depots,
      LboneRequest.DepotList wanted,
      Messages messages,
      StringBuilder text) {
    boolean hard = wanted.stableMegabytes() > 0;
    Requirement need =
        new Requirement(
            Math.max(wanted.stableMegabytes(), wanted.volatileMegabytes()) * 1_000_000,
            Duration.ofSeconds(Math.max(0, wanted.seconds())),
            hard ? Reliability.HARD : Reliability.SOFT);
    try (IbpClient client = new IbpClient()) {
      DepotSurvey survey = new DepotSurvey(client, DepotSurvey.DEADLINE);
      for (DepotSurvey.Usable each :
          survey.usable(Candidate.all(depots), need, messages::warning)) {
        Candidate candidate = each.candidate();
        line(candidate.address(), text)
            .append(' ')
            .append(candidate.freeBytes())
            .append(' ')
            .append(candidate.longestLease().toSeconds())
            .append("s\n");
      }
    }
  }
}
