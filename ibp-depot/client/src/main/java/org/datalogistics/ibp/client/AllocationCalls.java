package org.datalogistics.ibp.client;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.SpaceCommand;
import org.datalogistics.ibp.wire.ReplyParser;
import org.jspecify.annotations.Nullable;

/** Making allocations, looking at them, changing them, ending them (IBP spec 7.1, 7.5 to 7.7). */
final class AllocationCalls {
  private final Requests requests;

  AllocationCalls(Requests requests) {
    this.requests = requests;
  }

  CompletableFuture<CapabilitySet> allocate(DepotAddress depot, IbpCommand.Allocate command) {
    int timeout = command.timeout() > 0 ? command.timeout() : requests.patience(0);
    IbpCommand.Allocate timed =
        new IbpCommand.Allocate(
            command.rid(),
            command.reliability(),
            command.type(),
            command.durationSeconds(),
            command.size(),
            command.disk(),
            timeout);
    // The checksum form exists in version 1 only (IBP spec 7.1).
    boolean plain = command.rid().equals(IbpCommand.ANY_RID) && command.disk() == null;
    // Repeatable: an allocation that nobody knows of ends with its lease.
    return requests.line(
        Requests.Sending.of(depot, "ALLOCATE", timed, true)
            .in(plain ? IbpVersion.V0 : IbpVersion.V1),
        ReplyParser::capabilities);
  }

  CompletableFuture<AllocationStatus> probe(Capability capability) {
    var command = new IbpCommand.Probe(capability.key(), requests.patience(0));
    return requests.line(
        Requests.Sending.of(capability.depot(), "PROBE", command, true), ReplyParser::probe);
  }

  CompletableFuture<@Nullable Void> changeCount(
      Capability manage, CapabilityKind counter, boolean up) {
    requireCounter(counter);
    var command = new IbpCommand.ChangeCount(manage.key(), counter, up, requests.patience(0));
    return manage(
        manage, (up ? "INCR of the " : "DECR of the ") + counter + " count", command, false);
  }

  /** Read and write references are counted, others not. */
  static void requireCounter(CapabilityKind counter) {
    if (counter == CapabilityKind.MANAGE) {
      throw new IllegalArgumentException("a manage capability has no count");
    }
  }

  CompletableFuture<@Nullable Void> change(
      Capability manage, long maxSize, long durationSeconds, @Nullable Reliability reliability) {
    int timeout = requests.patience(0);
    var command =
        new IbpCommand.Change(manage.key(), maxSize, durationSeconds, reliability, timeout);
    return manage(manage, "CHNG to " + maxSize + " bytes", command, true);
  }

  CompletableFuture<@Nullable Void> truncate(Capability manage, long maxSize) {
    var command = new IbpCommand.Truncate(manage.key(), maxSize, requests.patience(0));
    return manage(manage, "TRUNCATE to " + maxSize + " bytes", command, true);
  }

  CompletableFuture<CapabilitySet> rename(Capability manage) {
    CompletableFuture<CapabilitySet> wrong =
        Requests.wrongKind(manage, CapabilityKind.MANAGE, "RENAME");
    if (wrong != null) {
      return wrong;
    }
    var command = new SpaceCommand.Rename(manage.key(), requests.patience(0));
    return requests.line(
        Requests.Sending.of(manage.depot(), "RENAME", command, false), ReplyParser::capabilities);
  }

  CompletableFuture<CapabilitySet> split(Capability manage, SplitTerms terms) {
    String name = "SPLIT of " + terms.size() + " bytes";
    CompletableFuture<CapabilitySet> wrong =
        Requests.wrongKind(manage, CapabilityKind.MANAGE, name);
    if (wrong != null) {
      return wrong;
    }
    var command =
        new SpaceCommand.Split(
            manage.key(),
            terms.reliability(),
            terms.type(),
            terms.durationSeconds(),
            terms.size(),
            terms.disk(),
            requests.patience(0));
    return requests.line(
        Requests.Sending.of(manage.depot(), name, command, false), ReplyParser::capabilities);
  }

  CompletableFuture<@Nullable Void> merge(Capability manage, Capability child) {
    CompletableFuture<@Nullable Void> wrong =
        Requests.wrongKind(child, CapabilityKind.MANAGE, "MERGE");
    if (wrong != null) {
      return wrong;
    }
    if (!child.depot().equals(manage.depot())) {
      throw new IllegalArgumentException(
          "no merge of allocations on " + manage.depot() + " and " + child.depot());
    }
    var command = new SpaceCommand.Merge(manage.key(), child.key(), requests.patience(0));
    return manage(manage, "MERGE", command, false);
  }

  private CompletableFuture<@Nullable Void> manage(
      Capability manage, String name, IbpCommand command, boolean repeatable) {
    CompletableFuture<@Nullable Void> wrong =
        Requests.wrongKind(manage, CapabilityKind.MANAGE, name);
    if (wrong != null) {
      return wrong;
    }
    return requests.ok(Requests.Sending.of(manage.depot(), name, command, repeatable));
  }
}
