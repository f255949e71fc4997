package org.datalogistics.ibp.client;

import java.time.Duration;

/**
 * What to do when a depot answers that it is overloaded and asks to come back later (IBP spec 6.3).
 *
 * @param maxRetries how often a command is sent again, 0 for never
 * @param maxWait longest wait before one repetition, whatever the depot suggests
 */
public record RetryPolicy(int maxRetries, Duration maxWait) {
  /** No repetition: the error comes out at once. */
  public static final RetryPolicy NONE = new RetryPolicy(0, Duration.ZERO);

  public RetryPolicy {
    if (maxRetries < 0 || maxWait.isNegative()) {
      throw new IllegalArgumentException(
          "retries " + maxRetries + " and longest wait " + maxWait + " must not be negative");
    }
  }
}
