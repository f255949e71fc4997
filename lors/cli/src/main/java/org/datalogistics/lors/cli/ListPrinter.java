package org.datalogistics.lors.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.listing.ListedExtent;
import org.jspecify.annotations.Nullable;

/** The forms of a listing: the C tool's lines, lines for people, JSON (LoRS spec 3.3). */
final class ListPrinter {
  private static final String LINE = "%6d %s %2d %9d %9d %s %s";
  private static final String TITLES = " INDEX FLAGS RC    OFFSET    LENGTH DEPOT EXPIRES";

  /** As the C library prints a time. */
  private final DateTimeFormatter classic;

  private final DateTimeFormatter readable;

  ListPrinter(ZoneId zone) {
    classic = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT).withZone(zone);
    readable = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** The title line of the form for people. */
  String titles() {
    return TITLES;
  }

  /** One extent; {@code human} with dates that sort. */
  String line(ListedExtent listed, boolean human) {
    Extent extent = listed.extent();
    return LINE.formatted(
        listed.index(),
        flags(listed),
        listed.probed().map(AllocationStatus::readCount).orElse(-1),
        extent.offset(),
        extent.length(),
        listed.depot() == null ? "-" : listed.depot().toString(),
        expiry(listed, human));
  }

  private String expiry(ListedExtent listed, boolean human) {
    Instant expiry = listed.expiry();
    if (listed.state() == ExtentState.DEAD) {
      return "Gone";
    }
    if (expiry == null) {
      return "Unknown";
    }
    return (human ? readable : classic).format(expiry);
  }

  /** Storage type, capabilities present, kind of allocation. */
  static String flags(ListedExtent listed) {
    AllocationStatus status = listed.status();
    Extent extent = listed.extent();
    char reliability = status == null ? '?' : status.reliability() == Reliability.SOFT ? 'S' : 'H';
    char type = status != null && status.type() == AllocationType.BYTEARRAY ? 'a' : '?';
    return ""
        + reliability
        + (extent.read() == null ? '-' : 'r')
        + (extent.write() == null ? '-' : 'w')
        + (extent.manage() == null ? '-' : 'm')
        + type;
  }

  /** Everything as one value for JSON. */
  static Map<String, Object> json(
      String name, ExNode exNode, List<ListedExtent> listed, List<ListedExtent> parity) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("exnode", name);
    json.put("name", exNode.name());
    json.put("size", exNode.effectiveSize());
    List<Object> extents = new ArrayList<>();
    for (ListedExtent one : listed) {
      extents.add(json(one));
    }
    json.put("extents", extents);
    if (!exNode.codingGroups().isEmpty()) {
      json.put("coding", Parity.json(exNode, listed, parity));
    }
    return json;
  }

  static Map<String, @Nullable Object> json(ListedExtent listed) {
    Extent extent = listed.extent();
    AllocationStatus status = listed.status();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("index", listed.index());
    json.put("offset", extent.offset());
    json.put("length", extent.length());
    json.put("depot", listed.depot() == null ? null : listed.depot().toString());
    json.put("state", listed.state().name().toLowerCase(Locale.ROOT));
    json.put("read", extent.read() != null);
    json.put("write", extent.write() != null);
    json.put("manage", extent.manage() != null);
    json.put("functions", extent.functions().steps().stream().map(step -> step.name()).toList());
    json.put("stored", status == null ? extent.allocLength() : status.size());
    json.put("reliability", status == null ? null : status.reliability().name());
    json.put("readCount", status == null ? null : status.readCount());
    json.put("expires", listed.expiry() == null ? null : listed.expiry().toString());
    json.put("problem", listed.problem());
    return json;
  }
}
