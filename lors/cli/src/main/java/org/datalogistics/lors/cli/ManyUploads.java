package org.datalogistics.lors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.tree.ExNodeStore;
import org.datalogistics.lors.tree.TreeEvent;
import org.datalogistics.lors.tree.TreeListener;
import org.datalogistics.lors.tree.TreeResult;
import org.datalogistics.lors.tree.TreeSize;
import org.datalogistics.lors.tree.TreeUpload;
import org.datalogistics.lors.tree.UploadRoot;

/** The work of lors-upload on several files and on folders. */
final class ManyUploads {
  private final Uploads uploads;
  private final ParsedOptions options;
  private final Xndrc settings;

  ManyUploads(Uploads uploads, ParsedOptions options, Xndrc settings) {
    this.uploads = uploads;
    this.options = options;
    this.settings = settings;
  }

  int run(List<String> names, IbpClientConfig config) throws UsageException, IOException {
    ToolIo io = uploads.io();
    boolean links = options.has("follow-links");
    Map<String, ExNodeStore> stores = new HashMap<>();
    try {
      List<UploadRoot> roots = roots(names, stores);
      TreeSize size = TreeUpload.measure(roots, links, io.cancellation());
      UploadPlan plan = uploads.plan();
      try (IbpClient client = new IbpClient(config)) {
        List<Candidate> depots =
            new DepotChoice(options, settings, uploads.messages())
                .usable(
                    client,
                    uploads.output().unis(),
                    plan.requirement(size.bytes()),
                    plan.limits().timeout());
        TreeUpload.Policy policy =
            new TreeUpload.Policy(
                plan,
                depots,
                plan.storage(size.largest()).maxDepots(),
                plan.limits(),
                links,
                options.has("resume"));
        Viewers viewers = uploads.viewers("");
        Report report = uploads.report("", viewers);
        TreeListener listener = options.has("recursive") ? report : named(report);
        try (viewers) {
          TreeUpload upload = new TreeUpload(client, InstantSource.system());
          TreeResult result = upload.run(roots, size, policy, listener, io.cancellation());
          report.end(result);
          return end(result);
        } finally {
          report.clear();
        }
      }
    } finally {
      stores.values().forEach(ExNodeStore::close);
    }
  }

  /** Files that were named are told one by one. */
  private TreeListener named(Report report) {
    return event -> {
      report.onEvent(event);
      if (event instanceof TreeEvent.Done done) {
        report.clear();
        uploads.tell(done.file());
      }
    };
  }

  private int end(TreeResult result) {
    Messages messages = uploads.messages();
    if (!result.stopped().isEmpty()) {
      messages.error("gave up: " + result.stopped());
    }
    messages.info(Summary.of(result, "stored", "on"));
    return result.isComplete() ? LorsTool.DONE : LorsTool.FAILED;
  }

  private List<UploadRoot> roots(List<String> names, Map<String, ExNodeStore> stores)
      throws UsageException, IOException {
    List<UploadRoot> roots = new ArrayList<>();
    for (String name : names) {
      Path path = uploads.io().file(name);
      boolean folder = Files.isDirectory(path);
      if (folder && !options.has("recursive")) {
        throw new UsageException(name + " is a folder; with -r it is stored with all in it");
      }
      if (Files.exists(path) && !folder && !Files.isRegularFile(path)) {
        throw new UsageException(name + " is not a regular file; for a stream use -i");
      }
      Path last = path.toAbsolutePath().normalize().getFileName();
      if (last == null && !folder) {
        throw new UsageException("'" + name + "' does not name a file");
      }
      String own = last == null ? "" : last.toString();
      ExNodeStore store =
          uploads
              .output()
              .store(name, own, folder, names.size() == 1, options.has("resume"), stores);
      roots.add(new UploadRoot(path, name, own, store));
    }
    return roots;
  }
}
