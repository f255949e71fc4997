package org.datalogistics.depot.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often a command ended how, and how long it took. */
final class CommandCounter {
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final LongAdder[] buckets = new LongAdder[CommandReport.BOUNDS.size() + 1];
  private final LongAdder nanos = new LongAdder();

  CommandCounter() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  void ended(String outcome, long took) {
    LongAdder count = outcomes.get(outcome);
    if (count == null) {
      count = outcomes.computeIfAbsent(outcome, name -> new LongAdder());
    }
    count.increment();
    nanos.add(took);
    buckets[bucket(took)].increment();
  }

  private static int bucket(long took) {
    double seconds = took / 1e9;
    int i = 0;
    while (i < CommandReport.BOUNDS.size() && seconds > CommandReport.BOUNDS.get(i)) {
      i++;
    }
    return i;
  }

  CommandReport report() {
    Map<String, Long> counts = new TreeMap<>();
    outcomes.forEach((name, count) -> counts.put(name, count.sum()));
    List<Long> perBucket = new ArrayList<>();
    for (LongAdder bucket : buckets) {
      perBucket.add(bucket.sum());
    }
    return new CommandReport(counts, perBucket, nanos.sum() / 1e9);
  }
}
