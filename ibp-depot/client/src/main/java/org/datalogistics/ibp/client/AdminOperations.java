package org.datalogistics.ibp.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.ExpiryEntry;
import org.datalogistics.ibp.FreeingEntry;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of their depots (IBP spec 10). A depot decides by address and password whether
 * it obeys. Consumers are called on an I/O thread, once a line.
 */
public interface AdminOperations {
  /** What clients may do on a resource from now on. */
  CompletableFuture<@Nullable Void> setMode(
      DepotAddress depot, String rid, boolean write, boolean read, boolean manage);

  /**
   * Mounts a resource that the depot's configuration names; mounting goes on after the answer.
   *
   * @param rebuild 0 none, 1 and 2 rebuild the metadata from the files
   * @param message for the depot's log, may be empty
   */
  CompletableFuture<@Nullable Void> mount(
      DepotAddress depot, String rid, int rebuild, String message);

  /**
   * Unmounts a resource.
   *
   * @param quiet how long nothing may have happened on it, whole seconds, at least 1 s
   * @param message for the depot's log, may be empty
   */
  CompletableFuture<@Nullable Void> unmount(
      DepotAddress depot, String rid, Duration quiet, String message);

  /** The damaged allocations of a resource, by their ids, unsigned; the result is their number. */
  CompletableFuture<Long> corrupt(DepotAddress depot, String rid, LongConsumer each);

  /** The configuration as the depot prints it, at most 1 MiB. */
  CompletableFuture<String> configuration(DepotAddress depot);

  /** Looks through the trash of a resource again, or of all for resource id 0. */
  CompletableFuture<@Nullable Void> rescanTrash(DepotAddress depot, String rid);

  /**
   * Brings an allocation back from the trash.
   *
   * @param expired from the bin of the expired ones, not of the deleted ones
   * @param trashId its name in the bin
   * @param lease its new lease, whole seconds
   */
  CompletableFuture<@Nullable Void> undelete(
      DepotAddress depot, String rid, boolean expired, String trashId, Duration lease);

  /**
   * The allocations whose leases end next, soonest first.
   *
   * @param from leases that end before are left out
   * @param count how many at most, at most 10 000
   */
  CompletableFuture<List<ExpiryEntry>> expiring(
      DepotAddress depot, String rid, Instant from, int count);

  /** When so much space will have become free; the result is the number of lines. */
  CompletableFuture<Long> freeing(
      DepotAddress depot, String rid, long bytes, Consumer<FreeingEntry> each);
}
