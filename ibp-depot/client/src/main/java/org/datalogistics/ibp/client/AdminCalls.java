package org.datalogistics.ibp.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.ExpiryEntry;
import org.datalogistics.ibp.FreeingEntry;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.wire.AdminReplies;
import org.jspecify.annotations.Nullable;

/** The commands of operators. */
final class AdminCalls implements AdminOperations {
  private static final int MOST_EXPIRING = 10_000;

  private final Requests requests;
  private final AdminPassword password;

  AdminCalls(Requests requests, AdminPassword password) {
    this.requests = requests;
    this.password = password;
  }

  @Override
  public CompletableFuture<@Nullable Void> setMode(
      DepotAddress depot, String rid, boolean write, boolean read, boolean manage) {
    int timeout = requests.patience(0);
    var command = new AdminCommand.SetMode(rid, write, read, manage, timeout, password);
    return requests.ok(sending(depot, "mode of resource " + rid, command, true));
  }

  @Override
  public CompletableFuture<@Nullable Void> mount(
      DepotAddress depot, String rid, int rebuild, String message) {
    if (rebuild < 0 || rebuild > 2) {
      throw new IllegalArgumentException("rebuild is 0, 1 or 2, not " + rebuild);
    }
    var command = new AdminCommand.Mount(rid, rebuild, message, requests.patience(0), password);
    return requests.ok(sending(depot, "mount of resource " + rid, command, false));
  }

  @Override
  public CompletableFuture<@Nullable Void> unmount(
      DepotAddress depot, String rid, Duration quiet, String message) {
    long seconds = quiet.toSeconds();
    if (seconds < 1 || seconds > 86_400) {
      throw new IllegalArgumentException("quiet time is within 1 s and 1 day, not " + quiet);
    }
    int timeout = requests.patience(quiet.plusSeconds(requests.patience(0)));
    var command = new AdminCommand.Unmount(rid, seconds, message, timeout, password);
    return requests.ok(sending(depot, "unmount of resource " + rid, command, false));
  }

  @Override
  public CompletableFuture<Long> corrupt(DepotAddress depot, String rid, LongConsumer each) {
    var command = new AdminCommand.ListCorrupt(rid, requests.patience(0), password);
    var sending = sending(depot, "list of damage on resource " + rid, command, true);
    String what = sending.what();
    return requests.run(
        sending,
        () -> ListReply.counted(what, line -> each.accept(AdminReplies.corrupt(line, what))));
  }

  @Override
  public CompletableFuture<String> configuration(DepotAddress depot) {
    var command = new AdminCommand.Configuration(requests.patience(0), password);
    var sending = sending(depot, "configuration", command, true);
    return requests.run(sending, () -> new TextReply(sending.what()));
  }

  @Override
  public CompletableFuture<@Nullable Void> rescanTrash(DepotAddress depot, String rid) {
    var command = new AdminCommand.RescanTrash(rid, requests.patience(0), password);
    return requests.ok(sending(depot, "rescan of resource " + rid, command, true));
  }

  @Override
  public CompletableFuture<@Nullable Void> undelete(
      DepotAddress depot, String rid, boolean expired, String trashId, Duration lease) {
    int timeout = requests.patience(0);
    var command =
        new AdminCommand.Undelete(rid, expired, trashId, lease.toSeconds(), timeout, password);
    return requests.ok(sending(depot, "undelete on resource " + rid, command, false));
  }

  @Override
  public CompletableFuture<List<ExpiryEntry>> expiring(
      DepotAddress depot, String rid, Instant from, int count) {
    if (count < 1 || count > MOST_EXPIRING) {
      throw new IllegalArgumentException("count is within 1 and 10000, not " + count);
    }
    int timeout = requests.patience(0);
    long seconds = from.getEpochSecond();
    var command = new AdminCommand.ExpiryList(rid, true, seconds, count, timeout, password);
    var sending = sending(depot, "expiry list of resource " + rid, command, true);
    String what = sending.what();
    List<ExpiryEntry> entries = new ArrayList<>();
    return requests
        .run(
            sending,
            // An answer that has begun is never asked for again: no line comes twice.
            () ->
                ListReply.ended(what, count, line -> entries.add(AdminReplies.expiry(line, what))))
        .thenApply(lines -> List.copyOf(entries));
  }

  @Override
  public CompletableFuture<Long> freeing(
      DepotAddress depot, String rid, long bytes, Consumer<FreeingEntry> each) {
    var command = new AdminCommand.SpaceByDate(rid, bytes, requests.patience(0), password);
    var sending = sending(depot, "space by date of resource " + rid, command, true);
    String what = sending.what();
    return requests.run(
        sending,
        () ->
            ListReply.ended(
                what, Long.MAX_VALUE, line -> each.accept(AdminReplies.freeing(line, what))));
  }

  private static Requests.Sending sending(
      DepotAddress depot, String name, IbpCommand command, boolean repeatable) {
    return Requests.Sending.of(depot, name, command, repeatable).in(IbpVersion.V1);
  }
}
