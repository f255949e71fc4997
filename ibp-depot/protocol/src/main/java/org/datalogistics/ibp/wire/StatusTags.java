package org.datalogistics.ibp.wire;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.DepotStatus;

/**
 * The line of tags that STATUS INQ of version 1 answers with: a group for each resource, from its
 * {@code RID:} to {@code RE} (IBP spec 7.11).
 */
final class StatusTags {
  private static final String PROTOCOL = "1.4:1.0";
  private static final String NAMES = "CT:UT:SH:UH:AT:AH:DR:";

  private String rid = "";
  private final long[] values = new long[7];
  private boolean any;

  private StatusTags() {}

  static String print(List<DepotStatus> resources) {
    StringBuilder tags = new StringBuilder(64 + 192 * resources.size());
    tags.append("VS:").append(PROTOCOL).append(" DT:1  ");
    for (DepotStatus status : resources) {
      tags.append("RID:").append(status.rid());
      tags.append(" RT:1 CT:").append(status.total()).append(" ST:").append(status.total());
      tags.append(" UT:").append(status.used()).append(" UH:").append(status.usedHard());
      tags.append(" SH:").append(status.totalHard()).append(" CH:").append(status.totalHard());
      tags.append(" AT:").append(status.allocable()).append(" AH:").append(status.allocableHard());
      tags.append(" DR:").append(status.maxDurationSeconds()).append(" RE ");
    }
    return tags.append('\n').toString();
  }

  /** Tags in any order, unknown ones ignored; empty if there is no known tag. */
  static List<DepotStatus> parse(String tags) {
    Fields fields = new Fields(tags.replace('\n', ' '));
    List<DepotStatus> resources = new ArrayList<>();
    StatusTags group = new StatusTags();
    for (String tag = fields.next(); !tag.isEmpty(); tag = fields.next()) {
      boolean ends = tag.equals("RE");
      if (ends || (tag.startsWith("RID:") && group.any)) {
        group.addTo(resources);
        group = new StatusTags();
      }
      if (!ends) {
        group.take(tag);
      }
    }
    group.addTo(resources);
    return List.copyOf(resources);
  }

  private void take(String tag) {
    if (tag.startsWith("RID:")) {
      rid = tag.substring(4);
    } else if (tag.length() > 3 && tag.charAt(2) == ':') {
      int index = NAMES.indexOf(tag.substring(0, 3));
      if (index >= 0 && index % 3 == 0) {
        values[index / 3] = Fields.parseLong(tag.substring(3), 0);
        any = true;
      }
    }
  }

  private void addTo(List<DepotStatus> resources) {
    if (any) {
      resources.add(
          new DepotStatus(
              rid, values[0], values[1], values[2], values[3], values[4], values[5], values[6]));
    }
  }
}
