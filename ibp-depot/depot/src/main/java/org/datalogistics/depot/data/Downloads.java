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
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/** Opens stored bytes for reading. */
final class Downloads {
  private final DataFiles files;
  private final MetadataWriter metadata;
  private final DiskAccess disk;
  private final Queues queues;

  Downloads(DataFiles files, MetadataWriter metadata, DiskAccess disk, Queues queues) {
    this.files = files;
    this.metadata = metadata;
    this.disk = disk;
    this.queues = queues;
  }

  /** Opens ranges of what counts; takes the handle over. */
  CompletableFuture<Reading> read(AllocationHandle handle, List<ByteRange> ranges) {
    CompletableFuture<Reading> opened;
    try {
      opened = open(handle, stored(Present.require(handle.allocation()), ranges), null);
    } catch (RefusedException e) {
      opened = CompletableFuture.failedFuture(e);
    } catch (IOException e) {
      opened = CompletableFuture.failedFuture(DataFileException.reading(e));
    }
    return opened.whenComplete(
        (reading, failure) -> {
          if (failure != null) {
            handle.close();
          }
        });
  }

  /** Opens the oldest bytes of a queue or ring when enough are there; takes the handle over. */
  CompletableFuture<Reading> take(AllocationHandle handle, long least, long most) {
    Allocation allocation = handle.allocation();
    CompletableFuture<Claim> turn = allocation.claims().claim(() -> queues.take(allocation, least));
    CompletableFuture<Reading> result = new CompletableFuture<>();
    turn.whenComplete(
        (claim, failure) -> {
          if (failure != null) {
            handle.close();
            result.completeExceptionally(failure);
          } else {
            taken(handle, claim, most, result);
          }
        });
    result.whenComplete(
        (reading, failure) -> {
          if (failure != null) {
            turn.cancel(false);
          }
        });
    return result;
  }

  private void taken(
      AllocationHandle handle, Claim claim, long most, CompletableFuture<Reading> result) {
    AllocationRecord record = handle.allocation().committed();
    long count = Math.min(most, record.size());
    Taking taking = new Taking(handle.allocation(), claim, count, metadata);
    CompletableFuture<Reading> opened;
    try {
      opened = open(handle, Queues.oldest(record, count), taking);
    } catch (RefusedException e) {
      opened = CompletableFuture.failedFuture(e);
    } catch (IOException e) {
      opened = CompletableFuture.failedFuture(DataFileException.reading(e));
    }
    opened.whenComplete(
        (reading, failure) -> {
          if (failure != null) {
            taking.whenOver(handle::close);
            result.completeExceptionally(failure);
          } else if (!result.complete(reading)) {
            reading.close();
          }
        });
  }

  /** The ranges in the data file. */
  private static List<ByteRange> stored(AllocationRecord record, List<ByteRange> ranges)
      throws RefusedException {
    long start = record.contents().start();
    List<ByteRange> stored = new ArrayList<>(ranges.size());
    for (ByteRange range : ranges) {
      if (range.isAppend() || range.length() > record.size() - range.offset()) {
        throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "beyond the stored data");
      }
      stored.add(start == 0 ? range : new ByteRange(start + range.offset(), range.length()));
    }
    return stored;
  }

  /** Complete at once if the file is open and nothing in it is known to be damaged. */
  private CompletableFuture<Reading> open(
      AllocationHandle handle, List<ByteRange> stored, @Nullable Taking taking)
      throws RefusedException, IOException {
    List<ByteRange> ranges = stored.stream().filter(range -> range.length() > 0).toList();
    if (ranges.isEmpty()) {
      return CompletableFuture.completedFuture(new Reading(handle, null, ranges, disk, taking));
    }
    Allocation allocation = handle.allocation();
    DataFile open =
        allocation.committed().protection().damaged() ? null : files.acquireIfOpen(allocation);
    if (open != null) {
      requireLength(open, ranges);
      return CompletableFuture.completedFuture(new Reading(handle, open, ranges, disk, taking));
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new Reading(handle, opened(allocation, ranges), ranges, disk, taking);
          } catch (RefusedException e) {
            throw new CompletionException(e);
          } catch (IOException e) {
            throw new CompletionException(DataFileException.reading(e));
          }
        },
        disk);
  }

  private DataFile opened(Allocation allocation, List<ByteRange> ranges)
      throws RefusedException, IOException {
    DataFile file = files.acquire(allocation);
    requireLength(file, ranges);
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
    return file;
  }

  /** Gives the file back if it is too short. */
  private static void requireLength(DataFile file, List<ByteRange> ranges)
      throws RefusedException, IOException {
    try {
      long length = file.length();
      if (ranges.stream().anyMatch(range -> range.end() > length)) {
        throw new RefusedException(IbpError.FILE_READ, "the data file is shorter than its size");
      }
    } catch (RefusedException | IOException e) {
      file.release();
      throw e;
    }
  }
}
