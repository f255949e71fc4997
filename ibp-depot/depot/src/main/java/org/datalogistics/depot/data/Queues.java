package org.datalogistics.depot.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes go in and come out of buffers, queues and rings (IBP spec 5, 12.3). A queue or ring
 * wraps around within its leased size; its claims are its two ends, as one upload and one download
 * at a time is what it can have. Their bytes have no checksums on disk.
 */
final class Queues {
  private static final int IN = 0;
  private static final int OUT = 1;

  private final MetadataWriter metadata;

  Queues(MetadataWriter metadata) {
    this.metadata = metadata;
  }

  /** The claim of an upload, when there is room. */
  @Nullable Claim put(Allocation allocation, long length) throws RefusedException {
    AllocationRecord record = Present.require(allocation);
    if (length > record.maxSize()) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "more than the leased size");
    }
    if (record.type() != AllocationType.FIFO) {
      return Claim.lanes(IN, OUT); // What is read must not be written over.
    }
    return length <= record.maxSize() - record.size() ? Claim.lanes(IN, IN) : null;
  }

  /** Where the bytes go, once the claim is granted; what has to go before they come goes first. */
  CompletableFuture<Placement> place(Allocation allocation, Claim claim, long length) {
    AllocationRecord record = allocation.committed();
    Contents contents = record.contents();
    long capacity = record.maxSize();
    if (record.type() == AllocationType.BUFFER) {
      long start = besides(contents, capacity, length);
      return CompletableFuture.completedFuture(
          new Placement(
              claim,
              List.of(new ByteRange(start, length)),
              now -> now.withSize(length).withStart(start)));
    }
    long tail = (contents.start() + contents.size()) % capacity;
    Placement placement =
        new Placement(
            claim, wrapped(tail, length, capacity), now -> now.withSize(now.size() + length));
    long surplus = contents.size() + length - capacity;
    return surplus <= 0
        ? CompletableFuture.completedFuture(placement)
        : new Taking(allocation, claim, surplus, metadata).consume().thenApply(done -> placement);
  }

  /** Not over the bytes that count: an upload that breaks off leaves them. */
  private static long besides(Contents contents, long capacity, long length) {
    if (contents.start() == 0) {
      return Math.max(capacity, contents.size());
    }
    return length <= contents.start() ? 0 : contents.start() + contents.size();
  }

  /** The claim of a download, when so many bytes are there. */
  @Nullable Claim take(Allocation allocation, long least) throws RefusedException {
    return Present.require(allocation).size() < least ? null : Claim.lanes(OUT, OUT);
  }

  /** Where the oldest bytes are. */
  static List<ByteRange> oldest(AllocationRecord record, long count) {
    return wrapped(record.contents().start(), count, record.maxSize());
  }

  private static List<ByteRange> wrapped(long start, long length, long capacity) {
    List<ByteRange> ranges = new ArrayList<>(2);
    long first = Math.min(length, capacity - start);
    ranges.add(new ByteRange(start, first));
    if (length > first) {
      ranges.add(new ByteRange(0, length - first));
    }
    return ranges;
  }
}
