package org.datalogistics.unis.server.store.sqlite;

import java.util.Optional;
import org.datalogistics.unis.server.store.TextPattern;

/** The LIKE pattern for an expression that is plain text, up to case and single characters. */
final class LikePattern {

  private LikePattern() {}

  /** A pattern, escaped by backslash, that holds for all texts that match, and some more. */
  static Optional<String> of(TextPattern pattern) {
    String end = pattern.isWhole() ? "" : "%";
    return pattern
        .skeleton()
        .map(text -> end + text.replace("_", "\\_").replace(TextPattern.ANY, '_') + end);
  }
}
