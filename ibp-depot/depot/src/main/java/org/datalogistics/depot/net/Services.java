package org.datalogistics.depot.net;

import java.util.concurrent.Executor;
import org.datalogistics.depot.access.Clients;
import org.datalogistics.depot.command.CommandExecutor;
import org.datalogistics.depot.payload.PayloadBudget;
import org.datalogistics.depot.traffic.Traffic;

/** What all connections share. Safe for use by many threads. */
final class Services {
  private final CommandExecutor commands;
  private final Executor workers;
  private final PayloadBudget budget;
  private final ConnectionCount count = new ConnectionCount();
  private final ConnectionCount turnedAway = new ConnectionCount();
  private final Backoff backoff = new Backoff(Watchdog::now);
  private final Failures failures = new Failures();
  private final Clients clients = new Clients(Watchdog::now);
  private final Traffic traffic;
  private volatile NetConfig config;
  private volatile boolean closing;

  /**
   * @param workers compute digests
   */
  Services(NetConfig config, CommandExecutor commands, Executor workers) {
    this.config = config;
    this.commands = commands;
    this.budget = commands.budget();
    this.traffic = new Traffic(Watchdog::now, commands.transfers());
    this.workers = workers;
  }

  /** The present settings. */
  NetConfig config() {
    return config;
  }

  void configure(NetConfig changed) {
    config = changed;
  }

  /** Whether connections end as soon as they wait for a line. */
  boolean isClosing() {
    return closing;
  }

  void beginClosing() {
    closing = true;
  }

  CommandExecutor commands() {
    return commands;
  }

  Executor workers() {
    return workers;
  }

  PayloadBudget budget() {
    return budget;
  }

  /** Connections that are served. */
  ConnectionCount count() {
    return count;
  }

  /** Connections that are told to come back later. */
  ConnectionCount turnedAway() {
    return turnedAway;
  }

  Backoff backoff() {
    return backoff;
  }

  Failures failures() {
    return failures;
  }

  Clients clients() {
    return clients;
  }

  /** What is counted. */
  Traffic traffic() {
    return traffic;
  }
}
