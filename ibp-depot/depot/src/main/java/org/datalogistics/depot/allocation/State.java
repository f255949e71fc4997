package org.datalogistics.depot.allocation;

import java.util.Objects;

/**
 * Where an allocation is in its life.
 *
 * @param trashedAt when it came into the trash, milliseconds since 1970; 0 outside
 */
public record State(Kind kind, long trashedAt) {
  /** The kinds of state. */
  public enum Kind {
    /** Leased. */
    LIVE,
    /** Deleted by its last reference, can still be brought back. */
    TRASH_DELETED,
    /** Its lease ended, can still be brought back. */
    TRASH_EXPIRED,
    /** No longer there; never stored. */
    GONE
  }

  public static final State LIVE = new State(Kind.LIVE, 0);
  public static final State GONE = new State(Kind.GONE, 0);

  public State {
    Objects.requireNonNull(kind, "kind");
    trashedAt = kind == Kind.LIVE || kind == Kind.GONE ? 0 : trashedAt;
  }

  public static State deletedAt(long millis) {
    return new State(Kind.TRASH_DELETED, millis);
  }

  public static State expiredAt(long millis) {
    return new State(Kind.TRASH_EXPIRED, millis);
  }

  public boolean isTrash() {
    return kind == Kind.TRASH_DELETED || kind == Kind.TRASH_EXPIRED;
  }
}
