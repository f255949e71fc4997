package org.datalogistics.ibp;

import org.jspecify.annotations.Nullable;

/** How an allocation takes and gives bytes (IBP spec 5). */
public enum AllocationType {
  /** A growing array with offsets. */
  BYTEARRAY(1),
  /** Each STORE replaces the whole content. */
  BUFFER(2),
  /** A bounded queue: reads consume. */
  FIFO(3),
  /** A ring: writing over the end drops the oldest bytes. */
  CIRQ(4);

  private final int wireValue;

  AllocationType(int wireValue) {
    this.wireValue = wireValue;
  }

  /** The number on the wire. */
  public int wireValue() {
    return wireValue;
  }

  /** The type with that number, or null. */
  public static @Nullable AllocationType ofWire(long value) {
    return value >= 1 && value <= 4 ? values()[(int) value - 1] : null;
  }
}
