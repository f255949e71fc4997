package org.datalogistics.lors.cli;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentFilters;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.copy.Copies;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.Requirement;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.erasure.Spread;
import org.datalogistics.lors.transfer.Recode;
import org.datalogistics.lors.transfer.RecodeRequest;
import org.datalogistics.lors.transfer.RecodeResult;

/** {@code lors-augment --ec}: gives parity to a file that is stored already. */
final class AugmentParity {
  private final ParsedOptions options;
  private final Xndrc settings;
  private final ToolIo io;
  private final Messages messages;

  AugmentParity(ParsedOptions options, Xndrc settings, ToolIo io, Messages messages) {
    this.options = options;
    this.settings = settings;
    this.io = io;
    this.messages = messages;
  }

  /** Whether all of it was stored. */
  boolean run(ExNodeFile source, Coding coding) throws UsageException, IOException {
    for (String other :
        List.of("balance", "mcopy", "copies", "newfile", "copy-by", "offset", "length")) {
      options.atMostOneOf(CodingOptions.CODING, other);
    }
    ExNode exNode = source.exNode();
    StoragePolicy policy = policy(exNode);
    TransferLimits limits = LimitOptions.limits(options, settings);
    ChangedExNode output = new ChangedExNode(options, io, source);
    output.check(exNode);
    Predicate<Extent> readable = ExtentFilters.readable(InstantSource.system().instant());
    try (IbpClient client =
        new IbpClient(
            IbpClientConfig.builder().connectionsPerDepot(Math.max(8, limits.threads())).build())) {
      RecodeRequest request =
          new RecodeRequest(
              exNode,
              readable,
              depots(exNode, coding, policy, limits, client),
              policy,
              null,
              KeyRing.NONE,
              limits);
      TransferReport report =
          new TransferReport(io, messages, source.name(), ReportOptions.verbose(options, settings));
      RecodeResult result;
      try {
        result =
            new Recode(client, InstantSource.system()).protect(request, report, io.cancellation());
      } finally {
        report.end();
      }
      leave(output, result, client);
      tell(source.name(), result, coding, readable);
      return result.missed().isEmpty();
    }
  }

  /** Slices as long as the file's blocks, unless said otherwise: then no two are in one block. */
  private StoragePolicy policy(ExNode exNode) throws UsageException {
    StoragePolicy policy = StorageOptions.policy(options, settings, exNode.effectiveSize());
    boolean said = options.has("bs") || options.has("fragments");
    return said || exNode.extents().isEmpty() || exNode.extents().get(0).length() < 1
        ? policy
        : policy.withBlockSize(exNode.extents().get(0).length());
  }

  private List<Candidate> depots(
      ExNode exNode, Coding coding, StoragePolicy policy, TransferLimits limits, IbpClient client)
      throws UsageException, IOException {
    Requirement need =
        Requirement.forUpload(
            exNode.effectiveSize() / coding.dataSlices() * coding.paritySlices(),
            policy.blockSize(),
            Math.max(policy.maxDepots(), coding.paritySlices()),
            policy.lease(),
            policy.reliability());
    Optional<URI> unis =
        options.has("unis")
            ? Optional.of(UnisUrl.parse(options.text("unis").orElse("")))
            : Optional.empty();
    return new DepotChoice(options, settings, messages)
        .usable(client, unis, need, limits.timeout());
  }

  private static void leave(ChangedExNode output, RecodeResult result, IbpClient client)
      throws UsageException, IOException {
    try {
      output.leave(result.exNode());
    } catch (LostExNodeException e) {
      new Copies(client, InstantSource.system()).giveBack(result.stored());
      throw new LorsException(e.getMessage() + "; the parity is given back", e);
    }
  }

  private void tell(String name, RecodeResult result, Coding coding, Predicate<Extent> readable) {
    if (result.stored().isEmpty() && result.missed().isEmpty()) {
      messages.info(name + ": every byte has parity already");
      return;
    }
    result.missed().forEach(slice -> messages.error(slice + " could not be stored"));
    int survived = Spread.lossesSurvived(result.exNode(), readable);
    messages.info(
        name
            + ": "
            + Summary.count(result.stored().size(), "parity slice", "parity slices")
            + " stored, coded "
            + coding
            + "; any "
            + Summary.count(survived, "depot", "depots")
            + " may be lost");
    if (survived < coding.paritySlices()) {
      messages.warning(
          "slices of one group share depots, so that fewer than %d may be lost; more depots, or the data on more of them, would help"
              .formatted(coding.paritySlices()));
    }
  }
}
