package org.datalogistics.depot.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {
  @TempDir Path folder;
  private MetadataStore store;
  private AllocationCache cache;
  private MetadataWriter metadata;

  @BeforeEach
  void open() throws IOException, SQLException {
    store = MetadataStore.open(folder, FileLayer.PLAIN, SyncPolicy.NONE);
    cache = new AllocationCache(store.reader(), 100);
    metadata = new MetadataWriter(store, cache, new DiskAccess(Runnable::run, System::nanoTime));
  }

  @AfterEach
  void close() throws SQLException {
    metadata.close();
    store.close();
  }

  private <T> T run(MetadataWriter.Change<T> change) {
    return metadata.submitHere(change).join();
  }

  private void insert(AllocationRecord record) {
    run(
        transaction -> {
          transaction.insert(new Allocation(record));
          return true;
        });
  }

  private Allocation find(long id) {
    return run(transaction -> transaction.find(id));
  }

  private List<AllocationRecord> list(Selection selection) {
    return run(transaction -> transaction.list(selection, 5));
  }

  @Test
  void aMasterThatGoesTakesItsAliasesAlong() throws SQLException {
    insert(Records.live(1, Reliability.HARD, 100, 1000));
    insert(Records.alias(2, 1, 500));
    insert(Records.live(4, Reliability.SOFT, 30, 1000));
    insert(Records.alias(5, 4, 500));
    Allocation inUse = cache.pin(2);
    assertThat(metadata.usage()).isEqualTo(new SpaceUsage(100, 30, 2, 2, 0, 0, 0));
    run(
        transaction -> {
          transaction.insert(new Allocation(Records.alias(3, 1, 500)));
          transaction.delete(transaction.find(1));
          return true;
        });
    assertThat(inUse.committed().isGone()).isTrue();
    assertThat(find(1)).isNull();
    assertThat(find(3)).isNull();
    assertThat(find(5).committed().isLive()).isTrue();
    assertThat(metadata.usage()).isEqualTo(new SpaceUsage(0, 30, 1, 1, 0, 0, 0));
    metadata.close();
    assertThat(store.doomed()).containsExactly(1L);
  }

  @Test
  void whatGoesIntoTheTrashComesBackWithoutItsAliases() {
    AllocationRecord soft = Records.live(1, Reliability.SOFT, 100, 1000);
    insert(soft);
    insert(Records.alias(2, 1, 500));
    run(
        transaction -> {
          transaction.trash(transaction.find(1), State.deletedAt(77));
          return true;
        });
    assertThat(metadata.usage()).isEqualTo(new SpaceUsage(0, 0, 0, 0, 100, 1, 0));
    assertThat(list(Selection.trash(State.Kind.TRASH_DELETED, 77))).hasSize(1);
    assertThat(list(Selection.ended(5000))).isEmpty();
    run(
        transaction -> {
          transaction.update(transaction.find(1), soft);
          return true;
        });
    assertThat(metadata.usage()).isEqualTo(SpaceUsage.leased(0, 100, 1));
    assertThat(find(2)).isNull();
  }

  @Test
  void newKeysReplaceTheOldOnes() throws SQLException {
    insert(Records.live(1, Reliability.SOFT, 100, 1000));
    byte[] fresh = new byte[16];
    fresh[3] = 9;
    run(
        transaction -> {
          transaction.replaceKeys(transaction.find(1), new KeyHashes(fresh, fresh, fresh));
          return true;
        });
    assertThat(find(1).committed().keys().matches(CapabilityKind.MANAGE, fresh)).isTrue();
    assertThat(find(1).committed().keys().matches(CapabilityKind.READ, new byte[16])).isFalse();
  }

  @Test
  void aRefusedChangeChangesNothing() throws SQLException {
    insert(Records.live(1, Reliability.HARD, 100, 1000));
    assertThatThrownBy(
            () ->
                run(
                    transaction -> {
                      throw new RefusedException(IbpError.GENERIC, "no");
                    }))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(RefusedException.class);
    assertThat(metadata.usage().total()).isEqualTo(100);
  }

  @Test
  void theSumsOutliveAClose() throws IOException, SQLException {
    insert(Records.live(1, Reliability.HARD, 100, 1000));
    insert(Records.alias(2, 1, 500));
    SpaceUsage before = metadata.usage();
    close();
    open();
    assertThat(metadata.usage()).isEqualTo(before);
  }
}
