package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.CopiesBy;
import org.datalogistics.exnode.plan.CopySummary;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.listing.ListedExtent;
import org.datalogistics.lors.listing.Listing;

/** {@code lors-ls}: lists where a file is (LoRS spec 3.3). */
public final class LorsLs extends OptionTool {
  static final String NAME = "lors-ls";
  private static final String FORM = "What is shown";

  /** Longest wait for one depot; the listing as a whole has {@code --timeout}. */
  private static final Duration PROBE = Duration.ofSeconds(15);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "list where a file is";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-ls [OPTIONS] XND...",
            """
            Lists the allocations of files: index, flags, read references, offset, length, depot,
            end of the lease. Flags: H hard, S soft; r, w, m capabilities; a byte array; ? unknown.
            XND is an exNode: a file (.xnd, .uef) or a URL.""",
            """
            lors-ls photo.raw.xnd
            lors-ls --json -l http://127.0.0.1:8888/exnodes/ID""")
        .add(
            option(FORM, "p", "physical", null, "ask the depots (default)"),
            option(FORM, "l", "logical", null, "only what the exNode says"),
            option(FORM, "h", "human", null, "column titles and dates that sort"),
            option(FORM, null, "json", null, "one line of JSON for each file"),
            CommonOptions.UNIS,
            LimitOptions.THREADS,
            LimitOptions.TIMEOUT,
            CommonOptions.XNDRC,
            ReportOptions.VERBOSE,
            ReportOptions.DEMO)
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
    options.atMostOneOf("human", "json");
    Xndrc settings = settings(options, io, messages);
    int threads = LimitOptions.threads(options, settings);
    Duration timeout = LimitOptions.timeout(options, settings);
    boolean verbose = ReportOptions.verbose(options, settings) != 0;
    if (options.has("logical")) {
      for (String name : names) {
        ExNode exNode = ExNodeInput.read(name, options.text("unis"), io);
        print(name, exNode, Listing.logical(exNode), options, io, messages, verbose);
      }
      return DONE;
    }
    try (IbpClient client = new IbpClient()) {
      Duration each = timeout.compareTo(PROBE) < 0 ? timeout : PROBE;
      for (String name : names) {
        ExNode exNode = ExNodeInput.read(name, options.text("unis"), io);
        List<ListedExtent> listed =
            new Listing(client, InstantSource.system())
                .physical(exNode, threads, each, timeout, io.cancellation());
        print(name, exNode, listed, options, io, messages, verbose);
      }
    }
    return DONE;
  }

  private static void print(
      String name,
      ExNode exNode,
      List<ListedExtent> listed,
      ParsedOptions options,
      ToolIo io,
      Messages messages,
      boolean verbose)
      throws IOException {
    StringBuilder text = new StringBuilder();
    if (options.has("json")) {
      text.append(JsonText.of(ListPrinter.json(name, exNode, listed))).append('\n');
    } else {
      long longest = exNode.extents().stream().mapToLong(Extent::length).max().orElse(0);
      messages.info("TOOL List");
      messages.info("SIZE " + exNode.effectiveSize());
      messages.info("EXNODEFILE " + name);
      messages.info("TITLE Filename " + exNode.name());
      messages.info("MAXLENGTH " + longest);
      boolean human = options.has("human");
      ListPrinter printer = new ListPrinter(ZoneId.systemDefault());
      if (human) {
        text.append(printer.titles()).append('\n');
      }
      listed.forEach(one -> text.append(printer.line(one, human)).append('\n'));
    }
    io.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
    io.out().flush();
    if (verbose) {
      listed.stream()
          .filter(one -> one.problem() != null)
          .forEach(one -> messages.info("mapping " + one.index() + ": " + one.problem()));
    }
    if (!options.has("json")) {
      messages.info(overall(exNode, listed));
    }
  }

  /** What it all means: copies, and the first loss. */
  private static String overall(ExNode exNode, List<ListedExtent> listed) {
    if (exNode.effectiveSize() == 0) {
      return "an empty file";
    }
    List<Extent> held =
        listed.stream().filter(ListedExtent::mayBeRead).map(ListedExtent::extent).toList();
    CopySummary copies = ReplicaMap.of(exNode.withExtents(held)).copies(CopiesBy.DEPOT);
    long dead = listed.stream().filter(one -> one.state() == ExtentState.DEAD).count();
    long silent = listed.stream().filter(one -> one.state() == ExtentState.UNREACHABLE).count();
    String range =
        copies.min() == copies.max()
            ? Summary.count(copies.min(), "copy", "copies")
            : copies.min() + " to " + copies.max() + " copies";
    return range
        + " on distinct depots"
        + (copies.min() == 0 ? ": some bytes are LOST or out of reach" : "")
        + (dead > 0 ? "; " + Summary.count(dead, "mapping is", "mappings are") + " gone" : "")
        + (silent > 0
            ? "; " + Summary.count(silent, "mapping is", "mappings are") + " out of reach"
            : "");
  }
}
