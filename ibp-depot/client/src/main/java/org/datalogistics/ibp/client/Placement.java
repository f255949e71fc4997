package org.datalogistics.ibp.client;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which connection of a depot suits a call. Used under the lock of the pool. */
final class Placement {
  /** A command that must not be sent twice goes to a connection that was alive this lately. */
  private static final long SURELY_ALIVE = TimeUnit.SECONDS.toNanos(5);

  private final IbpClientConfig config;
  private final Habits habits;

  Placement(IbpClientConfig config, Habits habits) {
    this.config = config;
    this.habits = habits;
  }

  /** An idle connection, the last used first; else one to pipeline on; else null. */
  @Nullable Slot choose(Call<?> call, List<Slot> slots, long now) {
    boolean mayShare =
        !call.spec().exclusive()
            && call.spec().repeatable()
            && !call.freshOnly()
            && habits.persistent()
            && slots.size() >= config.connectionsPerDepot();
    Slot best = null;
    for (Slot slot : slots) {
      boolean candidate =
          slot.isIdle()
              ? fits(call, slot, now)
              : mayShare
                  && !slot.draining
                  && !slot.exclusive
                  && slot.inFlight < config.pipelineDepth();
      if (candidate && (best == null || isBetter(slot, best))) {
        best = slot;
      }
    }
    return best;
  }

  private static boolean isBetter(Slot slot, Slot best) {
    return slot.inFlight != best.inFlight
        ? slot.inFlight < best.inFlight
        : slot.lastUsed - best.lastUsed > 0;
  }

  private boolean fits(Call<?> call, Slot slot, long now) {
    boolean surelyAlive = now - slot.lastUsed < SURELY_ALIVE;
    if (call.freshOnly()) {
      return slot.answered == 0 && surelyAlive;
    }
    return call.spec().repeatable() || (surelyAlive && (slot.answered == 0 || habits.persistent()));
  }
}
