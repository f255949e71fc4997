package org.datalogistics.ibp;

import org.jspecify.annotations.Nullable;

/** What a capability permits; the number is its capability type in MANAGE (IBP spec 3.2). */
public enum CapabilityKind {
  READ(1),
  WRITE(2),
  MANAGE(3);

  private final int wireValue;

  CapabilityKind(int wireValue) {
    this.wireValue = wireValue;
  }

  /** The number on the wire. */
  public int wireValue() {
    return wireValue;
  }

  /** The kind with that number, or null. */
  public static @Nullable CapabilityKind ofWire(long value) {
    for (CapabilityKind kind : values()) {
      if (kind.wireValue == value) {
        return kind;
      }
    }
    return null;
  }
}
