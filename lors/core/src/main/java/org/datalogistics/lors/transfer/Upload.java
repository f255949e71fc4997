package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.CopyBy;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.plan.BlockLayout;
import org.datalogistics.lors.run.Abandoned;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Stores files on depots (LoRS spec 6.2). Every copy is sent by this process, or one of each block,
 * from which the depots make the others; a failed depot costs its blocks one more placement. Safe
 * for use by many threads; each call uses the thread that makes it.
 */
public final class Upload {

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
    return run(request, null, listener, cancellation);
  }

  /**
   * Stores a file, or what an earlier run with this journal has not stored; blocks until done. What
   * is stored stays on the depots when it fails: a later run goes on with it.
   *
   * @throws LorsException when a block could not be stored anywhere
   * @throws CancelledException when cancelled, interrupted or out of time
   * @throws IOException when the source cannot be read, or the journal not be written
   */
  public UploadResult resume(
      UploadRequest request,
      UploadJournal journal,
      TransferListener listener,
      Cancellation cancellation)
      throws IOException {
    return run(request, journal, listener, cancellation);
  }

  private UploadResult run(
      UploadRequest request,
      @Nullable UploadJournal journal,
      TransferListener listener,
      Cancellation cancellation)
      throws IOException {
    if (request.storage().copyBy() == CopyBy.DEPOTS && request.storage().copies() > 1) {
      int possible = FurtherCopies.possible(request);
      CopiedEvents events = new CopiedEvents(listener, (possible - 1) * request.source().length());
      if (possible < request.storage().copies()) {
        events.onEvent(
            new TransferEvent.Warning(UploadRun.fewerCopies(request.storage().copies(), possible)));
      }
      return run(request, journal, events, events, cancellation);
    }
    return run(request, journal, listener, null, cancellation);
  }

  /**
   * Stores a file.
   *
   * @param copying what the depots' copies are told to; null when this process sends all
   */
  private UploadResult run(
      UploadRequest request,
      @Nullable UploadJournal journal,
      TransferListener listener,
      @Nullable CopiedEvents copying,
      Cancellation cancellation)
      throws IOException {
    UploadRequest sent = copying == null ? request : request.withCopies(1);
    Watch watch = new Watch(request.limits().timeout(), cancellation, listener);
    Instant created = clock.instant();
    Conditioner conditioner = new Conditioner(request.conditioning());
    BlockLayout layout = layout(request, conditioner, listener);
    try (UploadWork work = UploadWork.of(sent, layout, conditioner, listener)) {
      StoredLog log =
          journal == null
              ? StoredLog.NONE
              : JournalLog.of(
                  journal, work.plan(), request.storage(), depots, clock, watch, listener);
      UploadRun run =
          new UploadRun(
              sent, depots, clock, listener, watch, work.plan(), work.apart(), work.supply(), log);
      List<StoredBlock> blocks = run.run(cancellation);
      int failures = run.failures();
      int fewest = run.fewestCopies();
      if (copying != null) {
        FurtherCopies further = new FurtherCopies(request, depots, clock, copying, log);
        blocks = augmented(blocks, further, log, watch, cancellation);
        failures += further.failures();
        fewest = FurtherCopies.fewest(work.plan(), blocks);
      }
      ExNode exNode = UploadDocument.of(request, work.plan(), blocks, created);
      Set<DepotAddress> used = new HashSet<>();
      blocks.forEach(block -> used.add(block.depot()));
      return new UploadResult(exNode, layout.size(), fewest, used, failures, watch.elapsed());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  /** With the copies made by depots; when that is stopped, all that no log has is given back. */
  private List<StoredBlock> augmented(
      List<StoredBlock> stored,
      FurtherCopies further,
      StoredLog log,
      Watch watch,
      Cancellation cancellation)
      throws IOException {
    List<StoredBlock> all = new ArrayList<>(stored);
    boolean complete = false;
    try {
      all.addAll(further.make(stored, watch, cancellation));
      complete = true;
    } finally {
      if (!complete && !log.isKept()) {
        boolean interrupted = Thread.interrupted(); // giving back takes a moment
        giveBack(stored.stream().map(StoredBlock::extent).toList());
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return all;
  }

  /** Blocks as wanted, or as large as the memory allows. */
  private static BlockLayout layout(
      UploadRequest request, Conditioner conditioner, TransferListener listener)
      throws LorsException {
    long size = request.source().length();
    long wanted = request.storage().blockSize();
    BlockLayout layout = new BlockLayout(size, wanted);
    if (conditioner.isEmpty() && !(request.source() instanceof UploadSource.Stream)) {
      return layout;
    }
    long most =
        Math.min(
            Integer.MAX_VALUE - 64,
            Math.min(request.limits().memory(), Runtime.getRuntime().maxMemory() / 2));
    long step =
        Math.max(1, request.conditioning().isNone() ? 1 : request.conditioning().blockSize());
    long block = Math.min(wanted, Math.max(1, size));
    while (BufferedBlocks.inMemory(block, conditioner) > most) {
      if (block <= step) {
        throw new LorsException(
            "a block of %d bytes does not fit into a memory of %d; choose smaller ones, or allow more memory"
                .formatted(block, most));
      }
      block = Math.max(step, block / 2 / step * step);
    }
    if (block < Math.min(wanted, size)) {
      listener.onEvent(
          new TransferEvent.Warning(
              "blocks of %d bytes take more than the memory of %d; blocks of %d bytes are stored"
                  .formatted(wanted, most, block)));
      return new BlockLayout(size, block);
    }
    return layout;
  }

  /**
   * Gives back all that an upload has stored, for when its exNode is lost and nobody could do it
   * later: best effort within 15 s, the lease ends what cannot be reached.
   */
  public void giveBack(ExNode exNode) {
    giveBack(exNode.allExtents());
  }

  private void giveBack(List<Extent> extents) {
    Abandoned abandoned = new Abandoned(depots);
    for (Extent extent : extents) {
      if (extent.manage() != null) {
        abandoned.give(Capability.parse(extent.manage()));
      }
    }
    abandoned.await();
  }
}
