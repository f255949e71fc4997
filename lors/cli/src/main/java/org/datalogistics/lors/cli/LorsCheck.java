package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.check.Check;
import org.datalogistics.lors.check.CheckRequest;
import org.datalogistics.lors.check.CheckResult;

/** {@code lors-check}: what of a file can be reached, is right, and is at risk. */
public final class LorsCheck extends OptionTool {
  static final String NAME = "lors-check";
  static final String WHAT = "What is looked for";

  /** Shared with repair, which checks first. */
  static final OptionSpec[] CHECKS = {
    option(
        WHAT,
        null,
        "read",
        null,
        "read and verify every byte that is stored; raw copies are\ncompared"),
    option(WHAT, null, "soon", "TIME", "leases that end within this time are a risk (6h)"),
  };

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "check which bytes of a file can be had, are right, are at risk";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-check [OPTIONS] XND...",
            """
            Asks all depots of a file and says what can be had, what is lost, and what is at risk: too
            few copies, leases that end soon, slices of coding groups that are gone. Exit status 0 only
            if all is as it should be. XND is an exNode: a file (.xnd, .uef) or a URL.""",
            """
            lors-check photo.raw.xnd
            lors-check --read -c 2 --json photo.raw.xnd""")
        .add(
            option(
                WHAT,
                "c",
                "copies",
                "N",
                "copies that every byte is to have (as many as\nthe exNode has)"))
        .add(CHECKS)
        .add(KeyOptions.OPTIONS)
        .add(
            option("Output", null, "json", null, "one line of JSON for each file"),
            CommonOptions.UNIS,
            LimitOptions.THREADS,
            LimitOptions.TIMEOUT,
            LimitOptions.MEMORY,
            CommonOptions.XNDRC,
            ReportOptions.VERBOSE)
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    Messages messages = new Messages(NAME, io);
    List<String> names = options.arguments();
    if (names.isEmpty()) {
      throw new UsageException("which exNode?");
    }
    Xndrc settings = settings(options, io, messages);
    int verbose = ReportOptions.verbose(options, settings);
    int status = DONE;
    try (IbpClient client = new IbpClient()) {
      for (String name : names) {
        ExNodeFile source = ExNodeFile.read(name, options.text("unis"), io);
        CheckRequest request = request(source, options, settings, io, messages);
        CheckResult result = check(request, name, client, io, messages, verbose);
        CheckText text = new CheckText(name, result);
        if (options.has("json")) {
          print(io, JsonText.of(text.json()) + "\n");
        } else {
          print(io, Messages.printable(text.lines(verbose != 0)));
        }
        boolean unread = options.has("read") && !result.verified();
        status = result.verdict() == CheckResult.Verdict.GOOD && !unread ? status : FAILED;
      }
    }
    return status;
  }

  static CheckRequest request(
      ExNodeFile source, ParsedOptions options, Xndrc settings, ToolIo io, Messages messages)
      throws UsageException, IOException {
    CheckRequest request =
        CheckRequest.of(source.exNode())
            .withCopies(options.number("copies", 0, 0))
            .withSoon(options.time("soon", Duration.ofHours(6)))
            .withLimits(LimitOptions.limits(options, settings));
    return options.has("read")
        ? request.readingAll(KeyOptions.ring(options, io, messages))
        : request;
  }

  static CheckResult check(
      CheckRequest request,
      String title,
      IbpClient client,
      ToolIo io,
      Messages messages,
      int verbose)
      throws IOException {
    TransferReport report = new TransferReport(io, messages, title, verbose);
    try {
      return new Check(client, InstantSource.system()).run(request, report, io.cancellation());
    } finally {
      report.end();
    }
  }
}
