package org.datalogistics.unis.server.store;

import java.util.Objects;
import java.util.Optional;
import org.datalogistics.unis.server.store.regex.LinearPattern;
import org.datalogistics.unis.server.store.regex.PatternException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a client: no back-references, no look-around, and a bounded matching time
 * that is linear in the text, so that no expression can hold a thread. Expressions are at most
 * {@value #MAX_LENGTH} characters long and expand to at most {@value #MAX_EXPANSION} steps.
 */
public final class TextPattern {

  public static final int MAX_LENGTH = 2048;
  public static final int MAX_EXPANSION = 2_000;

  /** Stands for one character in a {@link #skeleton}. */
  public static final char ANY = '\0';

  private static final String LITERAL = " _:/@-#,;=&~!\"'<>";

  /** Length of the text times size of the expression; about a second of work. */
  private static final long MAX_WORK = 200_000_000;

  private final String source;
  private final boolean ignoreCase;
  private final boolean whole;
  private final LinearPattern compiled;

  private TextPattern(String source, boolean ignoreCase, boolean whole) {
    this.source = source;
    this.ignoreCase = ignoreCase;
    this.whole = whole;
    this.compiled = compile(source, ignoreCase);
  }

  /**
   * Matches when the expression is found anywhere in the text.
   *
   * @throws QueryParseException when it is not an expression, or too large a one
   */
  public static TextPattern search(String source, boolean ignoreCase) {
    return new TextPattern(source, ignoreCase, false);
  }

  /**
   * Matches when the expression matches the whole text.
   *
   * @throws QueryParseException when it is not an expression, or too large a one
   */
  public static TextPattern whole(String source, boolean ignoreCase) {
    return new TextPattern(source, ignoreCase, true);
  }

  private static LinearPattern compile(String source, boolean ignoreCase) {
    if (source.length() > MAX_LENGTH) {
      throw new QueryParseException(
          "the regular expression has "
              + source.length()
              + " characters; at most "
              + MAX_LENGTH
              + " are possible");
    }
    try {
      return LinearPattern.compile(source, ignoreCase, MAX_EXPANSION);
    } catch (PatternException e) {
      throw new QueryParseException(
          "the regular expression '" + source + "' cannot be used: " + e.getMessage());
    }
  }

  /**
   * Whether the text is matched.
   *
   * @throws QueryParseException when that would take too long on so long a text
   */
  public boolean matches(String text) {
    if ((long) text.length() * compiled.size() > MAX_WORK) {
      throw new QueryParseException(
          "the regular expression '"
              + source
              + "' would take too long on a text of "
              + text.length()
              + " characters; simplify it");
    }
    return whole ? compiled.matches(text) : compiled.find(text);
  }

  /**
   * The text that every match holds, with {@link #ANY} for any one character, when the expression
   * is that simple; letters are meant in either case. For engines that preselect.
   */
  public Optional<String> skeleton() {
    StringBuilder skeleton = new StringBuilder(source.length());
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '.' || "iksIKS".indexOf(c) >= 0) {
        skeleton.append(ANY); // these have relatives beyond ASCII that few engines know
      } else if ((c < 128 && Character.isLetterOrDigit(c)) || LITERAL.indexOf(c) >= 0) {
        skeleton.append(c);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(skeleton.toString());
  }

  public String source() {
    return source;
  }

  public boolean ignoreCase() {
    return ignoreCase;
  }

  /** Whether the whole text has to match. */
  public boolean isWhole() {
    return whole;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof TextPattern other
        && source.equals(other.source)
        && ignoreCase == other.ignoreCase
        && whole == other.whole;
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, ignoreCase, whole);
  }

  @Override
  public String toString() {
    return (whole ? "whole " : "") + '/' + source + '/' + (ignoreCase ? "i" : "");
  }
}
