package org.datalogistics.depot.data;

import java.io.IOException;
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
    Allocation allocation = handle.allocation();
    return begin(handle, () -> claim(allocation, requirePresent(allocation).size(), length));
  }

  /**
   * Begins a write at an offset; waits for uploads of the same bytes as far as these do not count
   * yet. Takes the handle over. Fails as {@link #beginStore}.
   */
  public CompletableFuture<Incoming> beginWrite(AllocationHandle handle, long offset, long length) {
    Allocation allocation = handle.allocation();
    return begin(handle, () -> claim(allocation, offset, length));
  }

  private static Claim claim(Allocation allocation, long start, long length)
      throws RefusedException {
    AllocationRecord record = requirePresent(allocation);
    if (length > record.maxSize() - start) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "beyond the leased size");
    }
    return Claim.upload(start, length, record.size());
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

  /**
   * Opens the data for reading; the caller releases the file and closes the handle. Fails with
   * {@link RefusedException} -19 if the range is not within the stored data. Complete at once if
   * the file is open already.
   */
  public CompletableFuture<DataFile> openForRead(
      AllocationHandle handle, long offset, long length) {
    Allocation allocation = handle.allocation();
    try {
      requireStored(allocation, offset, length);
      DataFile open = files.acquireIfOpen(allocation);
      if (open != null) {
        return CompletableFuture.completedFuture(checked(open, offset + length));
      }
    } catch (RefusedException | IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return checked(files.acquire(allocation), offset + length);
          } catch (RefusedException | IOException e) {
            throw new CompletionException(e);
          }
        },
        disk);
  }

  private static void requireStored(Allocation allocation, long offset, long length)
      throws RefusedException {
    if (length > requirePresent(allocation).size() - offset) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "beyond the stored data");
    }
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
    if (record.deleted()) {
      throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted");
    }
    return record;
  }
}
