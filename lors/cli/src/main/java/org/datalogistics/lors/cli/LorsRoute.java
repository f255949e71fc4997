package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentFilters;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.copy.Copies;
import org.datalogistics.lors.copy.CopyPlan;
import org.datalogistics.lors.copy.CopyResult;
import org.datalogistics.lors.copy.CopyStage;
import org.datalogistics.lors.depots.Candidate;

/** {@code lors-route}: copies a file along a chain of depots (LoRS spec 3.8, 6.5). */
public final class LorsRoute extends OptionTool {
  static final String NAME = "lors-route";
  private static final String ROUTE = "The route";

  /** As in the C tools. */
  private static final int MOST_HOPS = 8;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "copy a file along a chain of depots";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-route [OPTIONS] XND",
            """
            Copies a file along a chain of up to 8 depots, block by block: while one block goes from
            the first to the second, the next one goes to the first. Where a hop fails, the block takes
            another way. XND is a file (.xnd, .uef) or a URL.""",
            """
            lors-route --depot 127.0.0.1:6715 --depot 127.0.0.1:6716 -f photo.raw.xnd
            lors-route --last-hop -o there.xnd photo.raw.xnd""")
        .add(
            option(
                ROUTE, null, "depot", "HOST:PORT", "the next hop; repeatable (ROUTE_DEPOT lines)"),
            option(ROUTE, null, "last-hop", null, "keep only the copy on the last depot"),
            option(
                ROUTE, null, "copy-by", "WAY", "depots (default), or client: through this machine"))
        .add(ChangedExNode.OPTIONS)
        .add(RangeOptions.in("What is copied"))
        .add(StorageOptions.LEASE)
        .add(
            CommonOptions.UNIS,
            LimitOptions.THREADS,
            LimitOptions.TIMEOUT,
            LimitOptions.MEMORY,
            option(
                CommonOptions.GENERAL,
                "x",
                "xndrc",
                "FILE",
                "defaults, read after ~/.xndrc and ./.xndrc"),
            ReportOptions.VERBOSE)
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    List<String> names = options.arguments();
    if (names.size() != 1) {
      throw new UsageException(names.isEmpty() ? "which exNode?" : "one exNode at a time");
    }
    Xndrc settings = settings(options, io, messages);
    List<DepotAddress> hops = options.depots("depot");
    if (hops.isEmpty()) {
      hops = settings.where().routeDepots();
    }
    if (hops.isEmpty() || hops.size() > MOST_HOPS) {
      throw new UsageException(
          hops.isEmpty()
              ? "no route: name its depots with --depot, or ROUTE_DEPOT lines in the .xndrc"
              : "a route has at most " + MOST_HOPS + " depots, not " + hops.size());
    }
    if (Set.copyOf(hops).size() < hops.size()) {
      throw new UsageException("a route leads to each depot once");
    }
    ExNodeFile source = ExNodeFile.read(names.get(0), options.text("unis"), io);
    ExNode exNode = source.exNode();
    ByteRange range = RangeOptions.range(options, exNode);
    StoragePolicy policy = StorageOptions.policy(options, settings, range.length());
    CopyWork work = new CopyWork(options, settings, policy, source.name(), io, messages);
    ChangedExNode output = new ChangedExNode(options, io, source);
    output.check(exNode);
    List<CopyStage> stages = hops.stream().map(hop -> CopyStage.next(Candidate.of(hop))).toList();
    ReplicaMap readable =
        ReplicaMap.of(exNode, ExtentFilters.readable(InstantSource.system().instant()));
    CopyPlan.Plan plan = CopyPlan.along(range, readable, stages, policy.blockSize());
    for (ByteRange hole : plan.holes()) {
      messages.warning("nobody has the bytes " + hole + " of " + source.name());
    }
    try (IbpClient client = work.client()) {
      CopyResult result = work.run(plan.jobs(), client);
      work.tell(result);
      List<Extent> kept = kept(result, hops.size(), options.has("last-hop"), client);
      try {
        output.leave(LorsAugment.with(exNode, kept, false));
      } catch (LostExNodeException e) {
        new Copies(client, InstantSource.system()).giveBack(kept);
        throw e;
      }
      return result.isComplete() && plan.holes().isEmpty() ? DONE : FAILED;
    }
  }

  /** Copies on the way are given back where only the last is wanted. */
  private static List<Extent> kept(
      CopyResult result, int hops, boolean onlyLast, IbpClient client) {
    List<Extent> kept = new ArrayList<>();
    List<Extent> passed = new ArrayList<>();
    for (CopyResult.Made made : result.made()) {
      (onlyLast && made.stage() < hops - 1 ? passed : kept).add(made.extent());
    }
    new Copies(client, InstantSource.system()).giveBack(passed);
    return kept;
  }
}
