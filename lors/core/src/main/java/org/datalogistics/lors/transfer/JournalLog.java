package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.plan.BlockPlan;
import org.datalogistics.lors.run.Watch;

/** What an earlier run has stored, as far as the depots still have it; the rest is stored anew. */
final class JournalLog implements StoredLog {
  private static final int AT_ONCE = 32;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final UploadJournal journal;
  private final List<StoredBlock> present;

  private JournalLog(UploadJournal journal, List<StoredBlock> present) {
    this.journal = journal;
    this.present = present;
  }

  /** Asks the depots, and has them keep what they have as long as what will be stored. */
  static JournalLog of(
      UploadJournal journal,
      BlockPlan plan,
      StoragePolicy storage,
      DepotOperations depots,
      InstantSource clock,
      Watch watch,
      TransferListener listener)
      throws IOException {
    List<StoredBlock> listed = journal.blocks(plan);
    List<StoredBlock> present = new ArrayList<>();
    for (int start = 0; start < listed.size(); start += AT_ONCE) {
      watch.check();
      List<StoredBlock> some = listed.subList(start, Math.min(listed.size(), start + AT_ONCE));
      List<CompletableFuture<Boolean>> answers =
          some.stream().map(block -> prolong(block, storage, depots.within(ANSWER))).toList();
      for (int i = 0; i < some.size(); i++) {
        if (answers.get(i).join()) {
          present.add(prolonged(some.get(i), clock.instant().plus(storage.lease())));
        }
      }
    }
    if (present.size() < listed.size()) {
      listener.onEvent(
          new TransferEvent.Warning(
              "%d of the %d blocks that were stored before are not there any more"
                  .formatted(listed.size() - present.size(), listed.size())));
    }
    return new JournalLog(journal, List.copyOf(present));
  }

  private static StoredBlock prolonged(StoredBlock block, Instant end) {
    Extent extent = block.extent().toBuilder().lifetime(block.extent().start(), end).build();
    return new StoredBlock(block.block(), block.depot(), extent);
  }

  private static CompletableFuture<Boolean> prolong(
      StoredBlock block, StoragePolicy storage, DepotOperations depots) {
    String manage = block.extent().manage();
    if (manage == null) {
      return CompletableFuture.completedFuture(false);
    }
    return depots
        .change(
            Capability.parse(manage),
            block.extent().allocLength(),
            storage.lease().toSeconds(),
            null)
        .handle((nothing, failure) -> failure == null);
  }

  @Override
  public List<StoredBlock> present() {
    return present;
  }

  @Override
  public void stored(StoredBlock block) throws IOException {
    journal.add(block);
  }

  @Override
  public boolean isKept() {
    return true;
  }
}
