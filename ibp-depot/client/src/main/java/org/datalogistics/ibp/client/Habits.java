package org.datalogistics.ibp.client;

import java.util.concurrent.TimeUnit;

/**
 * What was learned of how a depot treats connections (IBP spec 1): whether it takes many commands
 * on one, or closes after each. Guarded by the lock of the pool.
 */
final class Habits {
  private static final long ONE_SHOT_BELIEF = TimeUnit.MINUTES.toNanos(10);
  private static final long AT_ONCE = TimeUnit.SECONDS.toNanos(1);

  private boolean persistent;
  private boolean oneShot;
  private long oneShotSince;

  /** A connection has answered its second command or a later one. */
  void answeredAgain() {
    persistent = true;
    oneShot = false;
  }

  /** The depot closed an idle connection without a notice. */
  void closedIdle(int answered, long idleNanos, long now) {
    if (!persistent && answered == 1 && idleNanos < AT_ONCE) {
      oneShot = true;
      oneShotSince = now;
    }
  }

  /** The depot is known to take many commands on one connection. */
  boolean persistent() {
    return persistent;
  }

  /** The depot closed after a command lately: no use to keep its connections. */
  boolean oneShot(long now) {
    return oneShot && now - oneShotSince < ONE_SHOT_BELIEF;
  }
}
