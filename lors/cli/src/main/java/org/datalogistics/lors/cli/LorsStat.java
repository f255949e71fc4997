package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.check.Inspection;
import org.datalogistics.lors.listing.ListedExtent;
import org.datalogistics.lors.listing.Listing;

/** {@code lors-stat}: sums up what a file is made of (LoRS spec 3.3). */
public final class LorsStat extends OptionTool {
  static final String NAME = "lors-stat";
  private static final String FORM = "What is shown";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "sum up a file: size, copies, coverage, leases, depots";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-stat [OPTIONS] XND...",
            """
            Sums up files: how large, how stored, how many copies of every byte, until when, on which
            depots. XND is an exNode: a file (.xnd, .uef) or a URL.""",
            """
            lors-stat photo.raw.xnd
            lors-stat --json -l http://127.0.0.1:8888/exnodes/ID""")
        .add(
            option(FORM, "p", "physical", null, "ask the depots (default)"),
            option(FORM, "l", "logical", null, "only what the exNode says"),
            option(FORM, null, "json", null, "one line of JSON for each file"),
            CommonOptions.UNIS,
            LimitOptions.THREADS,
            LimitOptions.TIMEOUT,
            CommonOptions.XNDRC)
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    List<String> names = options.arguments();
    if (names.isEmpty()) {
      throw new UsageException("which exNode?");
    }
    options.atMostOneOf("physical", "logical");
    Xndrc settings = settings(options, io, messages);
    TransferLimits limits = LimitOptions.limits(options, settings);
    if (options.has("logical")) {
      for (String name : names) {
        ExNode exNode = ExNodeFile.read(name, options.text("unis"), io).exNode();
        show(FileStat.of(name, exNode, Listing.logical(exNode), false, Instant.now()), options, io);
      }
      return DONE;
    }
    try (IbpClient client = new IbpClient()) {
      for (String name : names) {
        ExNode exNode = ExNodeFile.read(name, options.text("unis"), io).exNode();
        List<ListedExtent> listed =
            new Inspection(client, InstantSource.system()).data(exNode, limits, io.cancellation());
        show(FileStat.of(name, exNode, listed, true, Instant.now()), options, io);
      }
    }
    return DONE;
  }

  private static void show(FileStat stat, ParsedOptions options, ToolIo io) throws IOException {
    print(
        io,
        options.has("json") ? JsonText.of(stat.json()) + "\n" : Messages.printable(stat.text()));
  }
}
