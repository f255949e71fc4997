package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.copy.Copies;
import org.datalogistics.lors.copy.CopyJob;
import org.datalogistics.lors.copy.CopyRequest;
import org.datalogistics.lors.copy.CopyResult;
import org.datalogistics.lors.copy.CopyStage;
import org.datalogistics.lors.plan.BlockPlan;
import org.datalogistics.lors.plan.CopyPlacement;
import org.datalogistics.lors.plan.UploadBlock;
import org.datalogistics.lors.plan.UploadBlock.Kind;
import org.datalogistics.lors.run.Watch;

/**
 * Has the depots copy the data blocks of an upload among themselves once one copy of each is stored
 * (LoRS spec 6.2, step 6). Blocks are copied as they are stored, with their functions.
 */
final class FurtherCopies {
  private final UploadRequest request;
  private final Copies copies;
  private final CopiedEvents events;
  private final StoredLog log;
  private int failures;

  /**
   * Copies for an upload.
   *
   * @param request with all copies that are wanted
   * @param log is told what comes
   */
  FurtherCopies(
      UploadRequest request,
      DepotOperations depots,
      InstantSource clock,
      CopiedEvents events,
      StoredLog log) {
    this.request = request;
    this.copies = new Copies(depots, clock);
    this.events = events;
    this.log = log;
  }

  /** Copies of each block that there can be. */
  static int possible(UploadRequest request) {
    Set<DepotAddress> depots = new HashSet<>();
    request.depots().forEach(depot -> depots.add(depot.address()));
    return Math.min(request.storage().copies(), depots.size());
  }

  /** Copies of the data block that has the fewest. */
  static int fewest(BlockPlan plan, List<StoredBlock> blocks) {
    int[] counts = new int[plan.count()];
    blocks.forEach(stored -> counts[stored.block().index()]++);
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < counts.length; i++) {
      if (plan.block(i).kind() == Kind.DATA) {
        fewest = Math.min(fewest, counts[i]);
      }
    }
    return counts.length == 0 ? 0 : fewest;
  }

  /** Attempts that failed. */
  int failures() {
    return failures;
  }

  /**
   * Makes as many as can be made, and warns of those that cannot.
   *
   * @param stored one copy of each block or more
   * @return the new ones
   * @throws CancelledException when cancelled or out of time; none of the new ones is left then
   * @throws IOException when the log cannot be written; those not in it are given back
   */
  List<StoredBlock> make(List<StoredBlock> stored, Watch watch, Cancellation cancellation)
      throws IOException {
    List<UploadBlock> blocks = new ArrayList<>();
    List<CopyJob> jobs = jobs(stored, blocks);
    events.copying(stored.stream().mapToLong(block -> block.block().length()).sum());
    StoragePolicy storage = request.storage();
    CopyResult result =
        copies.run(
            new CopyRequest(jobs, storage.reliability(), storage.lease(), true, request.limits()),
            events,
            watch,
            cancellation);
    failures = result.failures();
    if (!result.isComplete()) {
      CopyResult.Missed first = result.missed().get(0);
      events.onEvent(
          new TransferEvent.Warning(
              "%d of %d further copies of blocks could not be made, such as that of bytes %s: %s"
                  .formatted(
                      result.missed().size(),
                      result.missed().size() + result.made().size(),
                      first.range(),
                      first.reason())));
    }
    return logged(result, blocks);
  }

  /** One for each block that lacks copies, with the block at the same place. */
  private List<CopyJob> jobs(List<StoredBlock> stored, List<UploadBlock> blocks) {
    CopyPlacement placement =
        new CopyPlacement(
            request.depots(),
            Math.max(request.storage().maxDepots(), request.storage().copies()),
            events.failing());
    Map<Integer, List<StoredBlock>> byBlock = new TreeMap<>();
    for (StoredBlock one : stored) {
      placement.holds(one.block(), one.depot());
      if (one.block().kind() == Kind.DATA) {
        byBlock.computeIfAbsent(one.block().index(), any -> new ArrayList<>(1)).add(one);
      }
    }
    int wanted = possible(request);
    List<CopyJob> jobs = new ArrayList<>();
    for (List<StoredBlock> present : byBlock.values()) {
      UploadBlock block = present.get(0).block();
      Set<DepotAddress> holders = new HashSet<>();
      present.forEach(one -> holders.add(one.depot()));
      int missing = wanted - holders.size();
      if (missing > 0) {
        CopyStage stage = new CopyStage(placement.place(block, missing, holders), 1);
        List<Extent> sources = present.stream().map(StoredBlock::extent).toList();
        jobs.add(new CopyJob(block.range(), sources, Collections.nCopies(missing, stage), holders));
        blocks.add(block);
      }
    }
    return jobs;
  }

  private List<StoredBlock> logged(CopyResult result, List<UploadBlock> blocks) throws IOException {
    List<StoredBlock> made = new ArrayList<>();
    try {
      for (CopyResult.Made copy : result.made()) {
        StoredBlock block = new StoredBlock(blocks.get(copy.job()), copy.to(), copy.extent());
        log.stored(block);
        made.add(block);
      }
    } finally {
      if (made.size() < result.made().size()) {
        copies.giveBack(result.extents().subList(made.size(), result.made().size()));
      }
    }
    return made;
  }
}
