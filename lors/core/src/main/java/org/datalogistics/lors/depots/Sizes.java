package org.datalogistics.lors.depots;

/** Bytes for people. */
final class Sizes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Sizes() {}

  /** {@code 5.0 MiB}. */
  static String show(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1023.95 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    long tenths = Math.round(value * 10);
    return unit == 0 ? (long) value + " B" : tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
  }
}
