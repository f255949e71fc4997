package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.lors.transfer.UploadSource;

/**
 * A file that lors-upload is to store.
 *
 * @param file as it was named
 */
record UploadInput(String file, UploadSource source) {
  private static final String GROUP = "What is stored";

  static final OptionSpec[] OPTIONS = {
    option(GROUP, "r", "recursive", null, "folders with all that is in them"),
    option(GROUP, null, "follow-links", null, "follow symbolic links in folders (left out)"),
    option(
        GROUP,
        "R",
        "resume",
        null,
        "keep a journal beside the exNode, and go on where an "
            + "earlier run with -R was broken off; of many files: leave "
            + "out those whose exNode is there, complete, and has their "
            + "size and time of change"),
    option(
        GROUP,
        "i",
        "stdin",
        null,
        "standard input; FILE is only the name, -L the length if it is known"),
    option(GROUP, "O", "offset", "SIZE", "first byte of FILE (0)"),
    option(GROUP, "L", "length", "SIZE", "bytes (to the end)"),
  };

  /** The file's own name. */
  String name() {
    return String.valueOf(Path.of(file).getFileName());
  }

  /** Whether standard input is stored as long as it comes. */
  static boolean isEndless(ParsedOptions options) {
    return options.has("stdin") && !options.has("length");
  }

  /** What is named, checked against the options that only fit a single file. */
  static List<String> arguments(ParsedOptions options) throws UsageException {
    List<String> files = options.arguments();
    if (files.isEmpty()) {
      throw new UsageException("which file?");
    }
    boolean one = files.size() == 1 && !options.has("recursive");
    if (options.has("stdin") && (!one || options.size("offset", 0) != 0)) {
      throw new UsageException("-i takes one FILE, as a name, and knows no -O");
    }
    if (isEndless(options) && options.has("fragments")) {
      throw new UsageException("-F needs -L to know how long the fragments are");
    }
    if (!one && (options.has("offset") || options.has("length"))) {
      throw new UsageException("-O and -L are for a single file");
    }
    if (options.has("stdin") && options.has("resume")) {
      throw new UsageException("-R needs a file: standard input cannot be read again");
    }
    return files;
  }

  /** The only file. */
  static UploadInput of(String file, ParsedOptions options, ToolIo io)
      throws UsageException, IOException {
    if (isEndless(options)) {
      return input(file, new UploadSource.Stream(io.in(), 0));
    }
    if (options.has("stdin")) {
      return input(file, new UploadSource.Stream(io.in(), options.size("length", 0)));
    }
    long offset = options.size("offset", 0);
    Path path = io.file(file);
    if (Files.isDirectory(path)) {
      throw new UsageException(file + " is a folder; with -r it is stored with all in it");
    }
    long size = Files.size(path);
    if (!Files.isRegularFile(path)) {
      throw new UsageException(file + " is not a regular file; for a stream use -i");
    }
    long length = options.size("length", Math.max(0, size - offset));
    if (offset > size || length > size - offset) {
      throw new UsageException(
          "%s has %d bytes: offset %d and length %d are beyond"
              .formatted(file, size, offset, length));
    }
    return input(file, new UploadSource.FilePart(path, new ByteRange(offset, length)));
  }

  private static UploadInput input(String file, UploadSource source) throws UsageException {
    if (Path.of(file).getFileName() == null) {
      throw new UsageException("'" + file + "' does not name a file");
    }
    return new UploadInput(file, source);
  }
}
