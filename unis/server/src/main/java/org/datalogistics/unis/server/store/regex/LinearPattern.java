package org.datalogistics.unis.server.store.regex;

/**
 * A regular expression that matches in linear time. Immutable and thread-safe.
 *
 * <p>Syntax, as in PCRE and Python: characters, {@code . ^ $ \A \z \Z \b \B}, sets in brackets with
 * ranges and {@code [:alpha:]} names, {@code \d \w \s} and their opposites (by Unicode), escapes,
 * groups, {@code | * + ? {n,m}} and their lazy forms, the flags {@code i m s}.
 */
public final class LinearPattern {

  private final Program program;

  private LinearPattern(Program program) {
    this.program = program;
  }

  /**
   * Reads an expression.
   *
   * @param maxSize how many steps it may have, with its repetitions written out
   * @throws PatternException when it is none, not supported or too large
   */
  public static LinearPattern compile(String expression, boolean ignoreCase, int maxSize) {
    Node node = PatternParser.parse(expression, ignoreCase);
    return new LinearPattern(Program.of(node, maxSize));
  }

  /** How much work a character of a text is at most. */
  public int size() {
    return program.size();
  }

  /** Whether the expression matches the whole text. */
  public boolean matches(String text) {
    return run(text, true);
  }

  /** Whether the expression matches anywhere in the text. */
  public boolean find(String text) {
    return run(text, false);
  }

  private boolean run(String text, boolean whole) {
    Threads now = new Threads(program.size());
    Threads next = new Threads(program.size());
    program.follow(0, text, 0, now);
    int at = 0;
    while (true) {
      if (ended(now) && (!whole || at == text.length())) {
        return true;
      }
      if (at == text.length() || (whole && now.count() == 0)) {
        return false;
      }
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      next.clear();
      for (int i = 0; i < now.count(); i++) {
        int step = now.step(i);
        if (step < program.size() && program.takes(step, c)) {
          program.follow(step + 1, text, at, next);
        }
      }
      if (!whole) {
        program.follow(0, text, at, next);
      }
      Threads swap = now;
      now = next;
      next = swap;
    }
  }

  private boolean ended(Threads threads) {
    for (int i = 0; i < threads.count(); i++) {
      if (threads.step(i) == program.size()) {
        return true;
      }
    }
    return false;
  }
}
