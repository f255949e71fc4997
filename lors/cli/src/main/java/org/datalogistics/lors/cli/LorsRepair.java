package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.CopyBy;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.check.CheckResult;
import org.datalogistics.lors.check.Repair;
import org.datalogistics.lors.check.RepairRequest;
import org.datalogistics.lors.check.RepairResult;
import org.datalogistics.lors.copy.Copies;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.Requirement;

/** {@code lors-repair}: brings files back to what they should be. */
public final class LorsRepair extends OptionTool {
  static final String NAME = "lors-repair";
  private static final String HOW = "How it is repaired";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "replace what a file has lost, prolong what ends soon";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-repair [OPTIONS] XND...",
            """
            Checks files like lors-check and mends them: copies what has too few copies from depots
            that have it, drops what is gone or wrong, rebuilds slices of coding groups, prolongs
            leases that end soon. XND is an exNode: a file (.xnd, .uef) or a URL.""",
            """
            lors-repair --unis http://127.0.0.1:8888 -c 2 -f photo.raw.xnd
            lors-repair --depot 127.0.0.1:6716 --read -f photo.raw.xnd""")
        .add(ChangedExNode.OPTIONS)
        .add(DepotChoice.OPTIONS)
        .add(LorsCheck.CHECKS)
        .add(KeyOptions.OPTIONS)
        .add(
            option(
                HOW, null, "copy-by", "WAY", "depots (default), or client: through this machine"),
            option(HOW, null, "dry-run", null, "only say what is to be done"))
        .add(StorageOptions.PLAIN)
        .add(
            option("Output", null, "json", null, "one line of JSON for each file"),
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
    if (names.isEmpty()) {
      throw new UsageException("which exNode?");
    }
    if (names.size() > 1 && !options.has("samename") && !options.has("dry-run")) {
      throw new UsageException("several exNodes are repaired in place: -f");
    }
    Xndrc settings = settings(options, io, messages);
    int status = DONE;
    for (String name : names) {
      ExNodeFile source = ExNodeFile.read(name, options.text("unis"), io);
      if (!repair(source, options, settings, io, messages)) {
        status = FAILED;
      }
    }
    return status;
  }

  private static boolean repair(
      ExNodeFile source, ParsedOptions options, Xndrc settings, ToolIo io, Messages messages)
      throws UsageException, IOException {
    long size = source.exNode().effectiveSize();
    StoragePolicy policy = StorageOptions.policy(options, settings, size);
    CopyWork work = new CopyWork(options, settings, policy, source.name(), io, messages);
    ChangedExNode output = new ChangedExNode(options, io, source);
    int verbose = ReportOptions.verbose(options, settings);
    try (IbpClient client = work.client()) {
      CheckResult found =
          LorsCheck.check(
              LorsCheck.request(source, options, settings, io, messages),
              source.name(),
              client,
              io,
              messages,
              verbose);
      for (String line : new CheckText(source.name(), found).lines(verbose != 0).lines().toList()) {
        messages.info(line);
      }
      if (options.has("dry-run") || found.verdict() == CheckResult.Verdict.GOOD) {
        boolean good = found.verdict() == CheckResult.Verdict.GOOD;
        if (good && !options.has("dry-run") && !options.has("samename")) {
          output.leave(source.exNode());
        }
        return good;
      }
      output.check(source.exNode());
      RepairRequest request =
          new RepairRequest(
              found,
              depots(found, options, settings, policy, client, work, messages),
              policy.maxDepots(),
              policy.reliability(),
              policy.lease(),
              policy.blockSize(),
              CopyWork.copyBy(options, CopyBy.DEPOTS) == CopyBy.DEPOTS,
              work.limits());
      return mend(source, request, output, options, client, io, messages, verbose);
    }
  }

  /** Those that may get copies; none are needed when only leases end. */
  private static List<Candidate> depots(
      CheckResult found,
      ParsedOptions options,
      Xndrc settings,
      StoragePolicy policy,
      IbpClient client,
      CopyWork work,
      Messages messages)
      throws UsageException, IOException {
    boolean damaged =
        found.weak().stream().anyMatch(weak -> weak.copies() > 0)
            || found.health().groups().stream().anyMatch(group -> !group.missing().isEmpty());
    if (!damaged) {
      return List.of();
    }
    Requirement need =
        Requirement.forUpload(
            found.exNode().effectiveSize(),
            policy.blockSize(),
            policy.maxDepots(),
            policy.lease(),
            policy.reliability());
    Optional<URI> unis =
        options.has("unis")
            ? Optional.of(UnisUrl.parse(options.text("unis").orElse("")))
            : Optional.empty();
    return new DepotChoice(options, settings, messages)
        .usable(client, unis, need, work.limits().timeout());
  }

  private static boolean mend(
      ExNodeFile source,
      RepairRequest request,
      ChangedExNode output,
      ParsedOptions options,
      IbpClient client,
      ToolIo io,
      Messages messages,
      int verbose)
      throws UsageException, IOException {
    Repair repair = new Repair(client, InstantSource.system());
    TransferReport report = new TransferReport(io, messages, source.name(), verbose);
    RepairResult result;
    try {
      result = repair.run(request, report, io.cancellation());
    } finally {
      report.end();
    }
    for (RepairResult.Unmended left : result.unmended()) {
      messages.error(
          "bytes " + left.range() + " of " + source.name() + " are not mended: " + left.reason());
    }
    try {
      output.leave(result.exNode());
    } catch (LostExNodeException e) {
      new Copies(client, InstantSource.system()).giveBack(result.stored());
      throw new LorsException(e.getMessage() + "; what was stored is given back", e);
    }
    repair.release(request, result, io.cancellation());
    long failed = result.renewed().stream().filter(one -> !one.isDone()).count();
    messages.info(
        source.name()
            + ": "
            + Summary.count(result.copies().made().size(), "copy", "copies")
            + " made, "
            + result.rebuilt().size()
            + " slices rebuilt, "
            + result.dropped().size()
            + " dropped, "
            + (result.renewed().size() - failed)
            + " leases prolonged"
            + (result.isWhole() ? "" : "; NOT all could be mended"));
    if (options.has("json")) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("exnode", source.name());
      json.put("copied", result.copies().made().size());
      json.put("rebuilt", result.rebuilt().size());
      json.put("dropped", result.dropped().size());
      json.put("prolonged", result.renewed().size() - failed);
      json.put("unmended", result.unmended().size());
      json.put("whole", result.isWhole());
      print(io, JsonText.of(json) + "\n");
    }
    return result.isWhole();
  }
}
