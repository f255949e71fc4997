package org.datalogistics.lors.cli;

import java.time.Duration;

/** The last line of a transfer. */
final class Summary {
  private Summary() {}

  /** {@code photo.raw: 1.0 GiB stored in 1.2 s (850.0 MiB/s)}. */
  static String of(String name, long bytes, String verb, Duration elapsed) {
    double seconds = Math.max(elapsed.toNanos(), 1) / 1e9;
    return name
        + ": "
        + Amounts.showSize((double) bytes)
        + " "
        + verb
        + " in "
        + Amounts.showTime(elapsed)
        + " ("
        + Amounts.showSize(bytes / seconds)
        + "/s)";
  }

  /** {@code 1 copy}, {@code 2 copies}. */
  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
