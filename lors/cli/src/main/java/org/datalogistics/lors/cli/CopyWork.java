package org.datalogistics.lors.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.CopyBy;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.copy.Copies;
import org.datalogistics.lors.copy.CopyJob;
import org.datalogistics.lors.copy.CopyMethod;
import org.datalogistics.lors.copy.CopyRequest;
import org.datalogistics.lors.copy.CopyResult;

/** What commands that copy between depots share: their client, the copying, what they tell. */
final class CopyWork {
  private final StoragePolicy policy;
  private final TransferLimits limits;
  private final boolean thirdParty;
  private final int verbose;
  private final String title;
  private final ToolIo io;
  private final Messages messages;

  CopyWork(
      ParsedOptions options,
      Xndrc settings,
      StoragePolicy policy,
      String title,
      ToolIo io,
      Messages messages)
      throws UsageException {
    this.policy = policy;
    this.limits = LimitOptions.limits(options, settings);
    this.thirdParty = copyBy(options, CopyBy.DEPOTS) == CopyBy.DEPOTS;
    this.verbose = ReportOptions.verbose(options, settings);
    this.title = title;
    this.io = io;
    this.messages = messages;
  }

  /** Who is to make copies. */
  static CopyBy copyBy(ParsedOptions options, CopyBy unsaid) throws UsageException {
    String way = options.text("copy-by").orElse("");
    if (options.has("copy-by") && !way.equals("depots") && !way.equals("client")) {
      throw new UsageException("--copy-by is depots or client, not " + way);
    }
    return way.isEmpty() ? unsaid : way.equals("depots") ? CopyBy.DEPOTS : CopyBy.CLIENT;
  }

  TransferLimits limits() {
    return limits;
  }

  IbpClient client() {
    return new IbpClient(
        IbpClientConfig.builder().connectionsPerDepot(Math.max(8, limits.threads())).build());
  }

  CopyResult run(List<CopyJob> jobs, IbpClient client) throws IOException {
    TransferReport report = new TransferReport(io, messages, title, verbose);
    try {
      return new Copies(client, InstantSource.system())
          .run(
              new CopyRequest(jobs, policy.reliability(), policy.lease(), thirdParty, limits),
              report,
              io.cancellation());
    } finally {
      report.end();
    }
  }

  /** What was copied, and each range that was not. */
  void tell(CopyResult result) {
    for (CopyResult.Missed missed : result.missed()) {
      messages.error(
          "bytes " + missed.range() + " of " + title + " were not copied: " + missed.reason());
    }
    if (result.made().isEmpty()) {
      messages.info(title + ": nothing was copied");
      return;
    }
    long bytes = result.extents().stream().mapToLong(extent -> extent.length()).sum();
    Set<DepotAddress> targets = new HashSet<>();
    result.made().forEach(made -> targets.add(made.to()));
    long through = result.made().stream().filter(m -> m.method() == CopyMethod.CLIENT).count();
    messages.info(
        Summary.of(title, bytes, "copied", result.elapsed())
            + ", "
            + Summary.count(result.made().size(), "mapping", "mappings")
            + " on "
            + Summary.count(targets.size(), "depot", "depots")
            + (through == 0 ? "" : "; " + through + " through this machine"));
  }
}
