package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;

/**
 * Capabilities on the command line: the text itself, or better the name of a file that {@code
 * allocate} wrote, or {@code -} for standard input, as other users of the machine can read command
 * lines.
 */
final class Capabilities {
  private static final int LARGEST_FILE = 64 << 10;
  private static final Pattern WORD = Pattern.compile("(?i)ibp://[^\\s\"]+");

  private Capabilities() {}

  /** The capability of a kind that an argument gives, or that the file it names has. */
  static Capability find(String argument, CapabilityKind kind) throws UsageException, IOException {
    if (isCapability(argument)) {
      Capability capability = parse(argument);
      if (capability.kind() != kind) {
        throw new UsageException(
            "a %s capability is needed, not a %s one".formatted(kind, capability.kind()));
      }
      return capability;
    }
    for (Capability capability : read(argument)) {
      if (capability.kind() == kind) {
        return capability;
      }
    }
    throw new UsageException("%s has no %s capability".formatted(named(argument), kind));
  }

  /** The one that says most about its allocation, of those an argument gives: manage if it can. */
  static Capability any(String argument) throws UsageException, IOException {
    if (isCapability(argument)) {
      return parse(argument);
    }
    List<Capability> all = read(argument);
    for (Capability capability : all) {
      if (capability.kind() == CapabilityKind.MANAGE) {
        return capability;
      }
    }
    if (all.isEmpty()) {
      throw new UsageException(named(argument) + " has no capability");
    }
    return all.get(0);
  }

  private static boolean isCapability(String argument) {
    return argument.regionMatches(true, 0, "ibp://", 0, 6);
  }

  private static String named(String argument) {
    return argument.equals("-") ? "standard input" : argument;
  }

  /**
   * The capabilities in a file, or on standard input: one a line, or as {@code --json} has them.
   */
  private static List<Capability> read(String argument) throws UsageException, IOException {
    byte[] bytes;
    if (argument.equals("-")) {
      bytes = System.in.readNBytes(LARGEST_FILE + 1);
    } else {
      Path file = Path.of(argument);
      if (!Files.isRegularFile(file)) {
        throw new UsageException(
            "%s is neither a capability (ibp://...) nor a file of them".formatted(argument));
      }
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(LARGEST_FILE + 1);
      }
    }
    if (bytes.length > LARGEST_FILE) {
      throw new UsageException(
          "%s is neither a capability (ibp://...) nor a file of them".formatted(named(argument)));
    }
    List<Capability> found = new ArrayList<>();
    Matcher words = WORD.matcher(new String(bytes, StandardCharsets.UTF_8));
    while (words.find()) {
      found.add(parse(words.group()));
    }
    return found;
  }

  private static Capability parse(String text) throws UsageException {
    try {
      return Capability.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }
}
