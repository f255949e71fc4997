package org.datalogistics.lors.transfer;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.LoadSink;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.ByteArrays;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.condition.ReadPlan;
import org.datalogistics.lors.plan.Fetch;
import org.jspecify.annotations.Nullable;

/** One fetch of a piece on its way: LOAD, then undoing the conditioning, into the piece's place. */
final class PieceLoad implements LoadSink {
  final Fetch fetch;
  private final PiecePlace place;
  private final ReadPlan plan;
  private final boolean conditioned;
  private final long memory;
  private final byte @Nullable [] stored;
  private final ByteArrays arrays;

  /** Bytes that have arrived; set by one thread at a time. */
  private final AtomicLong position = new AtomicLong();

  private volatile @Nullable CompletableFuture<Long> loading;

  /**
   * A load.
   *
   * @param memory most bytes that a conditioned piece may take
   * @param arrays where they are held
   */
  PieceLoad(Fetch fetch, PiecePlace place, long memory, ByteArrays arrays) throws LorsException {
    this.fetch = fetch;
    this.place = place;
    this.memory = memory;
    this.arrays = arrays;
    this.plan = fetch.source().plan(place.range());
    this.conditioned = !fetch.source().chain().isEmpty();
    if (conditioned && plan.length() > Math.min(memory, Integer.MAX_VALUE - 64)) {
      throw new LorsException(
          "its blocks have to be read %d bytes at a time, more than the memory allowed (%d)"
              .formatted(plan.length(), memory));
    }
    this.stored = conditioned ? arrays.take((int) plan.length()) : null;
  }

  /**
   * Completes, on some thread, when all bytes are in their place.
   *
   * @return whether a checksum was right only by the rules of faulty writers
   */
  CompletableFuture<Boolean> start(DepotOperations depots, ExecutorService workers) {
    CompletableFuture<Long> load =
        depots.load(fetch.source().read(), plan.offset(), plan.length(), this);
    loading = load;
    return conditioned
        ? load.thenCompose(length -> Workers.call(workers, () -> decode(length)))
        : load.thenCompose(length -> Workers.callHere(() -> complete(length)));
  }

  @Override
  public void accept(ByteBuf bytes, Flow flow) throws IOException {
    int length = bytes.readableBytes();
    fetch.dataArrived(length, System.nanoTime());
    long at = position.get();
    if (at + length > plan.length()) {
      throw new CorruptDataException(
          "the depot sends more than the " + plan.length() + " bytes asked for");
    }
    if (stored != null) {
      bytes.readBytes(stored, (int) at, length);
    } else {
      place.put(at, bytes);
    }
    position.set(at + length);
  }

  private void requireAll(long length) throws CorruptDataException {
    if (length != plan.length() || position.get() != length) {
      throw new CorruptDataException(
          "the depot has only " + length + " of " + plan.length() + " bytes");
    }
  }

  private boolean complete(long length) throws IOException {
    requireAll(length);
    return false;
  }

  private boolean decode(long length) throws IOException {
    requireAll(length);
    if (stored == null) {
      throw new IllegalStateException("raw bytes are not decoded");
    }
    ReadPlan.Decoded decoded = plan.decode(stored, memory, arrays);
    arrays.give(stored);
    ByteBuffer data = decoded.data();
    if (data.remaining() != place.range().length()) {
      throw new CorruptDataException(
          data.remaining() + " bytes where " + place.range().length() + " belong");
    }
    if (!place.put(data)) {
      arrays.give(data);
    }
    return decoded.legacy();
  }

  void stop() {
    CompletableFuture<Long> load = loading;
    if (load != null) {
      load.cancel(true);
    }
  }

  /** Bytes that have arrived, no more than the piece has; from any thread. */
  long progress() {
    return Math.min(position.get(), place.range().length());
  }
}
