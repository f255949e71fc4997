package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.edit.Trim;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.check.Inspection;
import org.datalogistics.lors.listing.ListedExtent;
import org.datalogistics.lors.trim.Release;
import org.datalogistics.lors.trim.Released;

/** {@code lors-trim}: takes mappings, or a range of bytes, out of an exNode (LoRS spec 3.5). */
public final class LorsTrim extends OptionTool {
  static final String NAME = "lors-trim";
  private static final String WHAT = "What is trimmed";
  private static final String STORAGE = "What becomes of the storage (nothing)";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "take mappings out of an exNode, and give their storage back";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-trim [OPTIONS] XND [INDEX...]",
            """
            Takes mappings out of an exNode: by the numbers that lors-ls shows, such as 3 or 0,2 or
            4-7; by a range of bytes, which cuts mappings; or those that are gone. With -d the depots
            get their storage back, unless the exNode still uses it.""",
            """
            lors-trim -d -m 0,2 -f photo.raw.xnd
            lors-trim -u -f photo.raw.xnd""")
        .add(ChangedExNode.OPTIONS)
        .add(
            option(WHAT, "m", "mappings", "LIST", "those of these numbers"),
            option(WHAT, "u", "unavailable", null, "those that their depots no longer have"),
            option(WHAT, null, "unreachable", null, "with -u: also those whose depot is silent"),
            option(WHAT, null, "all", null, "every mapping; needs --allow-empty"))
        .add(RangeOptions.in(WHAT))
        .add(
            option(STORAGE, "d", "decrement", null, "lower the references on the depots"),
            option(STORAGE, "n", "non-decrement", null, "leave it (default)"),
            option(STORAGE, null, "kill", null, "lower the references until it is deleted"),
            option(
                STORAGE,
                null,
                "allow-empty",
                null,
                "go on when no mapping is left; the file is deleted\nthen if -f or -o is given"),
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
    options.atMostOneOf("decrement", "non-decrement");
    options.atMostOneOf("kill", "non-decrement");
    TrimArguments arguments = TrimArguments.of(options);
    Xndrc settings = settings(options, io, messages);
    TransferLimits limits = LimitOptions.limits(options, settings);
    ExNodeFile source = ExNodeFile.read(arguments.exNode(), options.text("unis"), io);
    ChangedExNode output = new ChangedExNode(options, io, source);
    ExNode before = source.exNode();
    boolean releases = options.has("decrement") || options.has("kill");
    try (IbpClient client = new IbpClient()) {
      ExNode after = trimmed(before, arguments, options, client, limits, io, messages);
      boolean emptied = after.allExtents().isEmpty() && !before.allExtents().isEmpty();
      if (emptied && !options.has("allow-empty")) {
        throw new LorsException(
            "no mapping of "
                + source.name()
                + " would be left, and its data could not be found again;"
                + " if that is meant, say --allow-empty");
      }
      output.check(after);
      warnOfHoles(before, after, source.name(), messages);
      int failed = 0;
      if (releases) {
        List<Extent> unused = Trim.unused(before, after);
        List<Released> released =
            new Release(client).run(unused, options.has("kill"), limits, io.cancellation());
        failed = tell(released, source.name(), messages);
        after = withoutReleased(before, after, released);
      }
      if (after.allExtents().isEmpty() && emptied && output.delete()) {
        messages.info(source.name() + ": no mapping is left, the exNode file is deleted");
      } else {
        output.leave(after.withModified(Instant.now()));
      }
      int left = after.extents().size();
      messages.info(
          source.name()
              + ": "
              + Summary.count(left, "mapping is", "mappings are")
              + " left of "
              + before.extents().size());
      return failed == 0 ? DONE : FAILED;
    }
  }

  /** Bytes that nobody will find any more, unless parity gives them back. */
  private static void warnOfHoles(ExNode before, ExNode after, String name, Messages messages) {
    long size = before.effectiveSize();
    ReplicaMap left = ReplicaMap.of(after.toBuilder().size(size).build());
    long lost = ReplicaMap.of(before).coverage().coveredBytes() - left.coverage().coveredBytes();
    if (lost > 0 && !after.allExtents().isEmpty()) {
      messages.warning(
          name
              + ": "
              + lost
              + " bytes are in no mapping any more, the first at "
              + left.coverage().holes().get(0));
    }
  }

  private static ExNode trimmed(
      ExNode before,
      TrimArguments arguments,
      ParsedOptions options,
      IbpClient client,
      TransferLimits limits,
      ToolIo io,
      Messages messages)
      throws UsageException, IOException {
    if (arguments.byIndex()) {
      List<Extent> numbered = Trim.numbered(before);
      Set<Extent> gone = Collections.newSetFromMap(new IdentityHashMap<>());
      for (int index : arguments.indexes(numbered.size())) {
        gone.add(numbered.get(index));
      }
      return Trim.without(before, gone::contains);
    }
    if (RangeOptions.isGiven(options)) {
      ByteRange range = RangeOptions.range(options, before);
      return Trim.range(before, range);
    }
    if (options.has("all")) {
      return Trim.without(before, extent -> true);
    }
    return withoutUnavailable(before, options.has("unreachable"), client, limits, io, messages);
  }

  private static ExNode withoutUnavailable(
      ExNode before,
      boolean silentToo,
      IbpClient client,
      TransferLimits limits,
      ToolIo io,
      Messages messages)
      throws IOException {
    Inspection inspection = new Inspection(client, InstantSource.system());
    Set<Extent> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    int kept = 0;
    for (List<ListedExtent> all :
        List.of(
            inspection.data(before, limits, io.cancellation()),
            inspection.parity(before, limits, io.cancellation()))) {
      for (ListedExtent one : all) {
        boolean silent = one.state() == ExtentState.UNREACHABLE;
        if (one.state() == ExtentState.DEAD || (silent && silentToo)) {
          gone.add(one.extent());
          messages.info(
              "mapping of bytes "
                  + one.extent().range()
                  + " on "
                  + one.depot()
                  + " is trimmed: "
                  + one.problem());
        } else if (silent || one.state() == ExtentState.UNKNOWN) {
          kept++;
        }
      }
    }
    if (kept > 0) {
      messages.warning(
          Summary.count(kept, "mapping is", "mappings are")
              + " kept though nobody knows about them now: only what a depot says is gone is trimmed;"
              + " --unreachable trims those of silent depots too");
    }
    return Trim.without(before, gone::contains);
  }

  /** What could not be given back stays in the document: nothing else names it. */
  private static ExNode withoutReleased(ExNode before, ExNode after, List<Released> released) {
    Set<Extent> stays = Collections.newSetFromMap(new IdentityHashMap<>());
    released.stream().filter(one -> !one.isDone()).forEach(one -> stays.add(one.extent()));
    if (stays.isEmpty()) {
      return after;
    }
    Set<Extent> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(after.allExtents());
    kept.addAll(stays);
    boolean cut = !before.allExtents().containsAll(after.allExtents());
    if (cut) {
      List<Extent> extents = new ArrayList<>(after.extents());
      extents.addAll(stays);
      return after.withExtents(extents);
    }
    return Trim.without(before, extent -> !kept.contains(extent));
  }

  private static int tell(List<Released> released, String name, Messages messages) {
    int failed = 0;
    int gone = 0;
    for (Released one : released) {
      gone += one.wasGone() ? 1 : 0;
      if (!one.isDone()) {
        failed++;
        messages.warning(
            name
                + ": bytes "
                + one.extent().range()
                + " on "
                + (one.depot() == null ? "no depot" : one.depot())
                + ": "
                + one.problem()
                + "; the mapping stays in the exNode, -n takes it out anyway");
      }
    }
    int done = released.size() - failed - gone;
    messages.info(
        name
            + ": storage of "
            + Summary.count(done, "mapping", "mappings")
            + " given back"
            + (gone == 0 ? "" : ", " + gone + " gone before")
            + (failed == 0 ? "" : ", " + failed + " FAILED"));
    return failed;
  }
}
