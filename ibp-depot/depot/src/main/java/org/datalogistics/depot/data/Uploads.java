package org.datalogistics.depot.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Claims;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;

/** Begins uploads, each when it is its turn. */
final class Uploads {
  private final DataFiles files;
  private final MetadataWriter metadata;
  private final DiskAccess disk;
  private final Queues queues;

  Uploads(DataFiles files, MetadataWriter metadata, DiskAccess disk, Queues queues) {
    this.files = files;
    this.metadata = metadata;
    this.disk = disk;
    this.queues = queues;
  }

  /** Begins an upload to these places; only the first may be the end of what counts. */
  CompletableFuture<Incoming> write(AllocationHandle handle, List<ByteRange> pieces) {
    Allocation allocation = handle.allocation();
    return begin(
        handle,
        () -> claim(allocation, pieces),
        claim -> CompletableFuture.completedFuture(Placement.ofBytes(claim)));
  }

  /** Begins an upload into a buffer, queue or ring. */
  CompletableFuture<Incoming> put(AllocationHandle handle, long length) {
    Allocation allocation = handle.allocation();
    return begin(
        handle,
        () -> queues.put(allocation, length),
        claim -> queues.place(allocation, claim, length));
  }

  private static Claim claim(Allocation allocation, List<ByteRange> pieces)
      throws RefusedException {
    AllocationRecord record = Present.require(allocation);
    List<ByteRange> placed = new ArrayList<>(pieces.size());
    for (ByteRange piece : pieces) {
      long start = piece.isAppend() ? record.size() : piece.offset();
      if (piece.length() > record.maxSize() - start) {
        throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "beyond the leased size");
      }
      placed.add(new ByteRange(start, piece.length()));
    }
    return Claim.upload(placed, record.size());
  }

  private CompletableFuture<Incoming> begin(
      AllocationHandle handle,
      Claims.Wish wish,
      Function<Claim, CompletableFuture<Placement>> place) {
    Claims claims = handle.allocation().claims();
    CompletableFuture<Claim> turn = claims.claim(wish);
    CompletableFuture<Incoming> result = new CompletableFuture<>();
    turn.whenComplete(
        (claim, failure) -> {
          if (failure != null) {
            handle.close();
            result.completeExceptionally(failure);
          } else {
            place
                .apply(claim)
                .whenComplete(
                    (placement, trouble) -> begun(handle, claim, placement, trouble, result));
          }
        });
    result.whenComplete(
        (incoming, failure) -> {
          if (failure != null) {
            turn.cancel(false);
          }
        });
    return result;
  }

  private void begun(
      AllocationHandle handle,
      Claim claim,
      Placement placement,
      Throwable failure,
      CompletableFuture<Incoming> result) {
    if (failure != null) {
      handle.allocation().claims().release(claim);
      handle.close();
      result.completeExceptionally(failure);
      return;
    }
    Incoming incoming = new Incoming(handle, placement, metadata, files, disk);
    if (!result.complete(incoming)) {
      incoming.abort();
    }
  }
}
