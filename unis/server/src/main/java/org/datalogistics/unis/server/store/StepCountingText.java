package org.datalogistics.unis.server.store;

/**
 * A text that can be looked at so many times, then throws: what ends a match that costs too much.
 */
final class StepCountingText implements CharSequence {

  /** The text has been looked at too often. */
  static final class ExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExhaustedException() {
      super("the steps are used up", null, false, false); // thrown from deep recursion
    }
  }

  private final String text;
  private long stepsLeft;

  StepCountingText(String text, long steps) {
    this.text = text;
    this.stepsLeft = steps;
  }

  /** The character; {@link ExhaustedException} when there was a step too many. */
  @Override
  public char charAt(int index) {
    if (--stepsLeft < 0) {
      throw new ExhaustedException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
