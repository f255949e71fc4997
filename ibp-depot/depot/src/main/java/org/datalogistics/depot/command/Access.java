package org.datalogistics.depot.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.ByteRange;

/**
 * Opens what keys give access to, for clients and for copies alike. Fails with {@link
 * OutsideWindowException} for ranges outside the alias that they were asked through.
 */
final class Access {
  private final Lookup lookup;

  Access(Lookup lookup) {
    this.lookup = lookup;
  }

  /**
   * Stored bytes to be given away; the reading is to be closed.
   *
   * @param allocation id of the allocation that has them
   * @param delivered to be called when all of them were
   */
  record Opened(Resource resource, long allocation, Reading reading, Runnable delivered) {
    /** Bytes that stay when they were read. */
    static Opened of(Resource resource, AllocationHandle handle, Reading reading) {
      return new Opened(resource, handle.allocation().id(), reading, () -> {});
    }
  }

  /** What an upload writes to. */
  interface Plan {
    /**
     * The pieces in the order in which they come; only the first may append.
     *
     * @param allocation id of the allocation that gets them
     * @param shift where in it the offset 0 of the pieces is
     */
    List<ByteRange> pieces(Resource resource, long allocation, long shift) throws RefusedException;
  }

  /**
   * Opens stored bytes.
   *
   * @param pieces in the order in which they are wanted
   * @param patience how long to wait for bytes of a queue
   * @param result when it is done first, nobody waits any more
   */
  CompletableFuture<Opened> read(
      AccessKey key, List<ByteRange> pieces, Duration patience, CompletableFuture<?> result)
      throws RefusedException {
    return lookup.take(
        key,
        Lookup.READ,
        (resource, handle) -> {
          List<ByteRange> translated;
          try {
            translated = Windows.translate(handle, pieces);
          } catch (OutsideWindowException e) {
            handle.close();
            return CompletableFuture.failedFuture(e);
          }
          if (Queues.has(handle)) {
            return Queues.read(new Queues.Visit(resource, handle, translated, patience, result));
          }
          return resource
              .data()
              .openForRead(handle, translated)
              .thenApply(reading -> Opened.of(resource, handle, reading));
        });
  }

  /**
   * Begins an upload.
   *
   * @param patience how long to wait for room in a queue
   * @param result when it is done first, nobody waits any more and the place in the queue is given
   *     up
   */
  CompletableFuture<Incoming> write(
      AccessKey key, Plan plan, Duration patience, CompletableFuture<?> result)
      throws RefusedException {
    return lookup.take(
        key,
        Lookup.WRITE,
        (resource, handle) -> {
          List<ByteRange> pieces;
          try {
            long shift = Windows.shift(handle);
            pieces =
                Windows.translate(handle, plan.pieces(resource, handle.allocation().id(), shift));
          } catch (RefusedException | OutsideWindowException e) {
            handle.close();
            return CompletableFuture.failedFuture(e);
          }
          if (Queues.has(handle)) {
            return Queues.write(new Queues.Visit(resource, handle, pieces, patience, result));
          }
          CompletableFuture<Incoming> begun = resource.data().beginWrite(handle, pieces);
          result.whenComplete((outcome, failure) -> begun.cancel(false));
          return begun;
        });
  }
}
