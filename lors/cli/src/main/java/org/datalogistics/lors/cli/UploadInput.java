package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    option(GROUP, "i", "stdin", null, "standard input; needs -L, FILE is only the name"),
    option(GROUP, "O", "offset", "SIZE", "first byte of FILE (0)"),
    option(GROUP, "L", "length", "SIZE", "bytes (to the end)"),
  };

  /** The file's own name. */
  String name() {
    return String.valueOf(Path.of(file).getFileName());
  }

  static List<UploadInput> of(List<String> files, ParsedOptions options, ToolIo io)
      throws UsageException, IOException {
    if (files.isEmpty()) {
      throw new UsageException("which file?");
    }
    long offset = options.size("offset", 0);
    List<UploadInput> inputs = new ArrayList<>();
    if (options.has("stdin")) {
      if (files.size() != 1 || !options.has("length") || offset != 0) {
        throw new UsageException("-i takes one FILE, as a name, needs -L, and knows no -O");
      }
      UploadSource source = new UploadSource.Stream(io.in(), options.size("length", 0));
      inputs.add(input(files.get(0), source));
      return inputs;
    }
    for (String file : files) {
      Path path = io.file(file);
      long size = Files.size(path);
      if (!Files.isRegularFile(path)) {
        throw new UsageException(file + " is not a regular file; for a stream use -i and -L");
      }
      long length = options.size("length", Math.max(0, size - offset));
      if (offset > size || length > size - offset) {
        throw new UsageException(
            "%s has %d bytes: offset %d and length %d are beyond"
                .formatted(file, size, offset, length));
      }
      inputs.add(input(file, new UploadSource.FilePart(path, new ByteRange(offset, length))));
    }
    return inputs;
  }

  private static UploadInput input(String file, UploadSource source) throws UsageException {
    if (Path.of(file).getFileName() == null) {
      throw new UsageException("'" + file + "' does not name a file");
    }
    return new UploadInput(file, source);
  }
}
