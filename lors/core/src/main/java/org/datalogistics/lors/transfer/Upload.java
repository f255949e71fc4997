package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeBuilder;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ExtentBuilder;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.plan.BlockLayout;
import org.datalogistics.lors.run.Abandoned;
import org.datalogistics.lors.run.Watch;

/**
 * Stores files on depots (LoRS spec 6.2). Every copy is sent by this process; a failed depot costs
 * its blocks one more placement. Safe for use by many threads; each call uses the thread that makes
 * it.
 */
public final class Upload {

  /** The version of the LoRS library whose documents these are like (exNode spec 2.3). */
  private static final double LORS_VERSION = 2.0;

  private final DepotOperations depots;
  private final InstantSource clock;

  /** Uploads through a client, with lease times by a clock. */
  public Upload(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * Stores a file; blocks until done.
   *
   * @throws LorsException when a block could not be stored anywhere; nothing is left behind then
   * @throws CancelledException when cancelled, interrupted or out of time; nothing is left behind
   * @throws IOException when the source cannot be read
   */
  public UploadResult run(
      UploadRequest request, TransferListener listener, Cancellation cancellation)
      throws IOException {
    Watch watch = new Watch(request.limits().timeout(), cancellation, listener);
    Instant created = clock.instant();
    Conditioner conditioner = new Conditioner(request.conditioning());
    BlockLayout layout = new BlockLayout(request.source().length(), request.storage().blockSize());
    try (BlockSupply supply = supply(request, layout, conditioner)) {
      UploadRun run = new UploadRun(request, depots, clock, listener, watch, layout, supply);
      List<UploadRun.StoredBlock> blocks = run.run(cancellation);
      ExNode exNode = document(request, blocks, created);
      Set<DepotAddress> used = new HashSet<>();
      blocks.forEach(block -> used.add(block.depot()));
      return new UploadResult(
          exNode, layout.size(), run.fewestCopies(), used, run.failures(), watch.elapsed());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  /**
   * Gives back all that an upload has stored, for when its exNode is lost and nobody could do it
   * later: best effort within 15 s, the lease ends what cannot be reached.
   */
  public void giveBack(ExNode exNode) {
    Abandoned abandoned = new Abandoned(depots);
    for (Extent extent : exNode.extents()) {
      if (extent.manage() != null) {
        abandoned.give(Capability.parse(extent.manage()));
      }
    }
    abandoned.await();
  }

  private static BlockSupply supply(
      UploadRequest request, BlockLayout layout, Conditioner conditioner) throws IOException {
    long block = Math.min(layout.blockSize(), layout.size());
    boolean inMemory = !conditioner.isEmpty() || request.source() instanceof UploadSource.Stream;
    long heap = Runtime.getRuntime().maxMemory();
    if (inMemory
        && (conditioner.storedAtMost(block) > Integer.MAX_VALUE - 64
            || BufferedBlocks.inMemory(block, conditioner) > heap / 10 * 8)) {
      throw new LorsException(
          "blocks of %d bytes do not fit into a memory of %d; choose smaller ones"
              .formatted(block, heap));
    }
    long memory = request.limits().memory();
    if (request.source() instanceof UploadSource.Stream stream) {
      return new BufferedBlocks(stream.stream(), false, layout, conditioner, memory);
    }
    UploadSource.FilePart part = (UploadSource.FilePart) request.source();
    long size = Files.size(part.file());
    if (part.range().end() > size) {
      throw new LorsException(part.file() + " has " + size + " bytes, wanted were " + part.range());
    }
    if (conditioner.isEmpty()) {
      return new FileSlices(part, layout);
    }
    var input = Files.newInputStream(part.file());
    input.skipNBytes(part.range().offset());
    return new BufferedBlocks(input, true, layout, conditioner, memory);
  }

  private static ExNode document(
      UploadRequest request, List<UploadRun.StoredBlock> blocks, Instant created) {
    StoragePolicy storage = request.storage();
    List<Extent> extents =
        blocks.stream()
            .sorted(
                Comparator.comparingLong((UploadRun.StoredBlock b) -> b.range().offset())
                    .thenComparing(UploadRun.StoredBlock::depot))
            .map(block -> extent(block, storage))
            .toList();
    ExNodeBuilder document =
        ExNode.builder(request.name())
            .size(request.source().length())
            .created(created)
            .modified(created)
            .metadata("lorsversion", TypedValue.of(LORS_VERSION))
            .metadata("duration", TypedValue.of((double) storage.lease().toSeconds()))
            .extents(extents);
    return document.build();
  }

  private static Extent extent(UploadRun.StoredBlock block, StoragePolicy storage) {
    PreparedBlock.Form form = block.form();
    CapabilitySet capabilities = block.copy().capabilities();
    Instant start = block.copy().allocated();
    ExtentBuilder extent =
        Extent.builder(block.range().offset(), block.range().length())
            .allocLength(form.length())
            .capabilities(
                capabilities.read().uri(), capabilities.write().uri(), capabilities.manage().uri())
            .lifetime(start, start.plus(storage.lease()));
    if (!form.functions().isEmpty()) {
      extent.conditioned(form.e2eBlockSize(), form.functions());
    }
    return extent.build();
  }
}
