package org.datalogistics.exnode;

import java.util.Locale;
import java.util.Optional;

/** What an exNode describes. */
public enum Mode {
  FILE,
  DIRECTORY;

  /** The word of both forms: {@code file} or {@code directory}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode for a word; empty for any other word. */
  public static Optional<Mode> ofWord(String word) {
    return switch (word) {
      case "file" -> Optional.of(FILE);
      case "directory" -> Optional.of(DIRECTORY);
      default -> Optional.empty();
    };
  }
}
