package org.datalogistics.lors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.ByteRange;
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

  /** A file that is to be stored. */
  private record Job(String file, UploadSource source, StoragePolicy storage) {}

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    List<String> files = options.arguments();
    if (files.isEmpty()) {
      throw new UsageException("which file?");
    }
    Xndrc settings = settings(options, io, messages);
    Conditioning conditioning = UploadOptions.conditioning(options, settings);
    TransferLimits limits = UploadOptions.limits(options, settings);
    int verbose = options.number("verbose", settings.verbose(), 0);
    ExNodeOutput output = new ExNodeOutput(options, io, files.size());
    if (conditioning.checksum() && output.refusesConditioning()) {
      throw new UsageException(
          "other software would misread a JSON exNode of checksummed data;"
              + " use an .xnd file, or --allow-conditioned-json");
    }
    List<Job> jobs = jobs(files, options, settings, io);
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
                job.source(),
                Path.of(job.file()).getFileName().toString(),
                depots,
                job.storage(),
                conditioning,
                limits);
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

  private static List<Job> jobs(
      List<String> files, ParsedOptions options, Xndrc settings, ToolIo io)
      throws UsageException, IOException {
    long offset = options.size("offset", 0);
    List<Job> jobs = new ArrayList<>();
    if (options.has("stdin")) {
      if (files.size() != 1 || !options.has("length") || offset != 0) {
        throw new UsageException("-i takes one FILE, as a name, needs -L, and knows no -O");
      }
      UploadSource source = new UploadSource.Stream(io.in(), options.size("length", 0));
      jobs.add(job(files.get(0), source, options, settings));
      return jobs;
    }
    for (String file : files) {
      Path path = io.file(file);
      long size = Files.size(path);
      if (!Files.isRegularFile(path)) {
        throw new UsageException(file + " is not a regular file; for a stream use -i and -L");
      }
      long length = options.size("length", Math.max(0, size - offset));
      if (offset > size || length > size - offset) {
        throw new UsageException(
            "%s has %d bytes: offset %d and length %d are beyond"
                .formatted(file, size, offset, length));
      }
      UploadSource source = new UploadSource.FilePart(path, new ByteRange(offset, length));
      jobs.add(job(file, source, options, settings));
    }
    return jobs;
  }

  private static Job job(String file, UploadSource source, ParsedOptions options, Xndrc settings)
      throws UsageException {
    if (Path.of(file).getFileName() == null) {
      throw new UsageException("'" + file + "' does not name a file");
    }
    return new Job(file, source, UploadOptions.storage(options, settings, source.length()));
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
