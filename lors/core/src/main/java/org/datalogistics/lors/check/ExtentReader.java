package org.datalogistics.lors.check;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.LoadSink;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.ConditioningChain;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.condition.ReadPlan;
import org.datalogistics.lors.condition.UnsupportedFunctionException;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Watch;

/** Reads one extent, piece by piece, undoing its functions. For one thread, which waits. */
final class ExtentReader {
  private final DepotOperations depots;
  private final Watch watch;
  private final Extent extent;
  private final Capability read;
  private final ConditioningChain chain;
  private final long piece;
  private final Memory memory;

  /**
   * A reader.
   *
   * @param piece bytes at a time, unless one block of the functions is longer
   * @param memory shared with other readers
   * @throws UnsupportedFunctionException when the functions cannot be undone
   */
  ExtentReader(
      DepotOperations depots, Watch watch, Extent extent, KeyRing keys, long piece, Memory memory)
      throws UnsupportedFunctionException {
    this.depots = depots;
    this.watch = watch;
    this.extent = extent;
    this.memory = memory;
    this.read = Capability.parse(String.valueOf(extent.read()));
    this.chain = ConditioningChain.of(extent, keys);
    long block = chain.blockSize();
    this.piece = block == 0 ? piece : Math.max(block, piece / block * block);
  }

  /** Whether something tells whether the stored bytes changed. */
  boolean noticesDamage() {
    return chain.noticesDamage();
  }

  /** Takes bytes of the file. */
  interface Sink {
    void accept(ByteBuffer bytes);
  }

  /**
   * Reads bytes of the file.
   *
   * @param range within the extent
   * @throws CorruptDataException when they are not what was stored
   * @throws IOException when the depot does not give them
   */
  void read(ByteRange range, Sink sink) throws IOException {
    long at = range.offset();
    while (at < range.end()) {
      watch.check();
      // Ends where a block ends, so that no block is read twice.
      long position = extent.positionInAllocation(at);
      long end = Math.min(range.end(), at + piece - position % piece);
      sink.accept(load(position, position + (end - at)));
      at = end;
    }
  }

  private ByteBuffer load(long from, long to) throws IOException {
    ReadPlan plan =
        chain.plan(extent.allocLength(), extent.allocOffset() + extent.length(), from, to);
    if (plan.length() > Math.min(memory.bytes(), Integer.MAX_VALUE - 64)) {
      throw new LorsException(
          "its blocks have to be read %d bytes at a time, more than the memory allowed (%d)"
              .formatted(plan.length(), memory.bytes()));
    }
    int taken = memory.take(2 * plan.length());
    try {
      return loaded(plan);
    } finally {
      memory.giveBack(taken);
    }
  }

  private ByteBuffer loaded(ReadPlan plan) throws IOException {
    byte[] stored = new byte[Math.toIntExact(plan.length())];
    CompletableFuture<Long> loading =
        depots
            .within(watch.transferLimit(plan.length()))
            .load(read, plan.offset(), plan.length(), LoadSink.to(ByteBuffer.wrap(stored)));
    long loaded = await(loading);
    if (loaded != plan.length()) {
      throw new CorruptDataException(
          "%s has only %d of %d bytes at %d"
              .formatted(read.depot(), loaded, plan.length(), plan.offset()));
    }
    return plan.decode(stored, memory.bytes()).data();
  }

  private static long await(CompletableFuture<Long> loading) throws IOException {
    try {
      return loading.get();
    } catch (InterruptedException e) {
      loading.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    } catch (ExecutionException e) {
      if (Failures.cause(e.getCause()) instanceof IOException io) {
        throw io;
      }
      throw (IOException) new InterruptedIOException(Failures.reason(e.getCause())).initCause(e);
    }
  }
}
