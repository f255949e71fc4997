package org.datalogistics.unis.server.store;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a client (UNIS spec 6.1), in the syntax of {@link Pattern} and with
 * Unicode's letters, digits and cases; a line ends at a line feed only. Expressions come from
 * strangers and the JDK's engine tries every way, so that all of it is bounded, without a clock: an
 * expression is at most {@value #MAX_LENGTH} characters long, a match looks at most {@value
 * #MAX_STEPS} times at the text, fewer times the more branches the expression has, and may not
 * exhaust the thread's stack.
 *
 * <p>Refused are look-behind and the flag x, whose cost nothing here would bound, and the POSIX
 * names in brackets, which the JDK would read as something else.
 */
public final class TextPattern {

  /** Longest expression, in characters. */
  public static final int MAX_LENGTH = 1000;

  /** Most looks at a text in one match. */
  public static final long MAX_STEPS = 20_000_000;

  /** Stands for one character in a {@link #skeleton}. */
  public static final char ANY = '\0';

  private static final String LITERAL = " _:/@-#,;=&~!\"'<>";

  /** Looks at a text, times branches at each: some seconds at the worst. */
  private static final double MAX_WORK = 1L << 27;

  private static final double MAX_BRANCHES = 1L << 20;

  private static final Pattern UNSUPPORTED =
      Pattern.compile("\\(\\?<[=!]|\\(\\?[a-zA-Z]*x|\\[:\\^?[a-z]+:\\]");

  private final String source;
  private final boolean ignoreCase;
  private final boolean whole;
  private final double branches;
  private final Pattern compiled;

  private TextPattern(String source, boolean ignoreCase, boolean whole) {
    this.source = source;
    this.ignoreCase = ignoreCase;
    this.whole = whole;
    if (source.length() > MAX_LENGTH) {
      throw new QueryParseException(
          "the regular expression has "
              + source.length()
              + " characters; at most "
              + MAX_LENGTH
              + " are possible");
    }
    this.branches = PatternBranches.estimate(source);
    if (branches > MAX_BRANCHES) {
      throw unusable("it has too many repetitions and alternatives; simplify it");
    }
    this.compiled = compile();
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

  private Pattern compile() {
    Matcher unsupported = UNSUPPORTED.matcher(source);
    if (unsupported.find()) {
      throw unusable(
          "'"
              + unsupported.group()
              + "': look-behind, the flag x and names like [:alpha:] are not supported"
              + " (\\p{Alpha} is)");
    }
    int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;
    try {
      return Pattern.compile(
          source, ignoreCase ? flags | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : flags);
    } catch (PatternSyntaxException e) {
      throw unusable(e.getDescription() + " near character " + e.getIndex());
    } catch (StackOverflowError e) { // the JDK's parser recurses into groups
      throw unusable("it nests too deeply");
    }
  }

  private QueryParseException unusable(String why) {
    return new QueryParseException(
        "the regular expression '" + source + "' cannot be used: " + why);
  }

  /**
   * Whether the text is matched.
   *
   * @throws QueryParseException when to find out is too expensive on this text
   */
  public boolean matches(String text) {
    if (text.length() * branches > MAX_WORK) { // a search begins at every character
      throw tooExpensive(text);
    }
    long steps = (long) Math.min(MAX_STEPS, MAX_WORK / branches);
    try {
      Matcher matcher = compiled.matcher(new StepCountingText(text, steps));
      return whole ? matcher.matches() : matcher.find();
    } catch (StepCountingText.ExhaustedException | StackOverflowError e) {
      // The engine recurses into repeated groups, once for each time they match.
      throw tooExpensive(text);
    }
  }

  private QueryParseException tooExpensive(String text) {
    return new QueryParseException(
        "the regular expression '"
            + source
            + "' is too expensive on a text of "
            + text.length()
            + " characters; simplify it");
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
