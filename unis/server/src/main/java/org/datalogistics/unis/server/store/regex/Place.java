package org.datalogistics.unis.server.store.regex;

/** Conditions on a place between two code points of a text. */
enum Place {
  TEXT_BEGIN,
  TEXT_END,
  /** The end, or before a line feed that ends the text. */
  LAST_LINE_END,
  LINE_BEGIN,
  LINE_END,
  WORD_EDGE,
  NO_WORD_EDGE;

  boolean holds(String text, int at) {
    return switch (this) {
      case TEXT_BEGIN -> at == 0;
      case TEXT_END -> at == text.length();
      case LAST_LINE_END ->
          at == text.length() || (isLineFeed(text, at) && at + 1 == text.length());
      case LINE_BEGIN -> at == 0 || isLineFeed(text, at - 1);
      case LINE_END -> at == text.length() || isLineFeed(text, at);
      case WORD_EDGE -> isWordEdge(text, at);
      case NO_WORD_EDGE -> !isWordEdge(text, at);
    };
  }

  private static boolean isLineFeed(String text, int at) {
    return text.charAt(at) == '\n';
  }

  private static boolean isWordEdge(String text, int at) {
    boolean before = at > 0 && CharClass.WORD.test(text.codePointBefore(at));
    boolean behind = at < text.length() && CharClass.WORD.test(text.codePointAt(at));
    return before != behind;
  }
}
