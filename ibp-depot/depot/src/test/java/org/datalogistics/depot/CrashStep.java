package org.datalogistics.depot;

import org.datalogistics.testkit.RawClient;

/** One request of a client under which the depot may be killed. */
interface CrashStep {
  /** Asks, waits for the answer, and only then notes what changed. */
  void run(RawClient client);

  /**
   * After a kill without an answer: finds out which of both it was, and notes that.
   *
   * @param port where the depot is now
   */
  void settle(RawClient client, int port);
}
