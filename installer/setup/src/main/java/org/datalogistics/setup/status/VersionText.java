package org.datalogistics.setup.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that a depot tells of itself (IBP spec 7.11), for people; what the known depots write
 * into it is picked out, what is missing is missing.
 */
final class VersionText {
  private static final Pattern RESOURCE = Pattern.compile("^\\s*RID:\\s+(\\S+)\\s+Max:.*");
  private static final Pattern COUNTS =
      Pattern.compile("Allocations:\\s+(\\d+)\\s+\\((\\d+) alias\\)\\s+Corrupt count:\\s+(\\d+)");
  private static final Pattern UPTIME = Pattern.compile("(?i)^\\s*uptime.*?:\\s+([0-9:]+).*");

  private final List<String> lines;

  VersionText(String text) {
    this.lines = text.lines().toList();
  }

  /** Its first line: the program. */
  Optional<String> program() {
    return lines.stream().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
  }

  /** Days, hours, minutes, seconds with colons. */
  Optional<String> uptime() {
    return lines.stream()
        .map(UPTIME::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .findFirst();
  }

  /** Counts of a resource by name; empty where the text has none. */
  Map<String, Long> counts(String rid) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher resource = RESOURCE.matcher(line);
      Matcher found = COUNTS.matcher(line);
      if (resource.matches() && resource.group(1).equals(rid) && found.find()) {
        counts.put("allocations", number(found.group(1)));
        counts.put("aliases", number(found.group(2)));
        counts.put("damaged", number(found.group(3)));
      }
    }
    return counts;
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
