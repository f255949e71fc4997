package org.datalogistics.lors.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.CopiesBy;
import org.datalogistics.exnode.plan.CopySummary;
import org.datalogistics.exnode.plan.Coverage;
import org.datalogistics.exnode.plan.Expiry;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.Observation;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Safety;
import org.datalogistics.lors.listing.ListedExtent;
import org.jspecify.annotations.Nullable;

/**
 * The sums of a file (exNode spec 8.3 to 8.6).
 *
 * @param physical whether depots were asked: then copies are those found to be there
 * @param usable the map over the extents that count
 * @param depots what each depot has, by its address
 */
record FileStat(
    String name,
    ExNode exNode,
    List<ListedExtent> listed,
    boolean physical,
    Instant at,
    ReplicaMap usable,
    Map<String, OnDepot> depots) {

  /** What one depot has. */
  record OnDepot(int mappings, long bytes, int live) {}

  static FileStat of(
      String name, ExNode exNode, List<ListedExtent> listed, boolean physical, Instant at) {
    List<Observation> found =
        listed.stream()
            .map(one -> physical ? one.observation() : Observation.recorded(one.extent(), at))
            .toList();
    ReplicaMap usable =
        Safety.map(exNode, found, physical ? Observation::isLive : Observation::mayBeRead);
    Map<String, OnDepot> depots = new TreeMap<>();
    for (ListedExtent one : listed) {
      String depot = one.depot() == null ? "unknown" : one.depot().toString();
      OnDepot more = new OnDepot(1, one.extent().length(), one.state() == ExtentState.LIVE ? 1 : 0);
      depots.merge(
          depot,
          more,
          (a, b) -> new OnDepot(a.mappings + b.mappings, a.bytes + b.bytes, a.live + b.live));
    }
    return new FileStat(name, exNode, listed, physical, at, usable, depots);
  }

  private long stored() {
    return exNode.allExtents().stream().mapToLong(e -> Math.max(0, e.allocLength())).sum();
  }

  private Expiry expiry() {
    IdentityHashMap<Extent, ListedExtent> byExtent = new IdentityHashMap<>();
    listed.forEach(one -> byExtent.put(one.extent(), one));
    return usable.expiry(
        extent -> {
          ListedExtent one = byExtent.get(extent);
          return one == null ? Optional.empty() : one.observation().ends();
        });
  }

  private List<String> functions() {
    return listed.stream()
        .map(one -> one.extent().functions())
        .map(
            chain ->
                chain.isEmpty()
                    ? "none"
                    : String.join(" ", chain.steps().stream().map(step -> step.name()).toList()))
        .distinct()
        .toList();
  }

  private List<String> codings() {
    return exNode.codingGroups().stream()
        .map(group -> group.dataSlices() + "+" + group.paritySlices())
        .distinct()
        .toList();
  }

  /** Lines for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    CopySummary copies = usable.copies(CopiesBy.DEPOT);
    Coverage recorded = ReplicaMap.of(exNode).coverage();
    Coverage now = usable.coverage();
    long size = exNode.effectiveSize();
    text.append(name).append('\n');
    line(text, "file", exNode.name().isEmpty() ? "(no name)" : exNode.name());
    line(text, "size", size + " bytes (" + Amounts.showSize((double) size) + ")");
    line(
        text,
        "stored",
        Amounts.showSize((double) stored())
            + " in "
            + Summary.count(exNode.allExtents().size(), "mapping", "mappings")
            + " on "
            + Summary.count(depots.size(), "depot", "depots"));
    line(text, "functions", String.join("; ", functions()));
    if (!exNode.codingGroups().isEmpty()) {
      line(
          text,
          "parity",
          String.join(", ", codings())
              + " in "
              + Summary.count(exNode.codingGroups().size(), "group", "groups"));
    }
    line(text, "copies", copies(copies));
    line(
        text,
        "coverage",
        coverage("the exNode", recorded) + (physical ? "; " + coverage("depots", now) : ""));
    Instant created = exNode.created();
    if (created != null) {
      line(text, "created", Dates.show(created));
    }
    Expiry expiry = expiry();
    Instant first = expiry.replicaLostAt();
    if (first != null) {
      line(text, "first end", Dates.show(first) + ", " + Dates.away(first, at));
    }
    line(text, "whole until", wholeUntil(expiry));
    depots.forEach(
        (depot, has) ->
            line(
                text,
                "on " + depot,
                Summary.count(has.mappings, "mapping", "mappings")
                    + ", "
                    + Amounts.showSize((double) has.bytes)
                    + (physical ? ", " + has.live + " live" : "")));
    return text.toString();
  }

  private static void line(StringBuilder text, String title, String value) {
    text.append("  ").append(title);
    text.append(" ".repeat(Math.max(1, 13 - title.length()))).append(value).append('\n');
  }

  private static String copies(CopySummary copies) {
    String range =
        copies.min() == copies.max()
            ? String.valueOf(copies.min())
            : copies.min() + " to " + copies.max();
    return range + " on distinct depots";
  }

  private static String coverage(String who, Coverage coverage) {
    if (coverage.isComplete()) {
      return who + ": complete";
    }
    List<ByteRange> holes = coverage.holes();
    String some =
        String.join(", ", holes.stream().limit(3).map(ByteRange::toString).toList())
            + (holes.size() > 3 ? " and " + (holes.size() - 3) + " more" : "");
    long missing = coverage.file().length() - coverage.coveredBytes();
    return who + ": " + missing + " bytes missing, " + some;
  }

  private String wholeUntil(Expiry expiry) {
    Instant end = expiry.fileLostAt();
    return switch (expiry.certainty()) {
      case EXACT -> end == null ? "an empty file" : Dates.show(end) + ", " + Dates.away(end, at);
      case LOWER_BOUND -> end == null ? "unknown" : Dates.show(end) + " at least";
      case UNKNOWN -> "unknown";
      case INCOMPLETE ->
          exNode.codingGroups().isEmpty() ? "it is not whole now" : "it needs its parity now";
    };
  }

  /** The same for scripts. */
  Map<String, @Nullable Object> json() {
    CopySummary copies = usable.copies(CopiesBy.DEPOT);
    CopySummary hosts = usable.copies(CopiesBy.HOST);
    Coverage now = usable.coverage();
    Expiry expiry = expiry();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("exnode", name);
    json.put("name", exNode.name());
    json.put("size", exNode.effectiveSize());
    json.put("stored", stored());
    json.put("mappings", exNode.allExtents().size());
    json.put("functions", functions());
    json.put("coding", codings());
    json.put("groups", exNode.codingGroups().size());
    json.put("physical", physical);
    json.put("copies", copies.min());
    json.put("maxCopies", copies.max());
    json.put("copiesOnHosts", hosts.min());
    Map<String, Object> histogram = new LinkedHashMap<>();
    copies.bytesByCopies().forEach((number, bytes) -> histogram.put(number.toString(), bytes));
    json.put("bytesByCopies", histogram);
    json.put("complete", now.isComplete());
    json.put("covered", now.coveredBytes());
    json.put("holes", holes(now));
    json.put("created", text(exNode.created()));
    json.put("modified", text(exNode.modified()));
    json.put("certainty", expiry.certainty().name().toLowerCase(Locale.ROOT));
    json.put("wholeUntil", text(expiry.fileLostAt()));
    json.put("firstEnd", text(expiry.replicaLostAt()));
    Map<String, Object> states = new TreeMap<>();
    for (ListedExtent one : listed) {
      states.merge(
          one.state().name().toLowerCase(Locale.ROOT), 1, (a, b) -> (Integer) a + (Integer) b);
    }
    json.put("states", states);
    Map<String, Object> on = new LinkedHashMap<>();
    depots.forEach(
        (depot, has) ->
            on.put(depot, Map.of("mappings", has.mappings, "bytes", has.bytes, "live", has.live)));
    json.put("depots", on);
    return json;
  }

  static List<Object> holes(Coverage coverage) {
    List<Object> holes = new ArrayList<>();
    coverage.holes().forEach(hole -> holes.add(range(hole)));
    return holes;
  }

  static Map<String, Object> range(ByteRange range) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("offset", range.offset());
    json.put("length", range.length());
    return json;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
