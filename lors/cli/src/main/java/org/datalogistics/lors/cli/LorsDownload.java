package org.datalogistics.lors.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Mode;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.transfer.DownloadResult;

/** {@code lors-download}: reads a file (LoRS spec 3.2). */
public final class LorsDownload extends OptionTool {
  static final String NAME = "lors-download";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "read a file from depots";
  }

  @Override
  ToolOptions options() {
    return DownloadOptions.table();
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    List<String> names = options.arguments();
    if (names.size() != 1) {
      throw new UsageException(names.isEmpty() ? "which exNode?" : "one exNode at a time");
    }
    options.atMostOneOf("samename", "outputfile");
    Xndrc settings = settings(options, io, messages);
    int verbose = ReportOptions.verbose(options, settings);
    ExNode exNode = ExNodeInput.read(names.get(0), options.text("unis"), io);
    if (exNode.mode() == Mode.DIRECTORY) {
      throw new LorsException(names.get(0) + " is a directory, not a file");
    }
    ByteRange range = range(options, exNode);
    try (DownloadOutput output = DownloadOutput.open(options, exNode, range, io)) {
      DownloadRequest request =
          FetchOptions.request(options, settings, exNode, output.range(), output.isOrdered());
      IbpClientConfig config =
          IbpClientConfig.builder().connectionsPerDepot(request.policy().threads()).build();
      TransferReport report = new TransferReport(io, messages, output.title(), verbose);
      try (IbpClient client = new IbpClient(config)) {
        DownloadResult result =
            output.run(
                new Download(client, InstantSource.system()), request, report, io.cancellation());
        report.end();
        messages.info(
            Summary.of(output.title(), result.bytes(), "read", result.elapsed())
                + " from "
                + Summary.count(result.depots().size(), "depot", "depots"));
      } finally {
        report.end();
      }
    }
    return DONE;
  }

  private static ByteRange range(ParsedOptions options, ExNode exNode)
      throws UsageException, IOException {
    long size = exNode.effectiveSize();
    long offset = options.size("offset", 0);
    long length = options.size("length", Math.max(0, size - offset));
    if (offset > size || length > size - offset) {
      throw new LorsException(
          "the file has %d bytes: offset %d and length %d are beyond"
              .formatted(size, offset, length));
    }
    return new ByteRange(offset, length);
  }
}
