package org.datalogistics.ibp.client;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.jspecify.annotations.Nullable;

/**
 * Aliases: further capabilities onto a window of an allocation, the master, with counts and a lease
 * of their own (IBP spec 7.8). Not every depot has them. All capabilities here are manage ones;
 * alias and master are on one depot.
 */
public interface AliasOperations {
  /**
   * Makes an alias. Its offsets count from the start of the window.
   *
   * @param length bytes of the window; 0 for all behind the offset
   * @param durationSeconds lease; 0 for as long as the master's
   */
  CompletableFuture<CapabilitySet> allocate(
      Capability master, long offset, long length, long durationSeconds);

  /** Asks for window, counts and lease. */
  CompletableFuture<AliasStatus> probe(Capability alias);

  /** Adds a reference, read or write. */
  CompletableFuture<@Nullable Void> increment(
      Capability alias, Capability master, CapabilityKind counter);

  /** Drops a reference; the last read reference ends the alias, not the master. */
  CompletableFuture<@Nullable Void> decrement(
      Capability alias, Capability master, CapabilityKind counter);

  /**
   * Sets window and lease.
   *
   * @param durationSeconds from now; 0 for as long as the master's, negative keeps the end
   */
  CompletableFuture<@Nullable Void> change(
      Capability alias, Capability master, long offset, long length, long durationSeconds);

  /** Sets the length of the window; not known to C depots. */
  CompletableFuture<@Nullable Void> truncate(Capability alias, Capability master, long length);
}
