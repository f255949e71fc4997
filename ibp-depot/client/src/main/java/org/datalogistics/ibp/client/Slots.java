package org.datalogistics.ibp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a pool and which of them suits a call: a transfer needs one of its own, small
 * commands share those that are left once there are as many as allowed. Guarded by the lock of the
 * pool.
 */
final class Slots {
  /** A command that must not be sent twice goes to a connection that was alive this lately. */
  private static final long SURELY_ALIVE = TimeUnit.SECONDS.toNanos(5);

  private final List<Slot> slots = new ArrayList<>();
  private final Habits habits;
  private final int most;
  private final int depth;

  /** Gets no further small commands, so that a transfer gets it at last. */
  private @Nullable Slot promised;

  /**
   * @param most connections that transfers may take
   * @param depth most small commands in flight on one
   */
  Slots(Habits habits, int most, int depth) {
    this.habits = habits;
    this.most = most;
    this.depth = depth;
  }

  void add(Slot slot) {
    slots.add(slot);
  }

  boolean remove(Slot slot) {
    if (slot == promised) {
      promised = null;
    }
    return slots.remove(slot);
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  List<Slot> all() {
    return List.copyOf(slots);
  }

  /** An idle connection, taken out to be closed; null if all are in use. */
  @Nullable Slot removeIdle() {
    for (Slot slot : slots) {
      if (slot.isIdle()) {
        slot.draining = true;
        remove(slot);
        return slot;
      }
    }
    return null;
  }

  /**
   * Whether one more connection is allowed. Beyond the number that is configured there is one for
   * small commands, when transfers have taken all others.
   */
  boolean hasRoom(int connecting, boolean smallWait) {
    int present = slots.size() + connecting;
    return present < most || (present == most && smallWait && freeForTransfers() == 0);
  }

  /** The connection for a call: the last used one that is idle, else one to share; else null. */
  @Nullable Slot choose(Call<?> call, long now) {
    if (call.spec().exclusive() && freeForTransfers() == 0) {
      return null;
    }
    boolean mayShare =
        !call.spec().exclusive()
            && !call.freshOnly()
            && habits.persistent()
            && slots.size() >= most;
    Slot best = null;
    for (Slot slot : slots) {
      boolean candidate =
          slot.isIdle()
              ? fits(call, slot, now) && (slot != promised || call.spec().exclusive())
              : mayShare && slot != promised && isShareable(slot) && slot.inFlight < depth;
      if (candidate && (best == null || isBetter(slot, best))) {
        best = slot;
      }
    }
    if (best == promised) {
      promised = null;
    }
    return best;
  }

  /** A transfer waits: one of the shared connections is to become free, if others are left. */
  void promise(boolean transferWaits) {
    if (!transferWaits) {
      promised = null;
    } else if (promised == null) {
      int shared = 0;
      Slot least = null;
      for (Slot slot : slots) {
        if (isShareable(slot)) {
          shared++;
          least = least == null || slot.inFlight < least.inFlight ? slot : least;
        }
      }
      promised = shared > 1 || most == 1 ? least : null;
    }
  }

  /** How many more transfers may be under way. */
  int freeForTransfers() {
    int free = most;
    for (Slot slot : slots) {
      free -= slot.exclusive ? 1 : 0;
    }
    return free;
  }

  private static boolean isShareable(Slot slot) {
    return !slot.draining && !slot.exclusive && slot.inFlight > 0;
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
