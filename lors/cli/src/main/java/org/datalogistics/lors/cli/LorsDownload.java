package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Mode;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.transfer.DownloadResult;

/** {@code lors-download}: reads a file (LoRS spec 3.2). */
public final class LorsDownload extends OptionTool {
  static final String NAME = "lors-download";
  private static final String OUTPUT = "Where the data goes (standard output)";
  private static final String WHAT = "What is read";
  private static final String HOW = "How it is read";

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
    return new ToolOptions(
            "lors-download [OPTIONS] XND",
            "Reads a file from depots. XND is an exNode: a file (.xnd, .uef) or a URL.",
            """
            lors-download -f photo.raw.xnd
            lors-download -O 100M -L 1M http://127.0.0.1:8888/exnodes/ID > part""")
        .add(
            option(OUTPUT, "f", "samename", null, "a file called as the exNode says, here"),
            option(OUTPUT, "o", "outputfile", "NAME", "that file; - is standard output"),
            option(OUTPUT, "R", "resume", null, "go on at the end of the output if it exists"),
            option(WHAT, "O", "offset", "SIZE", "first byte (0)"),
            option(WHAT, "L", "length", "SIZE", "bytes (to the end)"),
            option(WHAT, null, "unis", "URL", "UNIS directory: then XND may be an id in it"),
            option(HOW, "b", "bs", "SIZE", "most bytes of one fetch (5M)"),
            option(
                HOW, "a", "thread-depot", "N", "most fetches at once from one depot; -1: any (-1)"),
            option(HOW, "r", "redundancy", "N", "most fetches at once of one piece (2)"),
            option(
                HOW,
                "p",
                "progress",
                "N",
                "later pieces that may overtake one before it is\nfetched twice (5)"),
            option(HOW, "q", "prebuffer", "N", "pieces held before output starts (1)"),
            option(HOW, "C", "cache", "N", "finished pieces that may wait for output (2)"),
            CommonOptions.THREADS,
            CommonOptions.TIMEOUT,
            CommonOptions.MEMORY,
            CommonOptions.XNDRC,
            CommonOptions.VERBOSE,
            CommonOptions.VERSION,
            CommonOptions.HELP,
            CommonOptions.USAGE,
            CommonOptions.VISUALIZE,
            CommonOptions.DEMO);
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
    int verbose = options.number("verbose", settings.verbose(), 0);
    ExNode exNode = ExNodeInput.read(names.get(0), options.text("unis"), io);
    if (exNode.mode() == Mode.DIRECTORY) {
      throw new LorsException(names.get(0) + " is a directory, not a file");
    }
    ByteRange range = range(options, exNode);
    try (DownloadOutput output = DownloadOutput.open(options, exNode, range, io)) {
      DownloadRequest request = request(options, settings, exNode, output);
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

  private static DownloadRequest request(
      ParsedOptions options, Xndrc settings, ExNode exNode, DownloadOutput output)
      throws UsageException {
    long piece = options.positiveSize("bs", settings.blockSize());
    if (piece > DownloadRequest.MAX_PIECE) {
      throw new UsageException("--bs must be at most " + DownloadRequest.MAX_PIECE);
    }
    int threads = threads(options, settings);
    int prebuffer = options.number("prebuffer", 1, 1);
    int cache = Math.max(options.number("cache", FetchPolicy.DEFAULTS.cache(), 0), prebuffer - 1);
    long memory = options.positiveSize("buffersize", settings.memory());
    if (output.isOrdered()) {
      // Memory is about (threads + cache) pieces (LoRS spec 3.2).
      piece = Math.min(piece, Math.max(1, memory / (cache + 2)));
      threads = (int) Math.max(1, Math.min(threads, memory / piece - cache));
    }
    FetchPolicy policy =
        new FetchPolicy(
            threads,
            Math.max(0, options.number("thread-depot", -1, -1)),
            options.number("redundancy", FetchPolicy.DEFAULTS.redundancy(), 1),
            options.number("progress", FetchPolicy.DEFAULTS.progress(), 0),
            cache);
    return new DownloadRequest(
        exNode,
        output.range(),
        piece,
        policy,
        prebuffer,
        new TransferLimits(threads, memory, options.time("timeout", settings.timeout())));
  }
}
