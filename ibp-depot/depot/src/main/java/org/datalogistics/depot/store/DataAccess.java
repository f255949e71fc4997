package org.datalogistics.depot.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.datalogistics.ibp.IbpError;

/** Reading and writing the bytes of a resource's allocations. */
public final class DataAccess {
  private final DataFiles files;
  private final MetadataWriter metadata;
  private final Executor disk;

  DataAccess(DataFiles files, MetadataWriter metadata, Executor disk) {
    this.files = files;
    this.metadata = metadata;
    this.disk = disk;
  }

  /**
   * Begins an append; waits until other appends to this allocation are done. Takes the handle over.
   * Fails with {@link RefusedException}: -19 beyond the leased size. Cancelling the future gives
   * the place in the queue up.
   */
  public CompletableFuture<Incoming> beginStore(AllocationHandle handle, long length) {
    Allocation allocation = handle.allocation();
    CompletableFuture<Void> turn = allocation.lockAppend();
    CompletableFuture<Incoming> result = new CompletableFuture<>();
    turn.whenComplete(
        (nothing, cancelled) -> {
          if (cancelled != null) {
            handle.close();
            return;
          }
          try {
            Incoming incoming = begin(handle, true, allocation.committed().size(), length);
            if (!result.complete(incoming)) {
              incoming.abort();
            }
          } catch (RefusedException e) {
            allocation.unlockAppend();
            handle.close();
            result.completeExceptionally(e);
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

  /** Begins a write at an offset. Takes the handle over. Fails as {@link #beginStore}. */
  public CompletableFuture<Incoming> beginWrite(AllocationHandle handle, long offset, long length) {
    try {
      return CompletableFuture.completedFuture(begin(handle, false, offset, length));
    } catch (RefusedException e) {
      handle.close();
      return CompletableFuture.failedFuture(e);
    }
  }

  private Incoming begin(AllocationHandle handle, boolean append, long offset, long length)
      throws RefusedException {
    Allocation allocation = handle.allocation();
    AllocationRecord record = requirePresent(allocation);
    if (length > record.maxSize() - offset) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "beyond the leased size");
    }
    return new Incoming(handle, metadata, files, disk, append, offset, length);
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
  void cut(Allocation allocation) throws IOException, RefusedException {
    DataFile file = files.acquire(allocation);
    try {
      synchronized (allocation.uploads()) {
        long kept = Incoming.keptEnd(allocation);
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
