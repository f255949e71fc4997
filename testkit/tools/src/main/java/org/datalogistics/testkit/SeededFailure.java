package org.datalogistics.testkit;

import org.opentest4j.TestAbortedException;

/** A failure of a random case: what went wrong, and the seed to see it again. */
final class SeededFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  private SeededFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The failure with its seed; an assumption that does not hold, or a sick JVM, stays what it is.
   */
  static Throwable of(long seed, Throwable failure) {
    if (failure instanceof TestAbortedException || failure instanceof VirtualMachineError) {
      return failure;
    }
    String what = failure instanceof AssertionError ? failure.getMessage() : failure.toString();
    return new SeededFailure(
        what + System.lineSeparator() + "again with -D" + SeededRandom.SEED_PROPERTY + "=" + seed,
        failure);
  }
}
