package org.datalogistics.depot.traffic;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went through the depot since its start.
 *
 * @param accepted connections let in
 * @param turnedAway connections not let in
 * @param received bytes from clients
 * @param sent bytes to clients
 * @param transfers under way, and copies
 * @param commands by name
 * @param busiest clients, the busiest first
 */
public record TrafficReport(
    long accepted,
    long turnedAway,
    long received,
    long sent,
    TransferReport transfers,
    SortedMap<String, CommandReport> commands,
    List<ClientReport> busiest) {
  /** Nothing went through. */
  public static final TrafficReport NONE =
      new TrafficReport(0, 0, 0, 0, TransferReport.NONE, Map.of(), List.of());

  public TrafficReport {
    commands = Collections.unmodifiableSortedMap(new TreeMap<>(commands));
    busiest = List.copyOf(busiest);
  }

  TrafficReport(
      long accepted,
      long turnedAway,
      long received,
      long sent,
      TransferReport transfers,
      Map<String, CommandReport> commands,
      List<ClientReport> busiest) {
    this(accepted, turnedAway, received, sent, transfers, new TreeMap<>(commands), busiest);
  }

  /** How many commands ended. */
  public long commandCount() {
    return commands.values().stream().mapToLong(CommandReport::count).sum();
  }
}
