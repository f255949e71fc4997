package org.datalogistics.lors.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.lors.IncompleteException;
import org.datalogistics.lors.plan.ByteRanges;
import org.datalogistics.lors.plan.DownloadPlan;

/** Says which bytes cannot be had, and why. */
final class Losses {
  private static final int RANGES_NAMED = 20;

  private Losses() {}

  /**
   * The end of a download that lacks pieces.
   *
   * @param lost indexes of pieces
   * @param reasons why, by index; may lack some
   */
  static IncompleteException of(
      DownloadPlan plan, Set<Integer> lost, Map<Integer, Set<String>> reasons) {
    List<ByteRange> ranges = new ArrayList<>();
    for (int index : lost) {
      ranges.add(plan.pieces().get(index).range());
    }
    List<ByteRange> merged = ByteRanges.merged(ranges);
    StringBuilder text = new StringBuilder("bytes ");
    for (int i = 0; i < Math.min(RANGES_NAMED, merged.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(merged.get(i));
    }
    if (merged.size() > RANGES_NAMED) {
      text.append(" and ").append(merged.size() - RANGES_NAMED).append(" ranges more");
    }
    text.append(" cannot be read: ").append(why(plan, merged.get(0), reasons));
    long delivered = merged.get(0).offset() - plan.range().offset();
    return new IncompleteException(text.toString(), delivered, merged);
  }

  private static String why(DownloadPlan plan, ByteRange first, Map<Integer, Set<String>> reasons) {
    Set<String> told = new TreeSet<>();
    reasons.values().forEach(told::addAll);
    if (!told.isEmpty()) {
      List<String> sorted = new ArrayList<>(told);
      sorted.sort(Comparator.comparing((String t) -> !t.startsWith(Fetcher.NOT_REBUILT)));
      String text = String.join("; ", sorted.stream().limit(5).toList());
      return "every copy failed; " + text + (told.size() > 5 ? "; ..." : "");
    }
    List<String> unusable =
        plan.unusable().stream()
            .filter(
                bad ->
                    bad.extent().offset() < first.end()
                        && bad.extent().offset() + bad.extent().length() > first.offset())
            .map(bad -> bad.extent().capabilities() + ": " + bad.reason())
            .distinct()
            .limit(5)
            .toList();
    return unusable.isEmpty()
        ? "the exNode has no copy of them"
        : "no copy is usable; " + String.join("; ", unusable);
  }
}
