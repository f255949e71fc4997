package org.datalogistics.depot.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Claims;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/**
 * Allocations that are no byte arrays (IBP spec 12.3): FIFO, whose bytes are read once; CIRQ, the
 * same, where new bytes push the oldest out; BUFFER, which each STORE replaces. Reading waits for
 * data and storing into a FIFO for room, both as long as the client is willing to.
 *
 * <p>Bytes leave a queue when the socket took all of them. A reader whose connection broke late may
 * have got some, and gets them again.
 */
final class Queues {
  private Queues() {}

  /**
   * What somebody wants of a queue; the handle is taken over.
   *
   * @param result when it is done first, nobody waits any more
   */
  record Visit(
      Resource resource,
      AllocationHandle handle,
      List<ByteRange> pieces,
      Duration patience,
      CompletableFuture<?> result) {
    AllocationType type() {
      return record(handle).type();
    }

    long length() {
      return pieces.stream().mapToLong(ByteRange::length).sum();
    }

    long size() {
      return record(handle).size();
    }

    long capacity() {
      return record(handle).maxSize();
    }

    /** Whether it came through an alias of a part; parts of a queue mean nothing. */
    boolean isPartial() {
      Window window = handle.window();
      return window != null
          && (window.offset() != 0 || window.lengthWithin(capacity()) < capacity());
    }
  }

  /** Whether such an allocation is read and written here. */
  static boolean has(AllocationHandle handle) {
    return record(handle).type() != AllocationType.BYTEARRAY;
  }

  /**
   * Opens the oldest bytes of a FIFO or CIRQ, whatever the offsets, or ranges of a BUFFER: fewer
   * than asked for if no more come in time, -1 or -46 if none.
   */
  static CompletableFuture<Access.Opened> read(Visit visit) {
    if (visit.type() == AllocationType.BUFFER || visit.length() == 0) {
      return buffer(visit).thenApply(reading -> opened(visit, reading, () -> {}));
    }
    if (visit.isPartial()) {
      return refuse(visit, IbpError.TYPE_NOT_SUPPORTED, "a window of a queue");
    }
    long wanted = Math.min(visit.length(), visit.capacity());
    AllocationHandle later = visit.handle().again();
    return within(
            visit,
            visit.patience(),
            () -> visit.resource().data().beginTake(visit.handle(), wanted, wanted))
        .whenComplete(
            (reading, failure) -> {
              if (!isLate(failure)) {
                later.close();
              }
            })
        .exceptionallyCompose(
            failure ->
                isLate(failure)
                    ? rest(visit, later, wanted)
                    : CompletableFuture.failedFuture(failure))
        .thenApply(
            reading ->
                opened(
                    visit,
                    reading,
                    () -> {
                      // What can not be taken out stays, which is logged where it fails.
                      CompletableFuture<Void> unused = reading.consume();
                    }));
  }

  /** What there is, if anything, without more waiting. */
  private static CompletableFuture<Reading> rest(
      Visit visit, AllocationHandle handle, long wanted) {
    boolean empty = record(handle).size() == 0;
    return within(
            visit, Duration.ofMillis(1), () -> visit.resource().data().beginTake(handle, 1, wanted))
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    isLate(failure)
                        ? empty
                            ? new RefusedException(IbpError.GENERIC, "the queue stayed empty")
                            : new RefusedException(
                                IbpError.SERVER_TIMEOUT, "another one reads from the queue")
                        : failure));
  }

  /** Waits for the data, and keeps the next STORE away until all is read. */
  private static CompletableFuture<Reading> buffer(Visit visit) {
    long end = visit.pieces().stream().mapToLong(ByteRange::end).max().orElse(0);
    Claims claims = visit.handle().allocation().claims();
    return within(
            visit,
            visit.patience(),
            () -> claims.claim(() -> visit.size() >= end ? Claim.lanes(1, 1) : null))
        .handle(
            (claim, failure) -> {
              if (failure != null && !isLate(failure)) {
                visit.handle().close();
                return CompletableFuture.<Reading>failedFuture(failure);
              }
              if (claim != null) {
                visit.handle().onClose(() -> claims.release(claim));
              }
              return bufferRanges(visit, failure != null);
            })
        .thenCompose(reading -> reading);
  }

  private static CompletableFuture<Reading> bufferRanges(Visit visit, boolean late) {
    List<ByteRange> there = visit.pieces();
    if (late && there.size() == 1) {
      ByteRange only = there.get(0);
      long length = Math.min(only.length(), visit.size() - only.offset());
      if (length <= 0) {
        return refuse(visit, IbpError.SERVER_TIMEOUT, "nothing was stored there in time");
      }
      there = List.of(new ByteRange(only.offset(), length));
    }
    return visit.resource().data().openForRead(visit.handle(), there);
  }

  /** Begins an upload; only appending is possible. */
  static CompletableFuture<Incoming> write(Visit visit) {
    boolean appends = visit.pieces().size() == 1 && visit.pieces().get(0).isAppend();
    if (!appends || visit.isPartial()) {
      return refuse(visit, IbpError.TYPE_NOT_SUPPORTED, "only STORE goes to a " + visit.type());
    }
    boolean fifo = visit.type() == AllocationType.FIFO;
    return within(
            visit,
            visit.patience(),
            () -> visit.resource().data().beginPut(visit.handle(), visit.length()))
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    isLate(failure)
                        ? new RefusedException(
                            fifo ? IbpError.WOULD_EXCEED_LIMIT : IbpError.SERVER_TIMEOUT,
                            "no room in time")
                        : failure));
  }

  private static boolean isLate(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof LateException;
  }

  /** What was waited for did not happen in time. */
  private static final class LateException extends Exception {
    private static final long serialVersionUID = 1L;

    LateException() {
      super("too late", null, false, false);
    }
  }

  /** Ends the waiting after a while, with {@link LateException}, and when nobody waits any more. */
  private static <T> CompletableFuture<T> within(
      Visit visit, Duration patience, Supplier<CompletableFuture<T>> begin) {
    CompletableFuture<T> begun = begin.get();
    if (begun.isDone()) {
      return begun;
    }
    CompletableFuture<T> timed = new CompletableFuture<>();
    CompletableFuture<Void> alarm = new CompletableFuture<>();
    alarm
        .completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS)
        .thenRun(
            () -> {
              if (begun.cancel(false)) {
                timed.completeExceptionally(new LateException());
              }
            });
    visit
        .result()
        .whenComplete(
            (outcome, failure) -> {
              if (begun.cancel(false)) {
                timed.completeExceptionally(
                    new RefusedException(IbpError.CLIENT_TIMEOUT, "nobody waits any more"));
              }
            });
    begun.whenComplete(
        (value, failure) -> {
          alarm.cancel(false);
          if (failure == null) {
            timed.complete(value);
          } else if (!begun.isCancelled()) {
            timed.completeExceptionally(failure);
          }
        });
    return timed;
  }

  private static Access.Opened opened(Visit visit, Reading reading, Runnable delivered) {
    return new Access.Opened(
        visit.resource(), visit.handle().allocation().id(), reading, delivered);
  }

  private static <T> CompletableFuture<T> refuse(Visit visit, IbpError error, String reason) {
    visit.handle().close();
    return CompletableFuture.failedFuture(new RefusedException(error, reason));
  }

  private static AllocationRecord record(AllocationHandle handle) {
    return handle.allocation().committed();
  }
}
