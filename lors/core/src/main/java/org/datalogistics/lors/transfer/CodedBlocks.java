package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.condition.Conditioned;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.plan.CodedPlan;

/**
 * The blocks of a coded file: makes those of parity, in the form that the conditioning wants, and
 * passes on the others. Used by the thread of the upload.
 */
final class CodedBlocks implements BlockSupply {
  private final CodedPlan plan;
  private final BlockSupply data;
  private final ParitySource source;
  private final Conditioner conditioner;
  private final Semaphore room;
  private final ExecutorService workers =
      Workers.pool("lors-worker", Runtime.getRuntime().availableProcessors());

  /** Groups whose parity is made and not all stored. */
  private final TreeMap<Integer, Held> held = new TreeMap<>();

  private int openParity;

  private static final class Held {
    private final CompletableFuture<List<byte[]>> parity;
    private int unreleased;
    private boolean complete;

    Held(CompletableFuture<List<byte[]>> parity) {
      this.parity = parity;
    }
  }

  /**
   * A supply.
   *
   * @param source takes a permit of {@code room} for each group, which is given back here
   */
  CodedBlocks(
      CodedPlan plan,
      BlockSupply data,
      ParitySource source,
      Conditioner conditioner,
      Semaphore room) {
    this.plan = plan;
    this.data = data;
    this.source = source;
    this.conditioner = conditioner;
    this.room = room;
  }

  /** Those of parity have a limit of their own, and do not count. */
  @Override
  public int maxOpen() {
    return (int) Math.min(Integer.MAX_VALUE, (long) data.maxOpen() + openParity);
  }

  @Override
  public CompletableFuture<PreparedBlock> prepare(int block) {
    int group = plan.group(block);
    for (Map.Entry<Integer, Held> entry : List.copyOf(held.headMap(group).entrySet())) {
      entry.getValue().complete = true; // blocks are asked for in order
      drop(entry.getKey(), entry.getValue());
    }
    int index = plan.parity(block);
    if (index < 0) {
      return data.prepare(block);
    }
    Held parity = held.computeIfAbsent(group, any -> new Held(source.parity(group)));
    parity.unreleased++;
    openParity++;
    parity.complete |= index == plan.layout().coding().paritySlices() - 1;
    return conditioner.isEmpty()
        ? parity.parity.thenApply(
            slices -> PreparedBlock.raw(Payload.of(ByteBuffer.wrap(slices.get(index)))))
        : parity.parity.thenApplyAsync(slices -> condition(slices.get(index)), workers);
  }

  private PreparedBlock condition(byte[] bytes) {
    Conditioned stored = conditioner.encode(bytes, bytes.length);
    Payload payload = Payload.of(stored.bytes());
    return new PreparedBlock(
        payload,
        new PreparedBlock.Form(payload.length(), stored.e2eBlockSize(), stored.functions()));
  }

  @Override
  public void release(int block) {
    if (plan.parity(block) < 0) {
      data.release(block);
      return;
    }
    int group = plan.group(block);
    Held parity = held.get(group);
    if (parity != null) {
      parity.unreleased--;
      openParity--;
      drop(group, parity);
    }
  }

  private void drop(int group, Held parity) {
    if (parity.complete && parity.unreleased == 0) {
      held.remove(group);
      room.release();
    }
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    try (source) {
      data.close();
    }
  }
}
