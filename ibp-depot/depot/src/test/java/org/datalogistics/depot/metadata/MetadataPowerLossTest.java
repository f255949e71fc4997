package org.datalogistics.depot.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.PowerLossLayer;
import org.datalogistics.depot.disk.PowerLossLayer.Fate;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at any moment of a run of changes; what is read back must be the outcome of the
 * first so many changes, and of no fewer than the policy promises.
 */
class MetadataPowerLossTest {
  /** Everything happens often: many segments, transactions and checkpoints in a short run. */
  private static final Pace HASTY = new Pace(10, 1_000_000, 40, 20_000, 100, 1 << 20, 2_000);

  private static final int CHANGES = 150;
  private static final int CRASHES = 12;

  @TempDir Path folder;

  /** What is to be found after the first so many changes. */
  private record Expected(Map<Long, String> allocations, Map<Long, Boolean> doomed) {}

  private final List<Expected> states = new ArrayList<>();

  /** For each change how many writes there were when it was handed in, and when it was done. */
  private final List<Integer> handedIn = new ArrayList<>();

  private final Map<Integer, Integer> done = new HashMap<>();

  @SeededTest(cases = 3)
  void withoutForcingABeginningOfTheChangesIsLeft(SeededRandom random)
      throws IOException, SQLException {
    crashAnywhere(SyncPolicy.NONE, random);
  }

  @SeededTest(cases = 3)
  void whatWasForcedIsLeft(SeededRandom random) throws IOException, SQLException {
    crashAnywhere(SyncPolicy.METADATA, random);
  }

  private void crashAnywhere(SyncPolicy sync, SeededRandom random)
      throws IOException, SQLException {
    Path origin = java.nio.file.Files.createDirectory(folder.resolve("origin"));
    PowerLossLayer layer = new PowerLossLayer(origin, origin.resolve("metadata.db"));
    change(layer, origin, sync, random);
    for (int i = 0; i < CRASHES; i++) {
      int moment = random.between(0, layer.moment());
      Fate fate = random.pick(Fate.values());
      Path target = folder.resolve("crash" + i);
      layer.crash(moment, target, fate, random);
      boolean promised = sync != SyncPolicy.NONE || fate == Fate.KEPT;
      assertThat(promised ? acknowledged(moment) : 0)
          .as("%s at change %d of %d", fate, moment, layer.moment())
          .isLessThanOrEqualTo(survived(target, handedIn(moment)));
    }
  }

  private int acknowledged(int moment) {
    return (int) done.values().stream().filter(at -> at <= moment).count();
  }

  private int handedIn(int moment) {
    return (int) handedIn.stream().filter(at -> at <= moment).count();
  }

  /** How many changes the store shows, at most so many. */
  private int survived(Path target, int atMost) throws IOException, SQLException {
    try (MetadataStore store = MetadataStore.open(target, FileLayer.PLAIN, SyncPolicy.NONE)) {
      Map<Long, String> found = new TreeMap<>();
      SpaceUsage sum = SpaceUsage.NONE;
      for (AllocationRecord each : store.lists().list(Selection.all(0), 10_000, Map.of())) {
        found.put(each.id(), print(each));
        sum = sum.plus(each);
      }
      assertThat(store.db().usage()).isEqualTo(sum);
      Map<Long, Boolean> doomed = new TreeMap<>();
      store.doomed().forEach(id -> doomed.put(id, true));
      Expected expected = new Expected(found, doomed);
      for (int i = atMost; i >= 0; i--) {
        if (states.get(i).equals(expected)) {
          return i;
        }
      }
      throw new AssertionError("no first so many of " + atMost + " changes lead to " + expected);
    }
  }

  private static String print(AllocationRecord record) {
    return record.withKeys(Records.NO_KEYS).toString();
  }

  /** Makes changes, a few at a time, and notes what becomes of them. */
  private void change(PowerLossLayer layer, Path origin, SyncPolicy sync, SeededRandom random)
      throws IOException, SQLException {
    try (MetadataStore store = MetadataStore.open(origin, layer, sync, HASTY)) {
      store.setSetting("any", new byte[1]); // As a resource does: from here on it is durable.
      layer.snapshot();
      AllocationCache cache = new AllocationCache(store.reader(), 20);
      MetadataWriter writer =
          new MetadataWriter(store, cache, new DiskAccess(Runnable::run, System::nanoTime));
      Map<Long, AllocationRecord> live = new TreeMap<>();
      Map<Long, Boolean> doomed = new TreeMap<>();
      note(live, doomed);
      List<CompletableFuture<?>> open = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        handedIn.add(layer.moment());
        int number = i;
        open.add(
            change(writer, live, doomed, i + 1, random)
                .thenRun(() -> done.put(number, layer.moment())));
        note(live, doomed);
        if (random.chance(0.5)) {
          open.forEach(CompletableFuture::join);
          open.clear();
        }
      }
      open.forEach(CompletableFuture::join);
      writer.close();
    }
  }

  private void note(Map<Long, AllocationRecord> live, Map<Long, Boolean> doomed) {
    Map<Long, String> printed = new TreeMap<>();
    live.forEach((id, record) -> printed.put(id, print(record)));
    states.add(new Expected(printed, new TreeMap<>(doomed)));
  }

  private static CompletableFuture<?> change(
      MetadataWriter writer,
      Map<Long, AllocationRecord> live,
      Map<Long, Boolean> doomed,
      long id,
      SeededRandom random) {
    List<AllocationRecord> masters =
        live.values().stream().filter(each -> each.isLive() && !each.isAlias()).toList();
    int choice = masters.isEmpty() ? 0 : random.between(0, 9);
    if (choice < 4) {
      Long master = !masters.isEmpty() && random.chance(0.3) ? random.pick(masters).id() : null;
      AllocationRecord record = Records.any(id, random, master).withState(State.LIVE);
      live.put(id, record);
      return writer.submitHere(
          transaction -> {
            transaction.insert(new Allocation(record));
            return true;
          });
    }
    AllocationRecord target = random.pick(masters);
    if (choice < 7) {
      AllocationRecord next =
          target.withContents(target.contents().withSize(random.between(0L, 1000L)));
      live.put(target.id(), next);
      return writer.submitHere(
          transaction -> {
            transaction.update(transaction.find(target.id()), next);
            return true;
          });
    }
    if (choice < 8 && !doomed.isEmpty()) {
      long gone = random.pick(List.copyOf(doomed.keySet()));
      doomed.remove(gone);
      return writer.submitHere(
          transaction -> {
            transaction.forgetDoomed(gone);
            return true;
          });
    }
    live.values().removeIf(each -> each.window() != null && each.window().master() == target.id());
    if (choice < 9) {
      live.put(target.id(), target.withState(State.deletedAt(id)));
      return writer.submitHere(
          transaction -> {
            transaction.trash(transaction.find(target.id()), State.deletedAt(id));
            return true;
          });
    }
    live.remove(target.id());
    doomed.put(target.id(), true);
    return writer.submitHere(
        transaction -> {
          transaction.delete(transaction.find(target.id()));
          return true;
        });
  }
}
