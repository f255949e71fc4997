package org.datalogistics.unis.server.store;

/**
 * Estimates from above how large an expression becomes when its counted repetitions are written
 * out, which is what the engine does with them: {@code ((a{99}){99}){99}} is short, its program is
 * not.
 */
final class RepetitionSize {

  private static final long HUGE = 1_000_000_000_000L;

  private final String expression;
  private final long[] size; // of each open group so far
  private int depth;
  private long last; // size of what a repetition would repeat

  private RepetitionSize(String expression) {
    this.expression = expression;
    this.size = new long[expression.length() + 1];
  }

  /** The number of characters with all counted repetitions written out, or somewhat more. */
  static long of(String expression) {
    return new RepetitionSize(expression).total();
  }

  private long total() {
    int i = 0;
    while (i < expression.length()) {
      int end = tokenEnd(i);
      switch (expression.charAt(i)) {
        case '(' -> open();
        case ')' -> close();
        case '{' -> repeat(largestCount(i, end));
        case '*', '+', '?' -> size[depth]++; // repeats by looping
        default -> atom(end - i);
      }
      i = end;
    }
    long total = 0;
    for (int d = 0; d <= depth; d++) {
      total = Math.min(HUGE, total + size[d]);
    }
    return total;
  }

  private void open() {
    size[++depth] = 2;
    last = 0;
  }

  private void close() {
    if (depth > 0) {
      last = size[depth];
      depth--;
      size[depth] = Math.min(HUGE, size[depth] + last);
    }
  }

  private void repeat(long count) {
    size[depth] = Math.min(HUGE, size[depth] + 1 + (count - 1) * last);
    last = Math.min(HUGE, last * count);
  }

  private void atom(int length) {
    last = length;
    size[depth] = Math.min(HUGE, size[depth] + length);
  }

  /** Where the token at {@code i} ends: an escape, a class, a count, or one character. */
  private int tokenEnd(int i) {
    return switch (expression.charAt(i)) {
      case '\\' -> escapeEnd(i);
      case '[' -> classEnd(i);
      case '{' -> behind("}", i + 1, i + 1);
      default -> i + 1;
    };
  }

  private int escapeEnd(int i) {
    return expression.startsWith("\\Q", i)
        ? behind("\\E", i + 2, expression.length())
        : Math.min(i + 2, expression.length());
  }

  private int classEnd(int start) {
    int i = start + 1;
    i += expression.startsWith("^", i) ? 1 : 0;
    i += expression.startsWith("]", i) ? 1 : 0; // an ordinary character in this place
    while (i < expression.length() && expression.charAt(i) != ']') {
      if (expression.charAt(i) == '\\') {
        i = escapeEnd(i);
      } else if (expression.startsWith("[:", i)) {
        i = behind(":]", i + 2, i + 1);
      } else {
        i++;
      }
    }
    return Math.min(i + 1, expression.length());
  }

  private int behind(String end, int from, int otherwise) {
    int found = expression.indexOf(end, from);
    return found < 0 ? otherwise : found + end.length();
  }

  private long largestCount(int from, int end) {
    long largest = 1;
    long number = 0;
    for (int i = from + 1; i < end; i++) {
      char c = expression.charAt(i);
      number = c >= '0' && c <= '9' ? Math.min(number * 10 + (c - '0'), 1_000_000) : 0;
      largest = Math.max(largest, number);
    }
    return largest;
  }
}
