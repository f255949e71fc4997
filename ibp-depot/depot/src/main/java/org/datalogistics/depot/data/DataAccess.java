package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.integrity.Digests;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading and writing the bytes of a resource's allocations. */
public final class DataAccess {
  private static final Logger log = LoggerFactory.getLogger(DataAccess.class);

  private final DataFiles files;
  private final DiskAccess disk;
  private final Verification verification;
  private final Uploads uploads;
  private final Downloads downloads;

  public DataAccess(DataFiles files, MetadataWriter metadata, DiskAccess disk) {
    this.files = files;
    this.disk = disk;
    this.verification = new Verification(files);
    Queues queues = new Queues(metadata);
    this.uploads = new Uploads(files, metadata, disk, queues);
    this.downloads = new Downloads(files, metadata, disk, queues);
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
    return uploads.write(handle, pieces);
  }

  /**
   * Begins an upload into an allocation that is no byte array: a BUFFER gets it in place of what it
   * has, a FIFO waits for room, of a CIRQ the oldest bytes go. Takes the handle over. Fails with
   * {@link RefusedException}: -19 beyond the leased size. Cancelling the future ends the waiting.
   */
  public CompletableFuture<Incoming> beginPut(AllocationHandle handle, long length) {
    return uploads.put(handle, length);
  }

  /** Opens one range for reading, as {@link #openForRead(AllocationHandle, List)}. */
  public CompletableFuture<Reading> openForRead(AllocationHandle handle, long offset, long length) {
    return openForRead(handle, List.of(new ByteRange(offset, length)));
  }

  /**
   * Opens ranges of a byte array or BUFFER for reading; takes the handle over. Fails with {@link
   * RefusedException}: -19 if one of them is not within the stored data, -63 if one is known to be
   * damaged. Complete at once if the file is open already.
   */
  public CompletableFuture<Reading> openForRead(AllocationHandle handle, List<ByteRange> ranges) {
    return downloads.read(handle, ranges);
  }

  /**
   * Opens the oldest bytes of a FIFO or CIRQ; waits until so many are there. Takes the handle over.
   * Nobody else gets them before the reading is closed; they stay unless {@link Reading#consume}
   * was called. Cancelling the future ends the waiting.
   *
   * @param least how many there have to be
   * @param most how many are wanted
   */
  public CompletableFuture<Reading> beginTake(AllocationHandle handle, long least, long most) {
    return downloads.take(handle, least, most);
  }

  /**
   * VALIDATE_CHKSUM: compares everything that is stored with its checksums; takes the handle over.
   *
   * @param correct whether what is stored is taken to be right from now on
   * @param asker when it is done first, nobody wants to know any more
   * @return how many blocks differed: those of the digests that the client asked for, if it did
   */
  public CompletableFuture<Long> validate(
      AllocationHandle handle, boolean correct, Future<?> asker) {
    return onDisk(() -> verification.run(handle.allocation(), correct, asker))
        .whenComplete((bad, failure) -> handle.close());
  }

  /**
   * GET_CHKSUM: opens the digests of all blocks that count, one after the other; takes the handle
   * over. Fails with {@link RefusedException} -63 if the client did not ask for digests.
   */
  public CompletableFuture<Reading> digests(AllocationHandle handle) {
    return onDisk(() -> openDigests(handle))
        .whenComplete(
            (reading, failure) -> {
              if (failure != null) {
                handle.close();
              }
            });
  }

  private Reading openDigests(AllocationHandle handle) throws IOException, RefusedException {
    AllocationRecord record = Present.require(handle.allocation());
    BlockChecksum kind = record.protection().digest();
    if (kind.isNone()) {
      throw new RefusedException(IbpError.CHKSUM, "no digests were asked for");
    }
    if (record.size() == 0) {
      return new Reading(handle, null, List.of(), disk, null);
    }
    DataFile file = files.acquire(handle.allocation());
    try {
      Digests digests = file.digests();
      if (digests == null) {
        throw new RefusedException(IbpError.CHKSUM, "no digests are kept for this type");
      }
      FileChannel channel = digests.refresh(handle.allocation());
      long blocks = kind.blocks(handle.allocation().committed().size());
      long start = digests.start(0);
      ByteRange range = new ByteRange(start, digests.start(blocks) - start);
      return Reading.ofDigests(handle, file, channel, range, disk);
    } catch (IOException | RefusedException | RuntimeException e) {
      file.release();
      throw e;
    }
  }

  private interface Work<T> {
    T run() throws IOException, RefusedException;
  }

  private <T> CompletableFuture<T> onDisk(Work<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.run();
          } catch (RefusedException e) {
            throw new CompletionException(e);
          } catch (IOException e) {
            throw new CompletionException(DataFileException.reading(e));
          }
        },
        disk::executeLong);
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
    if (allocation.committed().type() != AllocationType.BYTEARRAY) {
      return; // Its bytes may be anywhere in the file.
    }
    DataFile file = files.acquire(allocation);
    try {
      file.sums().cut(allocation, () -> cut(allocation, file));
      Digests digests = file.digests();
      if (digests != null) {
        digests.refresh(allocation);
      }
    } finally {
      file.release();
    }
  }

  private static void cut(Allocation allocation, DataFile file) throws IOException {
    try {
      file.cut(allocation, null);
    } catch (IOException e) {
      file.leftOver = true; // No longer counts, but must not show up in a hole.
      throw e;
    }
  }
}
