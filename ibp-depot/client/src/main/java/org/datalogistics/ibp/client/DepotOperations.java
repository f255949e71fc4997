package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.jspecify.annotations.Nullable;

/**
 * What one can ask of depots, without blocking.
 *
 * <p>Offsets, lengths and sizes are bytes. A future fails with an {@link
 * org.datalogistics.ibp.IbpException} that names depot and operation; the exception of a {@link
 * LoadSink} comes out unchanged. Futures complete on an I/O thread: what depends on them must not
 * block. Cancelling the future that was returned (not one derived from it) ends the operation; a
 * transfer or copy is cut by closing its connection.
 */
public interface DepotOperations {
  /** The same operations, each with at most this time from its call to its end, waits included. */
  DepotOperations within(Duration limit);

  /**
   * The same operations, with digests between the bytes of every transfer and copy, so that damage
   * on the way fails them with {@code CHKSUM} (IBP spec 8).
   *
   * <p>A {@link LoadSink} may get bytes before their digest has come: what it got counts only once
   * the future has succeeded. Blocks of any size need no more memory. Copies ask both depots for
   * it, which C depots do not get right (IBP spec 9.3): use the plain view for copies with them.
   *
   * @param network type and block size in bytes; {@link BlockChecksum#NONE} for none
   */
  DepotOperations checksummed(BlockChecksum network);

  /** The same operations, with copies that reach the other depot this way (IBP spec 7.9). */
  DepotOperations over(CopyRoute route);

  /** Further capabilities onto windows of allocations. */
  AliasOperations aliases();

  /** The checksums that depots store. */
  IntegrityOperations integrity();

  /** What operators ask of depots; {@link AdminPassword#NONE} where the address is enough. */
  AdminOperations admin(AdminPassword password);

  /**
   * Makes an allocation (IBP spec 7.1). A timeout of 0 in the command is replaced by a fitting one;
   * a resource id other than {@link IbpCommand#ANY_RID} needs a depot that knows version 1.
   */
  CompletableFuture<CapabilitySet> allocate(DepotAddress depot, IbpCommand.Allocate command);

  /** Appends the payload (IBP spec 7.2); the result is its length. */
  CompletableFuture<Long> store(Capability write, Payload payload);

  /** Writes the payload at an offset (IBP spec 7.2); the result is its length. */
  CompletableFuture<Long> write(Capability write, long offset, Payload payload);

  /**
   * Writes pieces, which follow one another in the payload (IBP spec 7.4): all of them or none.
   *
   * @param ranges at most {@link IbpCommand#MAX_PIECES}, together as long as the payload
   * @return the length of the payload
   */
  CompletableFuture<Long> writeVector(Capability write, List<ByteRange> ranges, Payload payload);

  /**
   * Reads a range into the sink (IBP spec 7.3).
   *
   * @return bytes delivered; some depots answer fewer than asked at the end of the data
   */
  CompletableFuture<Long> load(Capability read, long offset, long length, LoadSink sink);

  /**
   * Reads pieces, one after the other, into the sink (IBP spec 7.4).
   *
   * @param ranges at most {@link IbpCommand#MAX_PIECES}
   * @return bytes delivered
   */
  CompletableFuture<Long> readVector(Capability read, List<ByteRange> ranges, LoadSink sink);

  /** Asks for sizes, counts and lease; some depots want the manage capability (IBP spec 7.5). */
  CompletableFuture<AllocationStatus> probe(Capability capability);

  /** Adds a reference, read or write (IBP spec 7.5). */
  CompletableFuture<@Nullable Void> increment(Capability manage, CapabilityKind counter);

  /** Drops a reference; the last read reference deletes the allocation (IBP spec 7.5). */
  CompletableFuture<@Nullable Void> decrement(Capability manage, CapabilityKind counter);

  /**
   * Sets size, lease and reliability (IBP spec 7.5).
   *
   * @param durationSeconds new lease from now; negative keeps the present end
   * @param reliability null keeps it
   */
  CompletableFuture<@Nullable Void> change(
      Capability manage, long maxSize, long durationSeconds, @Nullable Reliability reliability);

  /** Sets the leased size, cutting data if needed (IBP spec 7.5). */
  CompletableFuture<@Nullable Void> truncate(Capability manage, long maxSize);

  /** Replaces all three capabilities; the old ones are of no use any more (IBP spec 7.6). */
  CompletableFuture<CapabilitySet> rename(Capability manage);

  /**
   * Makes an allocation of space that another one has (IBP spec 7.7): what that one stores beyond
   * its new size is cut off.
   */
  CompletableFuture<CapabilitySet> split(Capability manage, SplitTerms terms);

  /**
   * Gives an allocation the space of another one on the same resource, which is deleted with its
   * data (IBP spec 7.7).
   */
  CompletableFuture<@Nullable Void> merge(Capability manage, Capability child);

  /**
   * Space and limits (IBP spec 7.11): of one resource, exact, from depots that know version 1; of
   * any ({@link IbpCommand#ANY_RID}), in whole megabytes, from every depot.
   */
  CompletableFuture<DepotStatus> inquire(DepotAddress depot, String rid);

  /**
   * Space and limits of every resource; of depots that know no resources, one entry with an empty
   * id (IBP spec 7.11, 12).
   */
  CompletableFuture<List<DepotStatus>> inquireAll(DepotAddress depot);

  /** The resource ids of a depot; not known to every depot (IBP spec 7.11). */
  CompletableFuture<List<String>> resources(DepotAddress depot);

  /** The text that a depot tells of itself, at most 1 MiB (IBP spec 7.11). */
  CompletableFuture<String> version(DepotAddress depot);

  /**
   * The depot of {@code read} appends a range of it to {@code remote} (IBP spec 7.9).
   *
   * @return bytes copied; some depots answer fewer than asked when the target stops half way
   */
  CompletableFuture<Long> send(Capability read, Capability remote, long offset, long length);

  /**
   * The depot of {@code read} writes a range of it into {@code remote} (IBP spec 7.10).
   *
   * @param remoteOffset first byte there, or {@link IbpCommand#APPEND}
   */
  CompletableFuture<Long> push(
      Capability read, Capability remote, long offset, long remoteOffset, long length);

  /**
   * The depot of {@code write} reads a range of {@code remote} into it (IBP spec 7.10).
   *
   * @param offset first byte here, or {@link IbpCommand#APPEND}
   */
  CompletableFuture<Long> pull(
      Capability write, Capability remote, long offset, long remoteOffset, long length);
}
