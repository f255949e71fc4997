package org.datalogistics.lors.cli;

import java.io.IOException;
import java.util.List;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.depots.Candidate;

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

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    Xndrc settings = settings(options, io, messages);
    List<String> files = UploadInput.arguments(options);
    boolean many = files.size() > 1 || options.has("recursive");
    ReportOptions.Wanted wanted = ReportOptions.wanted(options, settings, many);
    ExNodeOutput output = new ExNodeOutput(options, io, many);
    UploadPlan plan = new UploadPlan(options, settings, io, messages, output.refusesConditioning());
    if (plan.isConditioned() && output.refusesConditioning()) {
      throw new UsageException(
          "other software would misread a JSON exNode of conditioned data;"
              + " use an .xnd file, or --allow-conditioned-json");
    }
    Uploads uploads = new Uploads(plan, output, io, messages, wanted);
    IbpClientConfig config =
        IbpClientConfig.builder().connectionsPerDepot(plan.limits().threads()).build();
    if (many) {
      return new ManyUploads(uploads, options, settings).run(files, config);
    }
    UploadInput input = UploadInput.of(files.get(0), options, io);
    output.check(input.file());
    try (IbpClient client = new IbpClient(config)) {
      DepotChoice choice = new DepotChoice(options, settings, messages);
      List<Candidate> depots =
          choice.usable(
              client,
              output.unis(),
              plan.requirement(input.source().length()),
              plan.limits().timeout());
      if (UploadInput.isEndless(options)) {
        uploads.stream(input, client, depots);
      } else {
        uploads.one(input, client, depots);
      }
    }
    return DONE;
  }
}
