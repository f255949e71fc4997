package org.datalogistics.lors.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Mode;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.tree.DownloadRequests;
import org.datalogistics.lors.tree.ExNodeTree;
import org.datalogistics.lors.tree.FolderOfExNodes;
import org.datalogistics.lors.tree.Names;
import org.datalogistics.lors.tree.OneExNode;
import org.datalogistics.lors.tree.TreeDownload;
import org.datalogistics.lors.tree.TreeEvent;
import org.datalogistics.lors.tree.TreeListener;
import org.datalogistics.lors.tree.TreeResult;
import org.datalogistics.lors.tree.UnisTree;
import org.datalogistics.unis.client.UnisClient;

/** The work of lors-download on several exNodes and on folders of them. */
final class ManyDownloads {
  private final ParsedOptions options;
  private final Xndrc settings;
  private final ToolIo io;
  private final Messages messages;

  ManyDownloads(ParsedOptions options, Xndrc settings, ToolIo io, Messages messages) {
    this.options = options;
    this.settings = settings;
    this.io = io;
    this.messages = messages;
  }

  int run(List<String> names) throws UsageException, IOException {
    if (options.has("offset") || options.has("length")) {
      throw new UsageException("-O and -L are for a single file");
    }
    String target = options.text("outputfile").orElse("");
    if (target.equals("-") || (target.isEmpty() && !options.has("samename"))) {
      throw new UsageException("several files need a folder to go to: -o DIR, or -f for this one");
    }
    if (Files.isRegularFile(io.file(target))) {
      throw new UsageException("-o " + target + " is a file; several files need a folder");
    }
    TransferLimits limits = LimitOptions.limits(options, settings);
    Requests requests = new Requests(options, settings, KeyOptions.ring(options, io, messages));
    List<TreeDownload.Root> roots = new ArrayList<>();
    for (String name : names) {
      roots.add(root(name, target, names.size() == 1));
    }
    ReportOptions.Wanted wanted = ReportOptions.wanted(options, settings, true);
    Viewers viewers =
        Viewers.of(
            wanted,
            new Viewers.Subject("Download", "", requests.pieceSize(), limits.threads()),
            messages);
    Report report = new Report(wanted, io, messages, "", "output", viewers);
    IbpClientConfig config =
        IbpClientConfig.builder().connectionsPerDepot(limits.threads()).build();
    try (viewers;
        IbpClient client = new IbpClient(config)) {
      TreeResult result =
          new TreeDownload(client, InstantSource.system())
              .run(
                  roots,
                  new TreeDownload.Policy(requests, limits, options.has("resume")),
                  options.has("recursive") ? report : named(report),
                  io.cancellation());
      report.end(result);
      if (!result.stopped().isEmpty()) {
        messages.error("gave up: " + result.stopped());
      }
      messages.info(Summary.of(result, "read", "from"));
      return result.isComplete() ? LorsTool.DONE : LorsTool.FAILED;
    } finally {
      report.clear();
    }
  }

  /** Files that were named are told one by one. */
  private TreeListener named(Report report) {
    return event -> {
      report.onEvent(event);
      if (event instanceof TreeEvent.Done done) {
        report.clear();
        messages.info(LorsDownload.told(done.file()));
      }
    };
  }

  private TreeDownload.Root root(String name, String target, boolean only)
      throws UsageException, IOException {
    Optional<String> unis = options.text("unis");
    if (!UnisUrl.isUrl(name) && Files.isDirectory(io.file(name))) {
      if (!options.has("recursive")) {
        throw new UsageException(name + " is a folder; with --recursive all in it is read");
      }
      Path last = io.file(name).toAbsolutePath().normalize().getFileName();
      String own = last == null ? "" : Names.withoutSuffix(last.toString());
      return root(new FolderOfExNodes(io.file(name), name), own, target, only);
    }
    if (!options.has("recursive") || Files.exists(io.file(name))) {
      ExNodeTree single = new OneExNode("", name, () -> load(name, unis));
      return root(single, "", target, true);
    }
    ExNode exNode = ExNodeInput.read(name, unis, io);
    if (exNode.mode() != Mode.DIRECTORY) {
      return root(new OneExNode("", name, () -> exNode), "", target, true);
    }
    String url = exNode.selfRef().orElse(name);
    ExNodeDirectory directory =
        new ExNodeDirectory(
            new UnisClient(ExNodeDirectory.baseOf(URI.create(url))),
            "reader",
            InstantSource.system());
    String own =
        Names.lastPart(exNode.name())
            .orElseThrow(() -> new LorsException(name + " has no name that can be used"));
    return root(new UnisTree(directory, url), own, target, only);
  }

  private ExNode load(String name, Optional<String> unis) throws IOException {
    try {
      return ExNodeInput.read(name, unis, io);
    } catch (UsageException e) {
      throw new LorsException(String.valueOf(e.getMessage()), e);
    }
  }

  /** With {@code -f} and beside others a folder goes below its own name. */
  private TreeDownload.Root root(ExNodeTree tree, String own, String target, boolean only) {
    boolean below = !own.isEmpty() && (target.isEmpty() || !only);
    String shown = below ? target.isEmpty() ? own : Path.of(target, own).toString() : target;
    return new TreeDownload.Root(tree, io.file(shown), shown);
  }

  /** How each file is read: what the options of fetching say. */
  private static final class Requests implements DownloadRequests {
    private final ParsedOptions options;
    private final Xndrc settings;
    private final KeyRing keys;
    private final long pieceSize;

    Requests(ParsedOptions options, Xndrc settings, KeyRing keys) throws UsageException {
      this.options = options;
      this.settings = settings;
      this.keys = keys;
      ExNode nothing = ExNode.builder("").build();
      this.pieceSize =
          FetchOptions.request(options, settings, keys, nothing, new ByteRange(0, 0), false)
              .pieceSize();
    }

    @Override
    public long pieceSize() {
      return pieceSize;
    }

    @Override
    public DownloadRequest request(ExNode exNode, TransferLimits share) {
      ByteRange all = new ByteRange(0, exNode.effectiveSize());
      try {
        DownloadRequest request = FetchOptions.request(options, settings, keys, exNode, all, false);
        return request.withThreads(share.threads());
      } catch (UsageException e) {
        throw new IllegalStateException("the options were good before", e);
      }
    }
  }
}
