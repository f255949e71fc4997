package org.datalogistics.lors.cli;

/** The command line of lors-upload (LoRS spec 3.1): its groups of options, one class each. */
final class UploadOptions {
  private UploadOptions() {}

  static ToolOptions table() {
    return new ToolOptions(
            "lors-upload [OPTIONS] FILE...",
            "Stores files on depots and writes an exNode for each, which lors-download needs.",
            """
            lors-upload --depot 127.0.0.1:6714 --depot 127.0.0.1:6715 -c 2 -f photo.raw
            lors-upload --unis http://127.0.0.1:8888 -u /ann/photos -r photos
            tar c photos | lors-upload --depot 127.0.0.1:6714 -i photos.tar > photos.xnd""")
        .add(ExNodeOutput.OPTIONS)
        .add(DepotChoice.OPTIONS)
        .add(UploadInput.OPTIONS)
        .add(StorageOptions.OPTIONS)
        .add(ConditioningOptions.OPTIONS)
        .add(LimitOptions.THREADS, LimitOptions.TIMEOUT, LimitOptions.MEMORY)
        .add(CommonOptions.XNDRC)
        .add(ReportOptions.OPTIONS)
        .add(CommonOptions.LAST);
  }
}
