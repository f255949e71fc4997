package org.datalogistics.lors.cli;

import java.io.IOException;
import java.nio.file.Files;
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
import org.datalogistics.lors.tree.TreeEvent.MovedFile;

/** {@code lors-download}: reads files (LoRS spec 3.2). */
public final class LorsDownload extends OptionTool {
  static final String NAME = "lors-download";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "read files from depots";
  }

  @Override
  ToolOptions options() {
    return DownloadOptions.table();
  }

  @Override
  String[] prepared(String[] arguments) {
    return DownloadOptions.prepared(arguments);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    List<String> names = options.arguments();
    if (names.isEmpty()) {
      throw new UsageException("which exNode?");
    }
    options.atMostOneOf("samename", "outputfile");
    Xndrc settings = settings(options, io, messages);
    if (names.size() > 1 || options.has("recursive")) {
      return new ManyDownloads(options, settings, io, messages).run(names);
    }
    if (Files.isDirectory(io.file(names.get(0)))) {
      throw new UsageException(names.get(0) + " is a folder; with --recursive all in it is read");
    }
    ReportOptions.Wanted wanted = ReportOptions.wanted(options, settings, false);
    ExNode exNode = ExNodeInput.read(names.get(0), options.text("unis"), io);
    if (exNode.mode() == Mode.DIRECTORY) {
      throw new LorsException(
          names.get(0) + " is a directory, not a file; with --recursive all in it is read");
    }
    ByteRange range = range(options, exNode);
    try (DownloadOutput output = DownloadOutput.open(options, exNode, range, io)) {
      if (wanted.json() && output.isStandardOutput()) {
        throw new UsageException("--json needs a place for the data: -f or -o NAME");
      }
      one(options, settings, io, messages, wanted, exNode, output);
    }
    return DONE;
  }

  private static void one(
      ParsedOptions options,
      Xndrc settings,
      ToolIo io,
      Messages messages,
      ReportOptions.Wanted wanted,
      ExNode exNode,
      DownloadOutput output)
      throws UsageException, IOException {
    DownloadRequest request =
        FetchOptions.request(
            options,
            settings,
            KeyOptions.ring(options, io, messages),
            exNode,
            output.range(),
            output.isOrdered());
    IbpClientConfig config =
        IbpClientConfig.builder().connectionsPerDepot(request.policy().threads()).build();
    String title = output.title();
    Viewers.Subject subject =
        new Viewers.Subject(
            "Download",
            options.arguments().get(0),
            request.pieceSize(),
            request.policy().threads());
    Viewers viewers = Viewers.of(wanted, subject, messages);
    Report report = new Report(wanted, io, messages, title, "output", viewers);
    try (viewers;
        IbpClient client = new IbpClient(config)) {
      DownloadResult result =
          output.run(
              new Download(client, InstantSource.system()),
              request,
              report.single(title, output.range().length()),
              io.cancellation());
      MovedFile file =
          new MovedFile(
              title,
              title,
              result.bytes(),
              1,
              1,
              result.depots(),
              result.failures(),
              result.elapsed());
      report.singleDone(file);
      messages.info(told(file));
    } catch (IOException e) {
      report.singleFailed(title, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      report.clear();
    }
  }

  /** A file that was read, as a line. */
  static String told(MovedFile file) {
    return Summary.of(file.name(), file.bytes(), "read", file.elapsed())
        + " from "
        + Summary.count(file.depots().size(), "depot", "depots")
        + Uploads.madeGood(file);
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
