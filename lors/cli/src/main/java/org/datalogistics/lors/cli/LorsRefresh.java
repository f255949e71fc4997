package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.lease.LeaseTime;
import org.datalogistics.lors.lease.Refresh;
import org.datalogistics.lors.lease.RefreshResult;
import org.datalogistics.lors.lease.Renewed;
import org.jspecify.annotations.Nullable;

/** {@code lors-refresh}: changes the leases of files (LoRS spec 3.6). */
public final class LorsRefresh extends OptionTool {
  static final String NAME = "lors-refresh";
  private static final String TIME = "Until when (one of these)";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "prolong the leases of files";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-refresh [OPTIONS] XND...",
            """
            Changes how long depots keep what files are stored in, data and parity. A depot may grant
            less. With -f or -o the exNode gets the new ends, which only the depots know otherwise.
            XND is an exNode: a file (.xnd, .uef) or a URL.""",
            """
            lors-refresh -d 2d -f photo.raw.xnd
            lors-refresh -m http://127.0.0.1:8888/exnodes/ID""")
        .add(
            option(TIME, "m", "maximum", null, "as long as each depot allows"),
            option(TIME, "d", "add", "TIME", "so much longer"),
            option(TIME, "s", "set", "TIME", "so long from now on"),
            option(TIME, "a", "absolute", "SECONDS", "until that time in seconds since 1970"))
        .add(ChangedExNode.OPTIONS)
        .add(
            option("Output", null, "json", null, "one line of JSON for each file"),
            CommonOptions.UNIS,
            LimitOptions.THREADS,
            LimitOptions.TIMEOUT,
            CommonOptions.XNDRC,
            ReportOptions.VERBOSE)
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    List<String> names = options.arguments();
    if (names.isEmpty()) {
      throw new UsageException("which exNode?");
    }
    if (names.size() > 1 && options.has("outputfile")) {
      throw new UsageException("-o is for one exNode; use -f for several");
    }
    LeaseTime time = time(options);
    Xndrc settings = settings(options, io, messages);
    TransferLimits limits = LimitOptions.limits(options, settings);
    boolean verbose = ReportOptions.verbose(options, settings) != 0;
    int status = DONE;
    try (IbpClient client = new IbpClient()) {
      for (String name : names) {
        ExNodeFile source = ExNodeFile.read(name, options.text("unis"), io);
        ChangedExNode output = new ChangedExNode(options, io, source);
        if (!output.isStandardOutput()) {
          output.check(source.exNode());
        }
        RefreshResult result =
            new Refresh(client, InstantSource.system())
                .run(source.exNode(), time, limits, io.cancellation());
        if (!output.isStandardOutput()) {
          output.leave(result.exNode());
        }
        tell(name, result, verbose, messages);
        if (options.has("json")) {
          print(io, JsonText.of(json(name, result)) + "\n");
        }
        status = result.failed().isEmpty() ? status : FAILED;
      }
    }
    return status;
  }

  static LeaseTime time(ParsedOptions options) throws UsageException {
    options.atMostOneOf("maximum", "add", "set", "absolute");
    try {
      if (options.has("maximum")) {
        return new LeaseTime.Maximum();
      }
      if (options.has("add")) {
        return new LeaseTime.Add(options.time("add", Duration.ZERO));
      }
      if (options.has("set")) {
        return new LeaseTime.FromNow(options.time("set", Duration.ZERO));
      }
      if (options.has("absolute")) {
        Instant end = Instant.EPOCH.plus(options.time("absolute", Duration.ZERO));
        if (end.isBefore(Instant.now())) {
          throw new UsageException("--absolute: " + end + " is past");
        }
        return new LeaseTime.Until(end);
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    throw new UsageException("how long? -m, -d TIME, -s TIME or -a SECONDS");
  }

  private static void tell(String name, RefreshResult result, boolean verbose, Messages messages) {
    for (Renewed lease : result.leases()) {
      String what =
          lease.extent().range() + " on " + (lease.depot() == null ? "no depot" : lease.depot());
      if (!lease.isDone()) {
        messages.warning(name + ": bytes " + what + ": " + lease.problem());
      } else if (verbose) {
        messages.info("Refresh " + what + " until " + lease.end());
      }
    }
    int failed = result.failed().size();
    int all = result.leases().size();
    long shorter = result.leases().stream().filter(Renewed::isShort).count();
    Instant first = first(result);
    messages.info(
        name
            + ": "
            + Summary.count(all - failed, "lease", "leases")
            + " refreshed"
            + (first == null ? "" : ", the first ends " + Dates.show(first))
            + (shorter == 0
                ? ""
                : "; " + shorter + " shorter than asked for, as depots grant no more")
            + (failed == 0 ? "" : "; " + failed + " of " + all + " FAILED"));
  }

  private static @Nullable Instant first(RefreshResult result) {
    return result.leases().stream()
        .filter(lease -> lease.end() != null)
        .map(Renewed::end)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Map<String, @Nullable Object> json(String name, RefreshResult result) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("exnode", name);
    json.put("leases", result.leases().size());
    json.put("failed", result.failed().size());
    Instant first = first(result);
    json.put("firstEnd", first == null ? null : first.toString());
    List<Object> all = new ArrayList<>();
    for (Renewed lease : result.leases()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("offset", lease.extent().offset());
      one.put("length", lease.extent().length());
      one.put("depot", lease.depot() == null ? null : lease.depot().toString());
      one.put("expires", lease.end() == null ? null : lease.end().toString());
      one.put("problem", lease.problem());
      all.add(one);
    }
    json.put("extents", all);
    return json;
  }
}
