package org.datalogistics.depot.traffic;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts connections, commands and bytes since the start. Thread-safe and cheap. */
public final class Traffic {
  /** Addresses kept in mind; of more, those that went away are forgotten. */
  static final int MAX_CLIENTS = 4096;

  /** How long a client that went away is shown. */
  private static final long KEPT = TimeUnit.MINUTES.toNanos(10);

  /** Rates are over the last one to two of these. */
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanoTime;
  private final TransferCounter transfers;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final Map<String, CommandCounter> commands = new ConcurrentHashMap<>();
  private final Map<InetAddress, ClientCounter> clients = new ConcurrentHashMap<>();

  // Guarded by this.
  private long windowStart;
  private long windowBefore;

  public Traffic(LongSupplier nanoTime) {
    this(nanoTime, new TransferCounter());
  }

  /**
   * @param transfers counts copies, too, which are not known here
   */
  public Traffic(LongSupplier nanoTime, TransferCounter transfers) {
    this.transfers = transfers;
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
    this.windowBefore = windowStart;
  }

  /** A client was let in; what it does is counted with what this gives. */
  public ClientCounter connected(InetAddress address) {
    accepted.increment();
    turnWindow();
    // The map's lock makes sure that nobody forgets a counter that is being taken.
    return counted(
        clients.compute(
            address,
            (key, known) -> {
              ClientCounter counter = known == null ? new ClientCounter(this, address) : known;
              counter.connected();
              return counter;
            }));
  }

  private ClientCounter counted(ClientCounter counter) {
    if (clients.size() > MAX_CLIENTS) {
      forgetOlderThan(0);
    }
    return counter;
  }

  /** What counts the transfers under way. */
  public TransferCounter transfers() {
    return transfers;
  }

  /** A client was not let in. */
  public void turnedAway() {
    turnedAway.increment();
  }

  void received(long bytes) {
    received.add(bytes);
  }

  void sent(long bytes) {
    sent.add(bytes);
  }

  void ended(String command, String outcome, long nanos) {
    CommandCounter counter = commands.get(command);
    if (counter == null) {
      counter = commands.computeIfAbsent(command, name -> new CommandCounter());
    }
    counter.ended(outcome, nanos);
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /**
   * All counts.
   *
   * @param mostClients how many clients to name, the busiest first
   */
  public TrafficReport report(int mostClients) {
    turnWindow();
    forgetOlderThan(KEPT);
    List<ClientReport> busiest = new ArrayList<>();
    double seconds = windowSeconds();
    clients.values().forEach(each -> busiest.add(each.report(seconds)));
    busiest.sort(
        Comparator.comparingDouble(ClientReport::bytesPerSecond)
            .thenComparingDouble(ClientReport::commandsPerSecond)
            .thenComparingLong(ClientReport::bytes)
            .reversed());
    Map<String, CommandReport> byCommand = new TreeMap<>();
    commands.forEach((name, counter) -> byCommand.put(name, counter.report()));
    return new TrafficReport(
        accepted.sum(),
        turnedAway.sum(),
        received.sum(),
        sent.sum(),
        transfers.report(),
        byCommand,
        busiest.subList(0, Math.min(mostClients, busiest.size())));
  }

  private synchronized double windowSeconds() {
    return Math.max(1e-3, (nanoTime.getAsLong() - windowBefore) / 1e9);
  }

  private synchronized void turnWindow() {
    long now = nanoTime.getAsLong();
    if (now - windowStart >= WINDOW) {
      windowBefore = windowStart;
      windowStart = now;
      clients.values().forEach(ClientCounter::turnWindow);
    }
  }

  private void forgetOlderThan(long age) {
    long before = nanoTime.getAsLong() - age;
    clients.forEach(
        (address, counter) ->
            clients.computeIfPresent(
                address, (key, current) -> current.wentAwayBefore(before) ? null : current));
  }
}
