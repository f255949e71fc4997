package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lbone.LboneRequest.Metric;
import org.datalogistics.lors.depots.Resolution;
import org.datalogistics.lors.depots.ResolutionQuery;

/** {@code lbone-resolution}: makes and reads files of nearness (LoRS spec 3.9, 4). */
public final class LboneResolutionTool extends OptionTool {
  static final String NAME = "lbone-resolution";

  private static final String WORK = "What is done";
  private static final String TARGETS = "Nearness of DEPOT to which others";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "how near depots are to each other, as a file for the other tools";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            NAME + " [OPTIONS] [DEPOT]",
            """
            Makes the file of nearness from an L-Bone (--getcache), or prints how near DEPOT, which
            may be localhost, is to others. A line is SOURCE DESTINATION METRIC, larger is nearer.
            The other tools read such a file: resolution.txt here, or RESOLUTION_FILE in .xndrc.""",
            """
            lbone-resolution -H 127.0.0.1 -m -1 -l 'zip= 37996' -getcache > resolution.txt
            lbone-resolution -cache resolution.txt localhost
            lbone-resolution -H 127.0.0.1 -l 'airport= TYS' --getdepotlist""")
        .add(
            option(WORK, null, "getcache", null, "the file, from the L-Bone, on standard output"),
            option(WORK, "a", "getdepotlist", null, "the depots of the L-Bone: host and port"),
            option(WORK, "n", "nws", null, "by bandwidth that the L-Bone has measured"),
            option(WORK, "g", "geo", null, "by distance (default)"),
            option(TARGETS, "b", "lbone", null, "those of the L-Bone"),
            option(TARGETS, "t", "list", "FILE", "those in the file: HOST:PORT or HOST PORT"),
            option(TARGETS, "c", "cache", "FILE", "those of a file of nearness, and its metrics"),
            option(TARGETS, null, "live", null, "metrics from the L-Bone whatever the file says"))
        .add(LboneOptions.OPTIONS)
        .add(LimitOptions.TIMEOUT, CommonOptions.XNDRC)
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    Xndrc settings = settings(options, io, messages);
    options.atMostOneOf("nws", "geo");
    options.atMostOneOf("getcache", "getdepotlist", "lbone", "list", "cache");
    LboneOptions lbone = new LboneOptions(options, settings, messages);
    boolean whole = options.has("getcache") || options.has("getdepotlist");
    if (options.arguments().size() != (whole ? 0 : 1)) {
      throw new UsageException(
          whole ? "takes no DEPOT" : "which DEPOT? Or --getcache, or --getdepotlist");
    }
    String text;
    if (options.has("getdepotlist")) {
      StringBuilder list = new StringBuilder();
      lbone
          .depots(settings.maxDepots())
          .forEach(each -> list.append(each.host()).append(' ').append(each.port()).append('\n'));
      text = list.toString();
    } else if (options.has("getcache")) {
      List<DepotAddress> depots = lbone.depots(settings.maxDepots());
      ResolutionQuery query = query(options, lbone, messages);
      text = depots.isEmpty() ? "" : query.all(depots).print();
    } else {
      text = nearnessOf(source(options), options, lbone, settings, messages).print();
    }
    io.out().write(text.getBytes(StandardCharsets.UTF_8));
    io.out().flush();
    if (text.isEmpty()) {
      messages.error("nothing is known");
      return FAILED;
    }
    return DONE;
  }

  private static DepotAddress source(ParsedOptions options) throws UsageException {
    try {
      return DepotAddress.parse(options.arguments().get(0));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static ResolutionQuery query(ParsedOptions options, LboneOptions lbone, Messages messages)
      throws UsageException {
    if (lbone.location().isEmpty()) {
      messages.warning("without -l nobody knows how near the depots are to this host");
    }
    Metric metric = options.has("nws") ? Metric.NETWORK : Metric.GEOGRAPHIC;
    return new ResolutionQuery(lbone.client(), metric, lbone.location());
  }

  private static Resolution nearnessOf(
      DepotAddress source,
      ParsedOptions options,
      LboneOptions lbone,
      Xndrc settings,
      Messages messages)
      throws UsageException, IOException {
    Optional<String> cache = options.text("cache");
    if (cache.isPresent()) {
      Resolution file = DepotSources.read(messages.io().file(cache.get()), messages);
      return options.has("live")
          ? query(options, lbone, messages).from(source, List.copyOf(file.depots()))
          : file.from(source);
    }
    Optional<String> list = options.text("list");
    if (list.isEmpty() && !options.has("lbone")) {
      throw new UsageException("near to which? --lbone, --list FILE or --cache FILE");
    }
    List<DepotAddress> targets =
        list.isPresent() ? targets(list.get(), messages) : lbone.depots(settings.maxDepots());
    return query(options, lbone, messages).from(source, targets);
  }

  private static List<DepotAddress> targets(String name, Messages messages) throws IOException {
    List<DepotAddress> targets = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(messages.io().file(name), StandardCharsets.ISO_8859_1)) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && stripped.charAt(0) != '#') {
        try {
          targets.add(DepotAddress.parse(stripped.replaceAll("\\s+", ":")));
        } catch (IllegalArgumentException e) {
          messages.warning(name + ", line " + number + ": " + e.getMessage());
        }
      }
    }
    return targets;
  }
}
