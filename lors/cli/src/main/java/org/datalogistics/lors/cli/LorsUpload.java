package org.datalogistics.lors.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.Requirement;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadResult;
import org.datalogistics.lors.transfer.UploadSource;

/** {@code lors-upload}: stores files (LoRS spec 3.1). */
public final class LorsUpload extends OptionTool {
  static final String NAME = "lors-upload";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "store files on depots";
  }

  @Override
  ToolOptions options() {
    return UploadOptions.table();
  }

  /** A file, and how it is to be stored. */
  private record Job(UploadInput input, StoragePolicy storage) {
    String file() {
      return input.file();
    }

    UploadSource source() {
      return input.source();
    }
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    List<String> files = options.arguments();
    Xndrc settings = settings(options, io, messages);
    Conditioning conditioning = ConditioningOptions.conditioning(options, settings);
    TransferLimits limits = LimitOptions.limits(options, settings);
    int verbose = ReportOptions.verbose(options, settings);
    ExNodeOutput output = new ExNodeOutput(options, io, files.size());
    if (!conditioning.isNone() && output.refusesConditioning()) {
      throw new UsageException(
          "other software would misread a JSON exNode of checksummed data;"
              + " use an .xnd file, or --allow-conditioned-json");
    }
    List<Job> jobs = new ArrayList<>();
    for (UploadInput input : UploadInput.of(files, options, io)) {
      long length = input.source().length();
      jobs.add(new Job(input, StorageOptions.policy(options, settings, length)));
    }
    for (Job job : jobs) {
      output.check(job.file());
    }
    IbpClientConfig config =
        IbpClientConfig.builder().connectionsPerDepot(limits.threads()).build();
    try (IbpClient client = new IbpClient(config)) {
      DepotChoice choice = new DepotChoice(options, settings, messages);
      List<Candidate> depots =
          choice.usable(client, output.unis(), requirement(jobs), limits.timeout());
      for (Job job : jobs) {
        UploadRequest request =
            new UploadRequest(
                job.source(), job.input().name(), depots, job.storage(), conditioning, limits);
        TransferReport report = new TransferReport(io, messages, job.file(), verbose);
        try {
          Upload upload = new Upload(client, InstantSource.system());
          UploadResult result = upload.run(request, report, io.cancellation());
          report.end();
          String place = leave(job, result.exNode(), output, upload);
          tell(job, result, place, output, messages);
        } finally {
          report.end();
        }
      }
    }
    return DONE;
  }

  /** What the largest of the files needs. */
  private static Requirement requirement(List<Job> jobs) {
    Job largest = jobs.get(0);
    for (Job job : jobs) {
      largest = job.source().length() > largest.source().length() ? job : largest;
    }
    StoragePolicy storage = largest.storage();
    return Requirement.forUpload(
        largest.source().length(),
        storage.blockSize(),
        storage.maxDepots(),
        storage.lease(),
        storage.reliability());
  }

  /** Leaves the exNode; what nobody can find again is not kept on the depots either. */
  private static String leave(Job job, ExNode exNode, ExNodeOutput output, Upload upload)
      throws IOException {
    try {
      return output.write(job.file(), exNode);
    } catch (LostExNodeException e) {
      upload.giveBack(exNode);
      throw new LorsException(
          e.getMessage() + "; the storage for " + job.file() + " is given back", e);
    }
  }

  private static void tell(
      Job job, UploadResult result, String place, ExNodeOutput output, Messages messages)
      throws IOException {
    if (result.copies() < Math.min(job.storage().copies(), result.depots().size())) {
      messages.warning(
          "some bytes of %s have only %s, %d were asked for: depots failed"
              .formatted(
                  job.file(),
                  Summary.count(result.copies(), "copy", "copies"),
                  job.storage().copies()));
    }
    messages.info(
        Summary.of(job.file(), result.bytes(), "stored", result.elapsed())
            + ", "
            + Summary.count(result.copies(), "copy", "copies")
            + " on "
            + Summary.count(result.depots().size(), "depot", "depots"));
    if (output.wantsSummary()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", job.file());
      json.put("exnode", place);
      json.put("size", result.bytes());
      json.put("copies", result.copies());
      json.put("depots", result.depots().stream().map(DepotAddress::toString).toList());
      json.put("failures", result.failures());
      json.put("seconds", result.elapsed().toMillis() / 1000.0);
      output.printLine(JsonText.of(json));
    }
  }
}
