package org.datalogistics.unis.server.store;

/**
 * Estimates from above how large an expression becomes when its counted repetitions are written
 * out, which is what the engine does with them: {@code ((a{99}){99}){99}} is short, its program is
 * not.
 */
final class RepetitionSize {

  private RepetitionSize() {}

  /** The length of the expression times the product of its nested counts, or more. */
  static long of(String expression) {
    long[] size = new long[expression.length() + 1]; // by depth of groups
    int depth = 0;
    long last = 0; // size of what a repetition would repeat
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '{') {
        long count = largestCount(expression, i);
        size[depth] = saturate(size[depth] + (count - 1) * last);
        last = saturate(last * count);
      } else if (c == '(') {
        size[++depth] = 0;
        last = 0;
      } else if (c == ')' && depth > 0) {
        last = saturate(size[depth] + 2);
        depth--;
        size[depth] = saturate(size[depth] + last);
      } else {
        last = Math.max(1, isRepetition(c) ? last : 1);
        size[depth] = saturate(size[depth] + 1);
      }
    }
    long total = 0;
    for (int d = 0; d <= depth; d++) {
      total = saturate(total + size[d]);
    }
    return total;
  }

  private static boolean isRepetition(char c) {
    return c == '*' || c == '+' || c == '?' || c == '}' || c == ',' || (c >= '0' && c <= '9');
  }

  private static long largestCount(String s, int brace) {
    long largest = 1;
    long number = 0;
    for (int i = brace + 1; i < s.length() && s.charAt(i) != '}'; i++) {
      char c = s.charAt(i);
      number = c >= '0' && c <= '9' ? Math.min(number * 10 + (c - '0'), 1_000_000) : 0;
      largest = Math.max(largest, number);
    }
    return largest;
  }

  private static long saturate(long size) {
    return Math.min(size, 1_000_000_000_000L);
  }
}
