package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentFilters;
import org.datalogistics.exnode.plan.Observation;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Safety;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.check.Inspection;
import org.datalogistics.lors.copy.CopyPlan;
import org.datalogistics.lors.copy.CopyResult;
import org.datalogistics.lors.copy.CopyStage;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.Requirement;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.listing.ListedExtent;

/** {@code lors-augment}: adds copies to a file (LoRS spec 3.4, 6.4). */
public final class LorsAugment extends OptionTool {
  static final String NAME = "lors-augment";
  private static final String COPIES = "Which copies";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "add copies to a file, from depot to depot";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-augment [OPTIONS] XND",
            """
            Adds copies of a file, or of a part of it, to its exNode. The bytes go straight from depot
            to depot; through this machine where that cannot be. XND is a file (.xnd, .uef) or a URL.""",
            """
            lors-augment --depot 127.0.0.1:6716 -c 1 -f photo.raw.xnd
            lors-augment -B -c 3 --unis http://127.0.0.1:8888 -f photo.raw.xnd
            lors-augment --ec 4+2 --unis http://127.0.0.1:8888 -f photo.raw.xnd""")
        .add(
            ChangedExNode.SAME_NAME,
            ChangedExNode.OUTPUT_FILE,
            option(
                "Where the changed exNode goes (standard output)",
                "n",
                "newfile",
                "NAME",
                "an exNode with only the new copies"),
            ChangedExNode.CONDITIONED)
        .add(DepotChoice.OPTIONS)
        .add(
            option(
                COPIES,
                "B",
                "balance",
                null,
                "only what is missing for -c copies, by what the\ndepots have now"),
            option(
                COPIES,
                null,
                "mcopy",
                null,
                "copies from copies, in stages; depots have no\ncommand for many targets any more"),
            option(
                COPIES,
                null,
                "copy-by",
                "WAY",
                "depots (default), or client: through this machine"))
        .add(RangeOptions.in(COPIES))
        .add(StorageOptions.PLAIN)
        .add(CodingOptions.OPTION)
        .add(
            LimitOptions.THREADS,
            LimitOptions.TIMEOUT,
            LimitOptions.MEMORY,
            CommonOptions.XNDRC,
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
    ExNodeFile source = ExNodeFile.read(names.get(0), options.text("unis"), io);
    Optional<Coding> coding = CodingOptions.coding(options);
    if (coding.isPresent()) {
      boolean whole = new AugmentParity(options, settings, io, messages).run(source, coding.get());
      return whole ? DONE : FAILED;
    }
    ExNode exNode = source.exNode();
    ByteRange range = RangeOptions.range(options, exNode);
    StoragePolicy policy = StorageOptions.policy(options, settings, range.length());
    CopyWork work = new CopyWork(options, settings, policy, source.name(), io, messages);
    AugmentOutput output = new AugmentOutput(options, io, source);
    output.check(exNode);
    if (options.has("mcopy")) {
      messages.info(
          "mcopy: depots are asked for simple copies, as none has a command for many targets");
    }
    try (IbpClient client = work.client()) {
      CopyPlan.Plan plan =
          plan(options, settings, exNode, range, policy, client, work, io, messages);
      for (ByteRange hole : plan.holes()) {
        messages.warning("nobody has the bytes " + hole + " of " + source.name());
      }
      CopyResult result = work.run(plan.jobs(), client);
      work.tell(result);
      output.leave(exNode, result, client);
      return result.isComplete() && plan.holes().isEmpty() ? DONE : FAILED;
    }
  }

  private static CopyPlan.Plan plan(
      ParsedOptions options,
      Xndrc settings,
      ExNode exNode,
      ByteRange range,
      StoragePolicy policy,
      IbpClient client,
      CopyWork work,
      ToolIo io,
      Messages messages)
      throws UsageException, IOException {
    List<CopyStage> stages = stages(options, settings, policy, range, client, work, messages);
    if (!options.has("balance")) {
      ReplicaMap readable =
          ReplicaMap.of(exNode, ExtentFilters.readable(InstantSource.system().instant()));
      return CopyPlan.more(range, readable, stages, policy.blockSize());
    }
    List<ListedExtent> found =
        new Inspection(client, InstantSource.system())
            .data(exNode, work.limits(), io.cancellation());
    ReplicaMap live =
        Safety.map(
            exNode, found.stream().map(ListedExtent::observation).toList(), Observation::isLive);
    return CopyPlan.balance(range, live, policy.copies(), stages.get(0), policy.blockSize());
  }

  /** With {@code --depot-list}, ROUTE_DEPOTs get the first copy, TARGET_DEPOTs the others. */
  private static List<CopyStage> stages(
      ParsedOptions options,
      Xndrc settings,
      StoragePolicy policy,
      ByteRange range,
      IbpClient client,
      CopyWork work,
      Messages messages)
      throws UsageException, IOException {
    List<DepotAddress> first = settings.where().routeDepots();
    List<DepotAddress> second = settings.where().targetDepots();
    boolean inStages =
        options.has("depot-list") && options.depots("depot").isEmpty() && !first.isEmpty();
    if (inStages && !options.has("balance")) {
      List<CopyStage> stages = new ArrayList<>();
      stages.add(new CopyStage(Candidate.all(first), policy.maxDepots()));
      List<DepotAddress> rest = second.isEmpty() ? first : second;
      for (int i = 1; i < policy.copies(); i++) {
        stages.add(new CopyStage(Candidate.all(rest), policy.maxDepots()));
      }
      return stages;
    }
    Requirement need =
        Requirement.forUpload(
            range.length(),
            policy.blockSize(),
            policy.maxDepots(),
            policy.lease(),
            policy.reliability());
    Optional<URI> unis =
        options.has("unis")
            ? Optional.of(UnisUrl.parse(options.text("unis").orElse("")))
            : Optional.empty();
    List<Candidate> depots =
        new DepotChoice(options, settings, messages)
            .usable(client, unis, need, work.limits().timeout());
    return Collections.nCopies(policy.copies(), new CopyStage(depots, policy.maxDepots()));
  }

  /** Extents of the new copies, with those of before or alone. */
  static ExNode with(ExNode exNode, List<Extent> copies, boolean only) {
    List<Extent> all = only ? new ArrayList<>() : new ArrayList<>(exNode.extents());
    all.addAll(copies);
    ExNode changed = exNode.withExtents(all).withModified(InstantSource.system().instant());
    return only ? changed.withCodingGroups(List.of()) : changed;
  }
}
