package org.datalogistics.depot.ops;

import java.util.ArrayList;
import java.util.List;

/** What an operator should look at, in sentences. */
final class Alarms {
  private Alarms() {}

  static List<String> of(List<ResourceHealth> resources) {
    List<String> alarms = new ArrayList<>();
    for (ResourceHealth each : resources) {
      each.fault()
          .ifPresent(
              reason -> alarms.add("Resource %s is offline: %s".formatted(each.id(), reason)));
      if (each.usage().damaged() > 0) {
        alarms.add(
            "Resource %s has %s: their bad blocks are never sent"
                .formatted(each.id(), Amount.count(each.usage().damaged(), "damaged allocation")));
      }
    }
    return alarms;
  }
}
