package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.CopiesBy;
import org.datalogistics.exnode.plan.CopySummary;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.erasure.Health;
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
            XND is an exNode: a file (.xnd, .uef) or a URL; with -r also a folder of such files, or
            the URL of a directory in UNIS.""",
            """
            lors-ls photo.raw.xnd
            lors-ls --map photo.raw.xnd
            lors-ls --json -l http://127.0.0.1:8888/exnodes/ID""")
        .add(
            option(FORM, "p", "physical", null, "ask the depots (default)"),
            option(FORM, "l", "logical", null, "only what the exNode says"),
            option(FORM, "h", "human", null, "column titles and dates that sort"),
            option(FORM, null, "map", null, "a drawing: which depot has which part of the file"),
            option(FORM, null, "ascii", null, "draw with letters that every terminal has"),
            option(FORM, null, "json", null, "one line of JSON for each file"),
            option(FORM, "r", "recursive", null, "folders with all that is in them"),
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
    options.atMostOneOf("human", "json", "map");
    Xndrc settings = settings(options, io, messages);
    int threads = LimitOptions.threads(options, settings);
    Duration timeout = LimitOptions.timeout(options, settings);
    boolean verbose = ReportOptions.verbose(options, settings) != 0;
    boolean demo = options.has("demo") || settings.demo();
    Shown shown = new Shown(options, io, messages, verbose, demo);
    try (Asking asking = options.has("logical") ? null : new Asking(threads, timeout, io)) {
      Listed visitor =
          (name, exNode) -> {
            List<ListedExtent> listed =
                asking == null ? Listing.logical(exNode) : asking.about(exNode);
            ExNode parity = Parity.alone(exNode);
            shown.print(
                name,
                exNode,
                listed,
                asking == null ? Listing.logical(parity) : asking.about(parity));
          };
      return new ListedNames(options, io, messages).each(names, visitor) ? DONE : FAILED;
    }
  }

  /** Something to do with each exNode. */
  @FunctionalInterface
  interface Listed {
    void accept(String name, ExNode exNode) throws IOException;
  }

  /** Asks depots. */
  private static final class Asking implements AutoCloseable {
    private final IbpClient client = new IbpClient();
    private final int threads;
    private final Duration timeout;
    private final ToolIo io;

    Asking(int threads, Duration timeout, ToolIo io) {
      this.threads = threads;
      this.timeout = timeout;
      this.io = io;
    }

    List<ListedExtent> about(ExNode exNode) throws IOException {
      Duration each = timeout.compareTo(PROBE) < 0 ? timeout : PROBE;
      return new Listing(client, InstantSource.system())
          .physical(exNode, threads, each, timeout, io.cancellation());
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** Prints listings in the form that was asked for. */
  private record Shown(
      ParsedOptions options, ToolIo io, Messages messages, boolean verbose, boolean demo) {
    void print(String name, ExNode exNode, List<ListedExtent> listed, List<ListedExtent> parity)
        throws IOException {
      List<String> lines = new ArrayList<>();
      if (options.has("json")) {
        lines.add(JsonText.of(ListPrinter.json(name, exNode, listed, parity)));
      } else if (options.has("map")) {
        lines.addAll(map(name, exNode, listed));
      } else {
        header(name, exNode, listed);
        boolean human = options.has("human");
        ListPrinter printer = new ListPrinter(ZoneId.systemDefault());
        if (human) {
          lines.add(printer.titles());
        }
        listed.forEach(one -> lines.add(printer.line(one, human)));
      }
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line).append('\n'));
      io.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
      io.out().flush();
      if (verbose) {
        listed.stream()
            .filter(one -> one.problem() != null)
            .forEach(one -> messages.info("mapping " + one.index() + ": " + one.problem()));
      }
      if (!options.has("json")) {
        messages.info(overall(exNode, listed, parity));
      }
    }

    private List<String> map(String name, ExNode exNode, List<ListedExtent> listed) {
      Terminal terminal = io.terminal();
      int columns =
          terminal == null ? Terminal.Size.USUAL.columns() : terminal.size().get().columns();
      boolean unicode =
          terminal == null ? Terminal.isUnicode(io.environment()) : terminal.unicode();
      SliceMap map = new SliceMap(columns, unicode && !options.has("ascii"));
      List<String> lines = new ArrayList<>();
      lines.add(
          Messages.printable(name)
              + "  "
              + Amounts.showSize((double) exNode.effectiveSize())
              + "  "
              + Summary.count(listed.size(), "slice", "slices"));
      lines.addAll(map.draw(exNode, listed));
      lines.add(map.legend());
      return lines;
    }

    private void header(String name, ExNode exNode, List<ListedExtent> listed) {
      long longest = exNode.extents().stream().mapToLong(Extent::length).max().orElse(0);
      if (demo) {
        messages.info("CLEAR");
      }
      messages.info("TOOL List");
      messages.info("SIZE " + exNode.effectiveSize());
      messages.info("EXNODEFILE " + name);
      messages.info("TITLE Filename " + exNode.name());
      messages.info("MAXLENGTH " + longest);
      if (demo) {
        for (ListedExtent one : listed) {
          if (one.depot() != null && one.mayBeRead()) {
            String place =
                one.index()
                    + " "
                    + one.extent().offset()
                    + " "
                    + one.extent().length()
                    + " "
                    + one.depot();
            messages.info("DRAW MappingBegin local " + place);
            messages.info("DRAW MappingEnd " + place);
          }
        }
      }
    }
  }

  /** What it all means: copies, and the first loss. */
  private static String overall(
      ExNode exNode, List<ListedExtent> listed, List<ListedExtent> parity) {
    if (exNode.effectiveSize() == 0) {
      return "an empty file";
    }
    List<Extent> held =
        listed.stream().filter(ListedExtent::mayBeRead).map(ListedExtent::extent).toList();
    CopySummary copies = ReplicaMap.of(exNode.withExtents(held)).copies(CopiesBy.DEPOT);
    Health coded = Parity.health(exNode, listed, parity);
    long dead = listed.stream().filter(one -> one.state() == ExtentState.DEAD).count();
    long silent = listed.stream().filter(one -> one.state() == ExtentState.UNREACHABLE).count();
    String range =
        copies.min() == copies.max()
            ? Summary.count(copies.min(), "copy", "copies")
            : copies.min() + " to " + copies.max() + " copies";
    return range
        + " on distinct depots"
        + (coded.isReadable() ? "" : ": some bytes are LOST or out of reach")
        + Parity.text(exNode, coded, listed, parity)
        + (dead > 0 ? "; " + Summary.count(dead, "mapping is", "mappings are") + " gone" : "")
        + (silent > 0
            ? "; " + Summary.count(silent, "mapping is", "mappings are") + " out of reach"
            : "");
  }
}
