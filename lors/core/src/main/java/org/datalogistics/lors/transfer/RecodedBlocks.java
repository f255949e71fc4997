package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.Conditioned;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.erasure.GroupEncoder;
import org.datalogistics.lors.erasure.ReedSolomon;
import org.datalogistics.lors.erasure.SlicePart;
import org.datalogistics.lors.run.Failures;

/**
 * Makes slices of a stored file from what is left of it: one after the other, so that memory holds
 * the parity of one group or one data slice, and what is on its way to depots.
 */
final class RecodedBlocks implements BlockSupply {
  private static final long MOST_READ = 8 << 20;

  private final RecodePlan plan;
  private final OpenedFile file;
  private final Conditioner conditioner;
  private final int atOnce;
  private final Semaphore room = new Semaphore(2);
  private final ExecutorService worker = Workers.pool("lors-recode", 1);
  private final ExecutorService conditioners =
      Workers.pool("lors-worker", Runtime.getRuntime().availableProcessors());

  /** What was asked for and not released: of each unit, the blocks that it is to give. */
  private final Map<Integer, Unit> units = new HashMap<>();

  private static final class Unit {
    private final CompletableFuture<List<byte[]>> bytes;
    private final Set<Integer> blocks;

    Unit(CompletableFuture<List<byte[]>> bytes, List<Integer> blocks) {
      this.bytes = bytes;
      this.blocks = new HashSet<>(blocks);
    }
  }

  RecodedBlocks(RecodePlan plan, OpenedFile file, Conditioner conditioner, long memory) {
    this.plan = plan;
    this.file = file;
    this.conditioner = conditioner;
    this.atOnce = (int) Math.max(64 << 10, Math.min(MOST_READ, memory / 4));
  }

  /** What making a part takes in memory at most. */
  static long memory(SlicePart part, Conditioner conditioner) {
    return part.isData()
        ? BufferedBlocks.inMemory(part.columns().length(), conditioner)
        : part.group().paritySlices()
            * BufferedBlocks.inMemory(part.group().sliceLength(), conditioner);
  }

  @Override
  public int maxOpen() {
    return Integer.MAX_VALUE; // two units at a time
  }

  @Override
  public CompletableFuture<PreparedBlock> prepare(int block) {
    SlicePart part = plan.part(block);
    if (part.isData()) {
      Unit unit = new Unit(call(() -> List.of(data(part))), List.of(block));
      units.put(block, unit);
      return unit.bytes.thenApplyAsync(bytes -> prepared(bytes.get(0)), conditioners);
    }
    List<Integer> siblings = plan.parityBlocks(block);
    int first = siblings.get(0);
    Unit unit =
        units.computeIfAbsent(first, any -> new Unit(call(() -> parity(part.group())), siblings));
    int index = part.slice() - part.group().dataSlices();
    return unit.bytes.thenApplyAsync(
        slices -> prepared(columns(slices.get(index), part.columns())), conditioners);
  }

  private interface Work {
    List<byte[]> run() throws IOException;
  }

  private CompletableFuture<List<byte[]>> call(Work work) {
    return Workers.call(
        worker,
        () -> {
          room.acquire();
          return work.run();
        });
  }

  private byte[] data(SlicePart part) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(part.range().length())];
    await(file.read(part.range(), ByteBuffer.wrap(bytes)));
    return bytes;
  }

  private List<byte[]> parity(CodingGroup group) throws IOException {
    ReedSolomon code = new ReedSolomon(group.dataSlices(), group.paritySlices());
    return new GroupEncoder(code, atOnce).parity(group, new Remote());
  }

  private final class Remote implements GroupEncoder.Reader {
    @Override
    public void read(long offset, ByteBuffer bytes) throws IOException {
      readAll(List.of(offset), List.of(bytes));
    }

    @Override
    public void readAll(List<Long> offsets, List<ByteBuffer> buffers) throws IOException {
      List<CompletableFuture<ByteBuffer>> reads = new ArrayList<>();
      for (int i = 0; i < buffers.size(); i++) {
        ByteBuffer bytes = buffers.get(i);
        reads.add(file.read(new ByteRange(offsets.get(i), bytes.remaining()), bytes));
      }
      for (CompletableFuture<ByteBuffer> read : reads) {
        await(read);
      }
      buffers.forEach(bytes -> bytes.position(bytes.limit()));
    }
  }

  private static void await(CompletableFuture<?> read) throws IOException {
    try {
      read.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the work has ended").initCause(e);
    } catch (ExecutionException e) {
      Throwable cause = Failures.cause(e);
      throw cause instanceof IOException io ? io : new LorsException(Failures.reason(e), e);
    }
  }

  private static byte[] columns(byte[] slice, ByteRange columns) {
    return columns.length() == slice.length
        ? slice
        : Arrays.copyOfRange(slice, (int) columns.offset(), (int) columns.end());
  }

  private PreparedBlock prepared(byte[] bytes) {
    if (conditioner.isEmpty()) {
      return PreparedBlock.raw(Payload.of(ByteBuffer.wrap(bytes)));
    }
    Conditioned stored = conditioner.encode(bytes, bytes.length);
    Payload payload = Payload.of(stored.bytes());
    return new PreparedBlock(
        payload,
        new PreparedBlock.Form(payload.length(), stored.e2eBlockSize(), stored.functions()));
  }

  @Override
  public void release(int block) {
    int first = plan.part(block).isData() ? block : plan.parityBlocks(block).get(0);
    Unit unit = units.get(first);
    if (unit != null) {
      unit.blocks.remove(block);
      if (unit.blocks.isEmpty()) {
        units.remove(first);
        room.release();
      }
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    conditioners.shutdownNow();
  }
}
