package org.datalogistics.lors.cli;

import java.time.Duration;
import org.datalogistics.lors.tree.TreeResult;

/** The last line of a transfer. */
final class Summary {
  private Summary() {}

  /** {@code photo.raw: 1.0 GiB stored in 1.2 s (850.0 MiB/s)}. */
  static String of(String name, long bytes, String verb, Duration elapsed) {
    return name
        + ": "
        + Amounts.showSize((double) bytes)
        + " "
        + verb
        + " in "
        + Amounts.showTime(elapsed)
        + " ("
        + Amounts.showSize(rate(bytes, elapsed))
        + "/s)";
  }

  /**
   * {@code 1000 files, 3.9 MiB stored in 0.4 s (9.8 MiB/s, 2500 files/s)}.
   *
   * @param where such as {@code on} or {@code from}
   */
  static String of(TreeResult result, String verb, String where) {
    StringBuilder text = new StringBuilder();
    text.append(
        of(count(result.files(), "file", "files"), result.bytes(), verb, result.elapsed())
            .replace(": ", ", "));
    text.setLength(text.length() - 1);
    text.append(", ")
        .append(Math.round(rate(result.files(), result.elapsed())))
        .append(" files/s) ")
        .append(where)
        .append(' ')
        .append(count(result.depots().size(), "depot", "depots"));
    if (result.skipped() > 0) {
      text.append("; ").append(result.skipped()).append(" left out");
    }
    if (result.madeGood() > 0) {
      text.append("; ")
          .append(count(result.madeGood(), "failure", "failures"))
          .append(" made good");
    }
    if (result.failed() > 0) {
      text.append("; ").append(result.failed()).append(" FAILED");
    }
    return text.toString();
  }

  /** Amount per second. */
  static double rate(long amount, Duration elapsed) {
    return amount / (Math.max(elapsed.toNanos(), 1) / 1e9);
  }

  /** {@code 1 copy}, {@code 2 copies}. */
  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
