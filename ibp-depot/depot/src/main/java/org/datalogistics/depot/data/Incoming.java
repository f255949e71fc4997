package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.integrity.Digests;
import org.datalogistics.depot.integrity.FileSums;
import org.datalogistics.depot.integrity.GuardedWrite;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.depot.metadata.Transaction;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes on their way into an allocation. They count when {@link #commit} completes, all of them or
 * none; one of {@link #commit} and {@link #abort} must be called. Whichever is first ends the
 * upload: what comes later, from another thread for instance, has no effect.
 */
public final class Incoming {
  private static final Logger log = LoggerFactory.getLogger(Incoming.class);

  private final AllocationHandle handle;
  private final Placement placement;
  private final MetadataWriter metadata;
  private final DataFiles files;
  private final DiskAccess disk;
  private final long length;
  private volatile long written;

  /** The piece that is being written, and how much of it is. */
  private int piece;

  private long pieceWritten;
  private @Nullable DataFile file;
  private @Nullable GuardedWrite sums;
  private boolean over;
  private long digestsTicket;

  /** Whether they count, though it may be open whether that lasts. */
  private volatile boolean counts;

  /** Bytes that counted when these came to count. */
  private volatile long countedBefore = Long.MAX_VALUE;

  /** Takes handle and claim over. */
  Incoming(
      AllocationHandle handle,
      Placement placement,
      MetadataWriter metadata,
      DataFiles files,
      DiskAccess disk) {
    this.handle = handle;
    this.placement = placement;
    this.metadata = metadata;
    this.files = files;
    this.disk = disk;
    this.length = placement.length();
  }

  /** Bytes announced. */
  public long length() {
    return length;
  }

  /** Where {@link #write} and {@link #commit} belong. */
  public DiskAccess disk() {
    return disk;
  }

  /** Bytes still to be written before {@link #commit}. */
  public long missing() {
    return length() - written;
  }

  /**
   * Writes the next bytes, into one piece after the other; blocks for the disk.
   *
   * @throws IOException if the disk refuses, or the upload is over; then only {@link #abort} is
   *     left
   * @throws RefusedException if the allocation went meanwhile; likewise
   */
  public synchronized void write(ByteBuffer bytes) throws IOException, RefusedException {
    if (over) {
      throw new IOException("the upload is over");
    }
    int count = bytes.remaining();
    if (count > missing()) {
      throw new IllegalArgumentException("more bytes than announced");
    }
    DataFile target = file();
    int end = bytes.limit();
    while (bytes.position() < end) {
      ByteRange current = placement.pieces().get(piece);
      int part = (int) Math.min(end - bytes.position(), current.length() - pieceWritten);
      bytes.limit(bytes.position() + part);
      long position = current.offset() + pieceWritten;
      if (sums != null) {
        sums.before(bytes, position);
      }
      target.write(bytes, position);
      pieceWritten += part;
      if (pieceWritten == current.length()) {
        piece++;
        pieceWritten = 0;
      }
    }
    bytes.limit(end);
    long before = written;
    written = before + count;
  }

  /** Opened at the first byte, by a thread that may wait for the disk. */
  private DataFile file() throws IOException, RefusedException {
    DataFile opened = file;
    if (opened == null) {
      opened = files.acquire(handle.allocation());
      file = opened;
      opened.tidy(handle.allocation(), placement.claim());
      if (FileSums.guards(handle.allocation().committed())) {
        sums = opened.sums().write(handle.allocation(), placement.claim());
      }
      Digests digests = opened.digests();
      if (digests != null) {
        digestsTicket = digests.enter(placement.claim());
      }
    }
    return opened;
  }

  /**
   * Makes the bytes count; blocks for the disk. The future gives their number once they are
   * durable, or fails with {@link RefusedException} if the allocation went or shrank meanwhile.
   */
  public CompletableFuture<Long> commit() {
    if (missing() != 0) {
      throw new IllegalStateException(missing() + " bytes are missing");
    }
    if (!end()) {
      return CompletableFuture.failedFuture(new IOException("the upload is over"));
    }
    CompletableFuture<Long> result = new CompletableFuture<>();
    tryCommit().whenComplete((done, failure) -> committed(result, failure));
    return result;
  }

  /** Until nothing else changed the contents between a look at them and the commit. */
  private CompletableFuture<Void> tryCommit() {
    Contents before = handle.allocation().committed().contents();
    Contents after;
    try {
      after = sums == null ? before : sums.settle(before);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    DataFile opened = file;
    return (opened == null ? CompletableFuture.<Void>completedFuture(null) : files.force(opened))
        .thenCompose(
            forced -> metadata.submitHere(transaction -> commit(transaction, before, after)))
        .thenCompose(
            done ->
                done
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.supplyAsync(this::tryCommit, disk::executeLong)
                        .thenCompose(again -> again));
  }

  private boolean commit(Transaction transaction, Contents before, Contents after)
      throws SQLException, RefusedException {
    AllocationRecord now = handle.allocation().pending();
    if (!now.isLive()) {
      throw new RefusedException(IbpError.CAP_NOT_FOUND, "deleted during the upload");
    }
    placement.requireRoom(now);
    Contents grown = placement.counted().apply(now.contents());
    if (length() == 0 || grown.equals(now.contents())) {
      return true;
    }
    if (sums != null && !(now.contents().equals(before) && sums.holds())) {
      return false;
    }
    Contents next = sums == null ? grown : after;
    transaction.update(handle.allocation(), now.withContents(next));
    countedBefore = now.contents().size();
    transaction.whenCommitted(() -> counts = true);
    return true;
  }

  private void committed(CompletableFuture<Long> result, @Nullable Throwable failure) {
    if (failure != null && !counts) {
      finish(false);
      result.completeExceptionally(failure);
      return;
    }
    // What counts stays as it is, even if the disk did not take that for good.
    DataFile opened = file;
    if (opened == null || (opened.digests() == null && (sums == null || sums.leaveIfSure()))) {
      if (opened != null) {
        opened.release();
      }
      letGo();
      answer(result, failure);
      return;
    }
    try {
      disk.executeLong(
          () -> {
            finish(true);
            answer(result, failure);
          });
    } catch (RejectedExecutionException e) {
      answer(result, failure); // The depot is closing; some sums stay unknown.
    }
  }

  private void answer(CompletableFuture<Long> result, @Nullable Throwable failure) {
    if (failure != null) {
      result.completeExceptionally(failure);
    } else {
      result.complete(length);
    }
  }

  /** Takes the bytes back, as far as they lie behind those that count; does not block. */
  public void abort() {
    if (end()) {
      finish(false);
    }
  }

  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  private void finish(boolean committed) {
    DataFile opened = file;
    if (opened == null) {
      letGo();
    } else if (committed || !placement.claim().keeps()) {
      leave(opened, committed);
    } else {
      try {
        disk.executeLong(() -> undo(opened));
      } catch (RejectedExecutionException e) {
        // The depot is closing: the next to open the file cuts it.
        opened.release();
        letGo();
      }
    }
  }

  private void undo(DataFile opened) {
    try {
      retract();
      new Undo(handle.allocation(), placement.claim(), opened).run();
    } catch (IOException e) {
      opened.leftOver = true;
      log.warn("Cannot take back the bytes of a broken upload; tried again before the next", e);
    } finally {
      leave(opened, false);
    }
  }

  /** As well as it can be done: the bytes have to go in any case. */
  private void retract() {
    try {
      if (sums != null) {
        sums.retract();
      }
    } catch (IOException e) {
      log.warn("Cannot forget the checksums of a broken upload", e);
    }
  }

  private void leave(DataFile opened, boolean committed) {
    Digests digests = opened.digests();
    try {
      try {
        if (sums != null) {
          sums.leave(committed);
        }
      } finally {
        if (digests != null && committed) {
          digests.hole(placement.claim(), digestsTicket, countedBefore);
        }
        if (digests != null) {
          digests.leave(placement.claim());
        }
      }
      if (digests != null) {
        digests.refresh(handle.allocation());
      }
    } catch (IOException e) {
      log.warn("Cannot compute checksums of what was written; it is done later", e);
    } finally {
      opened.release();
      letGo();
    }
  }

  private void letGo() {
    handle.allocation().claims().release(placement.claim());
    handle.close();
  }
}
