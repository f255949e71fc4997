package org.datalogistics.ibp.client;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.wire.ReplyParser;
import org.jspecify.annotations.Nullable;

/** The commands for aliases. */
final class AliasCalls implements AliasOperations {
  private final Requests requests;

  AliasCalls(Requests requests) {
    this.requests = requests;
  }

  @Override
  public CompletableFuture<CapabilitySet> allocate(
      Capability master, long offset, long length, long durationSeconds) {
    Requests.requireRange(offset, length);
    String name = "ALIAS of " + length + " bytes at " + offset;
    CompletableFuture<CapabilitySet> wrong =
        Requests.wrongKind(master, CapabilityKind.MANAGE, name);
    if (wrong != null) {
      return wrong;
    }
    int timeout = requests.patience(0);
    var command =
        new AliasCommand.AliasAllocate(master.key(), offset, length, durationSeconds, timeout);
    // Repeatable: an alias that nobody knows of ends with its lease, or the master's.
    return requests.line(
        Requests.Sending.of(master.depot(), name, command, true), ReplyParser::capabilities);
  }

  @Override
  public CompletableFuture<AliasStatus> probe(Capability alias) {
    String name = "PROBE of an alias";
    CompletableFuture<AliasStatus> wrong = Requests.wrongKind(alias, CapabilityKind.MANAGE, name);
    if (wrong != null) {
      return wrong;
    }
    var command = new AliasCommand.AliasProbe(alias.key(), requests.patience(0));
    return requests.line(
        Requests.Sending.of(alias.depot(), name, command, true), ReplyParser::aliasProbe);
  }

  @Override
  public CompletableFuture<@Nullable Void> increment(
      Capability alias, Capability master, CapabilityKind counter) {
    return changeCount(alias, master, counter, true);
  }

  @Override
  public CompletableFuture<@Nullable Void> decrement(
      Capability alias, Capability master, CapabilityKind counter) {
    return changeCount(alias, master, counter, false);
  }

  private CompletableFuture<@Nullable Void> changeCount(
      Capability alias, Capability master, CapabilityKind counter, boolean up) {
    AllocationCalls.requireCounter(counter);
    int timeout = requests.patience(0);
    var command =
        new AliasCommand.AliasChangeCount(alias.key(), counter, up, master.key(), timeout);
    String name = (up ? "INCR" : "DECR") + " of the " + counter + " count of an alias";
    return manage(alias, master, name, command, false);
  }

  @Override
  public CompletableFuture<@Nullable Void> change(
      Capability alias, Capability master, long offset, long length, long durationSeconds) {
    Requests.requireRange(offset, length);
    int timeout = requests.patience(0);
    var command =
        new AliasCommand.AliasChange(
            alias.key(), offset, length, durationSeconds, master.key(), timeout);
    String name = "CHNG of an alias to " + length + " bytes at " + offset;
    return manage(alias, master, name, command, true);
  }

  @Override
  public CompletableFuture<@Nullable Void> truncate(
      Capability alias, Capability master, long length) {
    Requests.requireRange(0, length);
    int timeout = requests.patience(0);
    var command = new AliasCommand.AliasTruncate(alias.key(), length, master.key(), timeout);
    return manage(alias, master, "TRUNCATE of an alias to " + length + " bytes", command, true);
  }

  private CompletableFuture<@Nullable Void> manage(
      Capability alias, Capability master, String name, AliasCommand command, boolean repeatable) {
    for (Capability capability : new Capability[] {alias, master}) {
      CompletableFuture<@Nullable Void> wrong =
          Requests.wrongKind(capability, CapabilityKind.MANAGE, name);
      if (wrong != null) {
        return wrong;
      }
    }
    if (!alias.depot().equals(master.depot())) {
      throw new IllegalArgumentException(
          "alias on " + alias.depot() + ", master on " + master.depot());
    }
    return requests.ok(Requests.Sending.of(alias.depot(), name, command, repeatable));
  }
}
