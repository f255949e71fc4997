package org.datalogistics.depot.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Claims;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;

/** Reading and writing the bytes of a resource's allocations. */
public final class DataAccess {
  private final DataFiles files;
  private final MetadataWriter metadata;
  private final DiskAccess disk;

  public DataAccess(DataFiles files, MetadataWriter metadata, DiskAccess disk) {
    this.files = files;
    this.metadata = metadata;
    this.disk = disk;
  }

  /**
   * Begins an append; waits until uploads that may end where it begins are done. Takes the handle
   * over. Fails with {@link RefusedException}: -19 beyond the leased size. Cancelling the future
   * gives the place in the queue up.
   */
  public CompletableFuture<Incoming> beginStore(AllocationHandle handle, long length) {
    return beginWrite(handle, List.of(new ByteRange(IbpCommand.APPEND, length)));
  }

  /** Begins a write of one piece, as {@link #beginWrite(AllocationHandle, List)}. */
  public CompletableFuture<Incoming> beginWrite(AllocationHandle handle, long offset, long length) {
    return beginWrite(handle, List.of(new ByteRange(offset, length)));
  }

  /**
   * Begins a write of pieces, which may overlap and are written in this order; waits for uploads of
   * the same bytes as far as these do not count yet. Takes the handle over. Fails as {@link
   * #beginStore}.
   *
   * @param pieces only the first may be an append
   */
  public CompletableFuture<Incoming> beginWrite(AllocationHandle handle, List<ByteRange> pieces) {
    Allocation allocation = handle.allocation();
    return begin(handle, () -> claim(allocation, pieces));
  }

  private static Claim claim(Allocation allocation, List<ByteRange> pieces)
      throws RefusedException {
    AllocationRecord record = requirePresent(allocation);
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

  private CompletableFuture<Incoming> begin(AllocationHandle handle, Claims.Wish wish) {
    CompletableFuture<Claim> turn = handle.allocation().claims().claim(wish);
    CompletableFuture<Incoming> result = new CompletableFuture<>();
    turn.whenComplete(
        (claim, failure) -> {
          if (failure != null) {
            handle.close();
            result.completeExceptionally(failure);
            return;
          }
          Incoming incoming = new Incoming(handle, claim, metadata, files, disk);
          if (!result.complete(incoming)) {
            incoming.abort();
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

  /** Opens one range for reading, as {@link #openForRead(AllocationHandle, List)}. */
  public CompletableFuture<Reading> openForRead(AllocationHandle handle, long offset, long length) {
    return openForRead(handle, List.of(new ByteRange(offset, length)));
  }

  /**
   * Opens ranges for reading; takes the handle over. Fails with {@link RefusedException} -19 if one
   * of them is not within the stored data. Complete at once if the file is open already.
   */
  public CompletableFuture<Reading> openForRead(AllocationHandle handle, List<ByteRange> ranges) {
    Allocation allocation = handle.allocation();
    CompletableFuture<Reading> opened;
    try {
      long end = requireStored(allocation, ranges);
      List<ByteRange> full = ranges.stream().filter(range -> range.length() > 0).toList();
      if (full.isEmpty()) {
        return CompletableFuture.completedFuture(new Reading(handle, null, full, disk));
      }
      DataFile open = files.acquireIfOpen(allocation);
      opened =
          open != null
              ? CompletableFuture.completedFuture(
                  new Reading(handle, checked(open, end), full, disk))
              : CompletableFuture.supplyAsync(() -> open(handle, full, end), disk);
    } catch (RefusedException | IOException e) {
      opened = CompletableFuture.failedFuture(e);
    }
    return opened.whenComplete(
        (reading, failure) -> {
          if (failure != null) {
            handle.close();
          }
        });
  }

  private Reading open(AllocationHandle handle, List<ByteRange> ranges, long end) {
    try {
      return new Reading(handle, checked(files.acquire(handle.allocation()), end), ranges, disk);
    } catch (RefusedException | IOException e) {
      throw new CompletionException(e);
    }
  }

  /** The end of the last byte. */
  private static long requireStored(Allocation allocation, List<ByteRange> ranges)
      throws RefusedException {
    long size = requirePresent(allocation).size();
    long end = 0;
    for (ByteRange range : ranges) {
      if (range.isAppend() || range.length() > size - range.offset()) {
        throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "beyond the stored data");
      }
      end = Math.max(end, range.end());
    }
    return end;
  }

  private static DataFile checked(DataFile file, long end) throws RefusedException, IOException {
    if (file.length() < end) {
      file.release();
      throw new RefusedException(IbpError.FILE_READ, "the data file is shorter than its size");
    }
    return file;
  }

  /** Cuts what no longer counts off the data file; blocks for the disk. */
  public void cut(Allocation allocation) throws IOException, RefusedException {
    DataFile file = files.acquire(allocation);
    try {
      Claims claims = allocation.claims();
      synchronized (claims) {
        long kept = claims.keptEnd(allocation.committed().size(), null);
        if (file.length() > kept) {
          file.channel().truncate(kept);
        }
      }
    } finally {
      file.release();
    }
  }

  private static AllocationRecord requirePresent(Allocation allocation) throws RefusedException {
    AllocationRecord record = allocation.committed();
    if (!record.isLive()) {
      throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted");
    }
    return record;
  }
}
