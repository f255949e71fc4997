package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.util.Optional;
import org.datalogistics.lors.erasure.Coding;

/** The option that asks for parity. */
final class CodingOptions {
  static final String CODING = "ec";

  static final OptionSpec OPTION =
      option(
          StorageOptions.GROUP,
          null,
          CODING,
          "K+M",
          "erasure coding, such as 6+3: any M of K+M depots may be lost; one copy then, with checksums");

  private CodingOptions() {}

  /** What is asked for; empty for no parity. */
  static Optional<Coding> coding(ParsedOptions options) throws UsageException {
    Optional<String> text = options.text(CODING);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Coding> coding = Coding.parse(text.get());
      if (coding.isPresent()) {
        return coding;
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + CODING + ": " + e.getMessage());
    }
    throw new UsageException(
        "--" + CODING + " takes data and parity slices, such as 6+3, not '" + text.get() + "'");
  }
}
