package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

/** The command line of lors-download (LoRS spec 3.2): its groups of options, one class each. */
final class DownloadOptions {
  private static final String WHAT = "What is read";

  private DownloadOptions() {}

  static ToolOptions table() {
    return new ToolOptions(
            "lors-download [OPTIONS] XND",
            "Reads a file from depots. XND is an exNode: a file (.xnd, .uef) or a URL.",
            """
            lors-download -f photo.raw.xnd
            lors-download -O 100M -L 1M http://127.0.0.1:8888/exnodes/ID > part""")
        .add(DownloadOutput.OPTIONS)
        .add(
            option(WHAT, "O", "offset", "SIZE", "first byte (0)"),
            option(WHAT, "L", "length", "SIZE", "bytes (to the end)"),
            option(WHAT, null, "unis", "URL", "UNIS directory: then XND may be an id in it"))
        .add(FetchOptions.OPTIONS)
        .add(LimitOptions.THREADS, LimitOptions.TIMEOUT, LimitOptions.MEMORY)
        .add(CommonOptions.XNDRC)
        .add(ReportOptions.OPTIONS)
        .add(CommonOptions.LAST);
  }
}
