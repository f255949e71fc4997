package org.datalogistics.depot;

/** The values of the key {@code checksum}. */
enum Checksum {
  CRC32C,
  NONE;

  boolean isKept() {
    return this == CRC32C;
  }
}
