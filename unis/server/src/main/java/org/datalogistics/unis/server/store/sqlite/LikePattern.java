package org.datalogistics.unis.server.store.sqlite;

import java.util.Optional;
import org.datalogistics.unis.server.store.TextPattern;

/** The LIKE pattern for an expression that is plain text, up to case and single characters. */
final class LikePattern {

  private static final String PLAIN = " :/@-#,;=&~!\"'<>";

  private LikePattern() {}

  /** A pattern that holds for all texts that the expression matches, and some more. */
  static Optional<String> of(TextPattern pattern) {
    StringBuilder like = new StringBuilder(pattern.isWhole() ? "" : "%");
    String source = pattern.source();
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '.' || "ksKS".indexOf(c) >= 0) {
        like.append('_'); // k and s have relatives beyond ASCII that LIKE does not know
      } else if (c == '_') {
        like.append("\\_");
      } else if ((c < 128 && Character.isLetterOrDigit(c)) || PLAIN.indexOf(c) >= 0) {
        like.append(c);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(like.append(pattern.isWhole() ? "" : "%").toString());
  }
}
