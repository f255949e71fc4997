package org.datalogistics.lors.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.plan.CopySummary;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.Safety;
import org.datalogistics.lors.check.CheckResult;
import org.datalogistics.lors.erasure.GroupHealth;
import org.datalogistics.lors.listing.ListedExtent;
import org.jspecify.annotations.Nullable;

/** What a check has found, for people and for scripts. */
final class CheckText {
  private static final int MOST_LINES = 10;

  private final String name;
  private final CheckResult result;

  CheckText(String name, CheckResult result) {
    this.name = name;
    this.result = result;
  }

  /** One word for people. */
  static String verdict(CheckResult.Verdict verdict) {
    return switch (verdict) {
      case GOOD -> "good";
      case AT_RISK -> "AT RISK";
      case DISPUTED -> "DISPUTED";
      case OUT_OF_REACH -> "OUT OF REACH";
      case LOST -> "LOST";
    };
  }

  /**
   * Lines for people.
   *
   * @param all whether every problem gets a line; else the first ten of each kind
   */
  String lines(boolean all) {
    int most = all ? Integer.MAX_VALUE : MOST_LINES;
    List<String> lines = new ArrayList<>();
    lines.add(name + ": " + verdict(result.verdict()) + ", " + overall());
    List<ByteRange> lost = result.lost();
    add(lines, "lost for good", lost, most);
    if (lost.isEmpty()) {
      add(lines, "out of reach now", result.health().lost(), most);
    }
    add(lines, "only by rebuilding", result.health().rebuildable(), most);
    add(lines, "copies differ", result.disputed(), most);
    limited(
        lines,
        result.weak().stream().filter(weak -> weak.copies() > 0).toList(),
        most,
        weak -> "  bytes " + weak.range() + ": " + copies(weak) + " of " + result.wanted());
    limited(
        lines,
        result.health().groups().stream().filter(group -> !group.missing().isEmpty()).toList(),
        most,
        CheckText::group);
    limited(
        lines,
        result
            .all()
            .filter(one -> one.state().isLost() || isSilent(one) || one.problem() != null)
            .toList(),
        most,
        one ->
            "  "
                + (result.parity().contains(one) ? "parity" : "mapping " + one.index())
                + " on "
                + (one.depot() == null ? "no depot" : one.depot())
                + ": "
                + one.state().name().toLowerCase(Locale.ROOT)
                + (one.problem() == null ? "" : ", " + one.problem()));
    limited(
        lines,
        result.ending(),
        most,
        one ->
            "  bytes "
                + one.extent().range()
                + " on "
                + one.depot()
                + ": lease ends "
                + end(one.expiry()));
    return String.join("\n", lines) + "\n";
  }

  private String end(@Nullable Instant expiry) {
    return expiry == null ? "?" : Dates.show(expiry) + ", " + Dates.away(expiry, result.at());
  }

  private static boolean isSilent(ListedExtent one) {
    return one.state() == ExtentState.UNREACHABLE || one.state() == ExtentState.UNKNOWN;
  }

  private static String copies(Safety.Weak weak) {
    return Summary.count(weak.copies(), "copy", "copies");
  }

  private static String group(GroupHealth group) {
    return "  coding group "
        + group.group().range()
        + ": slices "
        + group.missing()
        + " of "
        + (group.group().dataSlices() + group.group().paritySlices())
        + " missing, "
        + (group.spare() < 0 ? "too many" : group.spare() + " more may go");
  }

  private String overall() {
    CopySummary copies = result.safety().depots();
    String range =
        copies.min() == copies.max()
            ? Summary.count(copies.min(), "copy", "copies")
            : copies.min() + " to " + copies.max() + " copies";
    Instant end = result.safety().expiry().fileLostAt();
    return range
        + " on distinct depots"
        + (result.health().groups().isEmpty() ? "" : " and parity")
        + (result.verified() ? ", all read" : "")
        + (end == null ? "" : ", whole until " + Dates.show(end));
  }

  private static void add(List<String> lines, String what, List<ByteRange> ranges, int most) {
    limited(lines, ranges, most, range -> "  bytes " + range + ": " + what);
  }

  private interface Line<T> {
    String of(T value);
  }

  private static <T> void limited(List<String> lines, List<T> values, int most, Line<T> line) {
    values.stream().limit(most).forEach(value -> lines.add(line.of(value)));
    if (values.size() > most) {
      lines.add("  ... and " + (values.size() - most) + " more like that; -V 1 names them");
    }
  }

  /** Everything for scripts. */
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("exnode", name);
    json.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
    json.put("size", result.exNode().effectiveSize());
    json.put("copies", result.safety().depots().min());
    json.put("wanted", result.wanted());
    json.put("verified", result.verified());
    Instant end = result.safety().expiry().fileLostAt();
    json.put("wholeUntil", end == null ? null : end.toString());
    json.put("lost", ranges(result.lost()));
    json.put("unreadable", ranges(result.health().lost()));
    json.put("rebuildable", ranges(result.health().rebuildable()));
    json.put("disputed", ranges(result.disputed()));
    List<Object> weak = new ArrayList<>();
    for (Safety.Weak one : result.weak()) {
      Map<String, Object> range = FileStat.range(one.range());
      range.put("copies", one.copies());
      weak.add(range);
    }
    json.put("weak", weak);
    json.put("endingSoon", result.ending().size());
    Map<String, Integer> states = new TreeMap<>();
    result
        .all()
        .forEach(one -> states.merge(one.state().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
    json.put("states", states);
    List<Object> problems = new ArrayList<>();
    result
        .all()
        .filter(one -> one.problem() != null)
        .forEach(
            one -> {
              Map<String, @Nullable Object> problem = new LinkedHashMap<>();
              problem.put("offset", one.extent().offset());
              problem.put("length", one.extent().length());
              problem.put("depot", one.depot() == null ? null : one.depot().toString());
              problem.put("state", one.state().name().toLowerCase(Locale.ROOT));
              problem.put("problem", one.problem());
              problems.add(problem);
            });
    json.put("problems", problems);
    return json;
  }

  private static List<Object> ranges(List<ByteRange> ranges) {
    List<Object> json = new ArrayList<>();
    ranges.forEach(range -> json.add(FileStat.range(range)));
    return json;
  }
}
