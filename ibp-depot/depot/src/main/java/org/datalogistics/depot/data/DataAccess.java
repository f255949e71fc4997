package org.datalogistics.depot.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading and writing the bytes of a resource's allocations. */
public final class DataAccess {
  private static final Logger log = LoggerFactory.getLogger(DataAccess.class);

  private final DataFiles files;
  private final MetadataWriter metadata;
  private final DiskAccess disk;
  private final Verification verification;

  public DataAccess(DataFiles files, MetadataWriter metadata, DiskAccess disk) {
    this.files = files;
    this.metadata = metadata;
    this.disk = disk;
    this.verification = new Verification(files);
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
      DataFile open =
          allocation.committed().protection().damaged() ? null : files.acquireIfOpen(allocation);
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
      Allocation allocation = handle.allocation();
      DataFile file = checked(files.acquire(allocation), end);
      try {
        for (ByteRange range : ranges) {
          if (file.sums().isKnownDamaged(allocation.committed(), range.offset(), range.length())) {
            throw new RefusedException(IbpError.CHKSUM, "damaged on disk");
          }
        }
      } catch (RefusedException | IOException | RuntimeException e) {
        file.release();
        throw e;
      }
      return new Reading(handle, file, ranges, disk);
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

  /**
   * VALIDATE_CHKSUM: compares everything that is stored with its checksums; takes the handle over.
   *
   * @param asker when it is done first, nobody wants to know any more
   * @return how many blocks are damaged
   */
  public CompletableFuture<Long> validate(AllocationHandle handle, Future<?> asker) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return verification.run(handle.allocation(), asker);
              } catch (RefusedException | IOException e) {
                throw new CompletionException(e);
              }
            },
            disk::executeLong)
        .whenComplete((bad, failure) -> handle.close());
  }

  /** For the scrubber. */
  public Verification verification() {
    return verification;
  }

  /**
   * Compares the block in which a cut will be with its checksum, so that what stays of it does not
   * get a new one if it is damaged; blocks for the disk. To be called before the size changes.
   */
  public void prepareCut(Allocation allocation, long end) throws IOException, RefusedException {
    if (end > 0 && end < allocation.committed().size()) {
      DataFile file = files.acquire(allocation);
      try {
        file.sums().check(allocation, end - 1, 1);
      } catch (RefusedException damaged) {
        log.debug("Cutting within a damaged block"); // It stays marked.
      } finally {
        file.release();
      }
    }
  }

  /** Cuts what no longer counts off the data file; blocks for the disk. */
  public void cut(Allocation allocation) throws IOException, RefusedException {
    DataFile file = files.acquire(allocation);
    try {
      file.sums().cut(allocation, () -> cut(allocation, file));
    } finally {
      file.release();
    }
  }

  private static void cut(Allocation allocation, DataFile file) throws IOException {
    Claims claims = allocation.claims();
    synchronized (claims) {
      long kept = claims.keptEnd(allocation.committed().size(), null);
      if (file.length() > kept) {
        file.channel().truncate(kept);
      }
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
