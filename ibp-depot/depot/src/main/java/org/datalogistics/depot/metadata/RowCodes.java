package org.datalogistics.depot.metadata;

import org.datalogistics.depot.allocation.State;
import org.jspecify.annotations.Nullable;

/** The numbers that stand for states on disk. */
final class RowCodes {
  private RowCodes() {}

  static int of(State.Kind kind) {
    return switch (kind) {
      case LIVE -> 0;
      case TRASH_DELETED -> 1;
      case TRASH_EXPIRED -> 2;
      case GONE -> throw new IllegalArgumentException("what is gone is not stored");
    };
  }

  /** The state, or null if no state has that number. */
  static @Nullable State state(int number, long trashedAt) {
    return switch (number) {
      case 0 -> State.LIVE;
      case 1 -> State.deletedAt(trashedAt);
      case 2 -> State.expiredAt(trashedAt);
      default -> null;
    };
  }
}
