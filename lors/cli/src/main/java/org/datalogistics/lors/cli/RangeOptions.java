package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.LorsException;

/** Options that choose a part of a file. */
final class RangeOptions {
  private RangeOptions() {}

  static OptionSpec[] in(String group) {
    return new OptionSpec[] {
      option(group, "O", "offset", "SIZE", "first byte (0)"),
      option(group, "L", "length", "SIZE", "bytes (to the end)"),
    };
  }

  static boolean isGiven(ParsedOptions options) {
    return options.has("offset") || options.has("length");
  }

  /** The part, or all of it. */
  static ByteRange range(ParsedOptions options, ExNode exNode) throws UsageException, IOException {
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
}
