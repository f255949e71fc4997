package org.datalogistics.depot.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpCommand;

/**
 * Copies between allocations of this depot, also within one. A copy takes its turn on the copy
 * threads part by part: large ones do not keep others waiting, and none keeps the disk threads.
 */
final class LocalCopies {
  private final Access access;
  private final Executor threads;

  /**
   * @param threads run the copies
   */
  LocalCopies(Access access, Executor threads) {
    this.access = access;
    this.threads = threads;
  }

  /** Where a copy begins. */
  record End(AccessKey key, long offset) {}

  /**
   * Copies.
   *
   * @param patience how long to wait for bytes of a queue and room in one
   * @param result when it is done first, the copy is broken off
   */
  CompletableFuture<Long> copy(
      End from, End to, long length, Duration patience, CompletableFuture<?> result)
      throws RefusedException {
    return access
        .read(from.key(), List.of(new ByteRange(from.offset(), length)), patience, result)
        .thenCompose(
            source ->
                fill(source, to, patience, result)
                    .whenComplete(
                        (count, failure) -> {
                          if (failure == null) {
                            source.delivered().run();
                          }
                          source.reading().close();
                        }));
  }

  private CompletableFuture<Long> fill(
      Access.Opened source, End to, Duration patience, CompletableFuture<?> result) {
    Reading reading = source.reading();
    List<ByteRange> pieces = new ArrayList<>();
    CompletableFuture<Incoming> begun;
    try {
      begun =
          access.write(
              to.key(),
              (resource, allocation, shift) -> {
                boolean same =
                    resource.equals(source.resource()) && allocation == source.allocation();
                long ahead =
                    same && to.offset() != IbpCommand.APPEND && reading.ranges().size() == 1
                        ? shift + to.offset() - reading.ranges().get(0).offset()
                        : 0;
                return plan(reading, to.offset(), ahead, pieces);
              },
              patience,
              result);
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
    return begun.thenCompose(
        incoming -> new Filling(reading, pieces, incoming, result, threads).start());
  }

  /**
   * Gives the pieces of the target.
   *
   * @param ahead how far behind the source the target begins in the same file
   * @param sources takes the pieces of the file to be read for them, in the same order
   */
  private static List<ByteRange> plan(
      Reading reading, long offset, long ahead, List<ByteRange> sources) throws RefusedException {
    List<ByteRange> order = Overlap.order(reading.length(), ahead, Filling.BUFFER);
    if (order.size() == 1) {
      sources.addAll(reading.ranges());
      return List.of(new ByteRange(offset, reading.length()));
    }
    List<ByteRange> targets = new ArrayList<>(order.size());
    long start = reading.ranges().get(0).offset();
    for (ByteRange piece : order) {
      sources.add(new ByteRange(start + piece.offset(), piece.length()));
      targets.add(new ByteRange(offset + piece.offset(), piece.length()));
    }
    return targets;
  }
}
