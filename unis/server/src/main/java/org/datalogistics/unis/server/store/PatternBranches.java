package org.datalogistics.unis.server.store;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Estimates from above how many ways through an expression there are at one place of a text. The
 * JDK's engine tries them all without looking at the text when they can be empty, as in {@code
 * ()?()?()?}: looks at the text alone do not tell what a match costs.
 */
final class PatternBranches {

  /**
   * A repetition of what may be empty. A set, a dot or a letter is not, whatever stands before it,
   * but for the letters of {@code \b \B \A \z \Z \G \E}.
   */
  private static final Pattern REPETITION =
      Pattern.compile("(?<![\\].ac-yCDFH-Y])(?:[*+]|(?<!\\()\\?|\\{(\\d{1,10})(?:,(\\d{1,10}))?)");

  private static final Pattern GROUP = Pattern.compile("\\(");
  private static final Pattern ALTERNATIVE = Pattern.compile("\\|");

  private PatternBranches() {}

  /**
   * The product of what each repetition and each group of alternatives can add. Escapes and
   * brackets are not understood, which can only make it larger.
   */
  static double estimate(String expression) {
    double groups = 1 + GROUP.matcher(expression).results().count();
    double alternatives = ALTERNATIVE.matcher(expression).results().count();
    double repetitions =
        REPETITION
            .matcher(expression)
            .results()
            .mapToDouble(PatternBranches::ways)
            .reduce(1, (a, b) -> a * b);
    // Alternatives have most combinations when each group has as many as the next.
    return repetitions * Math.pow(1 + alternatives / groups, groups);
  }

  private static double ways(MatchResult repetition) {
    return Math.max(2, Math.max(number(repetition.group(1)), number(repetition.group(2))));
  }

  private static double number(@Nullable String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }
}
