package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;

/**
 * Capabilities on the command line: the text itself, or better the name of a file that {@code
 * allocate} wrote, as other users of the machine can read command lines.
 */
final class Capabilities {
  private static final long LARGEST_FILE = 64 << 10;

  private Capabilities() {}

  /** The capability of a kind that an argument gives or that the file it names has. */
  static Capability find(String argument, CapabilityKind kind) throws UsageException, IOException {
    if (argument.regionMatches(true, 0, "ibp://", 0, 6)) {
      Capability capability = parse(argument);
      if (capability.kind() != kind) {
        throw new UsageException(
            "a %s capability is needed, not a %s one".formatted(kind, capability.kind()));
      }
      return capability;
    }
    Path file = Path.of(argument);
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
      throw new UsageException(
          "%s is neither a capability (ibp://...) nor a file of them".formatted(argument));
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (String line : lines) {
      if (line.startsWith("ibp://") && parse(line).kind() == kind) {
        return parse(line);
      }
    }
    throw new UsageException("%s has no %s capability".formatted(argument, kind));
  }

  private static Capability parse(String text) throws UsageException {
    try {
      return Capability.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }
}
