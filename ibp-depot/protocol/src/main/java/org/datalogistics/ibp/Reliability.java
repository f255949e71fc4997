package org.datalogistics.ibp;

import org.jspecify.annotations.Nullable;

/** Whether a depot may revoke an allocation before its lease ends (IBP spec 5). */
public enum Reliability {
  /** May be revoked when the space is needed (also called volatile). */
  SOFT(1),
  /** Kept until the lease ends (also called stable). */
  HARD(2);

  private final int wireValue;

  Reliability(int wireValue) {
    this.wireValue = wireValue;
  }

  /** The number on the wire. */
  public int wireValue() {
    return wireValue;
  }

  /** The reliability with that number, or null. */
  public static @Nullable Reliability ofWire(long value) {
    return value == 1 ? SOFT : value == 2 ? HARD : null;
  }
}
