package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.util.Arrays;

/** The command line of lors-download (LoRS spec 3.2): its groups of options, one class each. */
final class DownloadOptions {
  private static final String WHAT = "What is read";

  private DownloadOptions() {}

  static ToolOptions table() {
    return new ToolOptions(
            "lors-download [OPTIONS] XND...",
            """
            Reads files from depots. XND is an exNode: a file (.xnd, .uef) or a URL; with
            --recursive also a folder of such files, or the URL of a directory in UNIS.\
            """,
            """
            lors-download -f photo.raw.xnd
            lors-download -O 100M -L 1M http://127.0.0.1:8888/exnodes/ID > part
            lors-download --recursive -o photos photos.xnd\
            """)
        .add(DownloadOutput.OPTIONS)
        .add(
            option(
                WHAT,
                null,
                "recursive",
                null,
                "folders with all that is in them; -r does it too, unless a number follows"),
            option(WHAT, "O", "offset", "SIZE", "first byte (0)"),
            option(WHAT, "L", "length", "SIZE", "bytes (to the end)"),
            option(WHAT, null, "unis", "URL", "UNIS directory: then XND may be an id in it"))
        .add(KeyOptions.OPTIONS)
        .add(FetchOptions.OPTIONS)
        .add(LimitOptions.THREADS, LimitOptions.TIMEOUT, LimitOptions.MEMORY)
        .add(CommonOptions.XNDRC)
        .add(ReportOptions.OPTIONS)
        .add(CommonOptions.LAST);
  }

  /**
   * The C tool's {@code -r} takes a number. One that has none behind it is what people of other
   * tools mean by it.
   */
  static String[] prepared(String[] arguments) {
    String[] prepared = arguments.clone();
    int end = Arrays.asList(arguments).indexOf("--");
    for (int i = 0; i < (end < 0 ? arguments.length : end); i++) {
      boolean number = i + 1 < arguments.length && arguments[i + 1].matches("[0-9]+");
      if (arguments[i].equals("-r") && !number) {
        prepared[i] = "--recursive";
      }
    }
    return prepared;
  }
}
