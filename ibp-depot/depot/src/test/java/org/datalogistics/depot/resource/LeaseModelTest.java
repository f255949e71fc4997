package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.depot.resource.TestResource.ANY_KEY;
import static org.datalogistics.depot.resource.TestResource.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.IntegrityConfig;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.lease.TrashEntry;
import org.datalogistics.depot.metadata.UsageAudit;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.SpaceCommand;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to leases by several at once, no space is leased twice and none is lost. */
class LeaseModelTest {
  private static final long SIZE = 5000;
  private static final long HARD_SIZE = 3000;

  @TempDir Path folder;

  @SeededTest(cases = 3)
  void spaceAddsUp(SeededRandom random) throws IOException, InterruptedException {
    Path place = folder.resolve("r" + random.between(0L, Long.MAX_VALUE));
    ResourceConfig config =
        new ResourceConfig(
            "1",
            place,
            new SpaceLimits(SIZE, HARD_SIZE, SpaceLimits.AUTO, 0),
            new LeaseTerms(
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofHours(1)),
            IntegrityConfig.DEFAULT,
            SyncPolicy.NONE,
            java.util.Optional.empty());
    SpaceUsage last;
    try (TestResource one = new TestResource(config, FileLayer.PLAIN)) {
      List<Thread> threads = new ArrayList<>();
      List<Actor> actors = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Actor actor = new Actor(one, random.fork());
        actors.add(actor);
        threads.add(new Thread(actor));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(actors).allSatisfy(actor -> assertThat(actor.failure).isNull());
      assertThat(actors).allMatch(actor -> actor.done > 50);
      last = one.resource.usage();
    }
    try (TestResource one = new TestResource(config, FileLayer.PLAIN)) {
      assertThat(one.resource.usage()).isEqualTo(last);
      assertThat(UsageAudit.error(place)).isEqualTo(SpaceUsage.NONE);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Does this and that with its allocations, and checks the sums after each step. */
  private static final class Actor implements Runnable {
    private final TestResource one;
    private final SeededRandom random;
    private final List<IssuedKeys> mine = new ArrayList<>();
    private Throwable failure;
    private int done;

    Actor(TestResource one, SeededRandom random) {
      this.one = one;
      this.random = random;
    }

    @Override
    public void run() {
      try {
        for (int i = 0; i < 400; i++) {
          step();
          SpaceUsage usage = one.resource.usage();
          assertThat(usage.total() + usage.trash()).isLessThanOrEqualTo(SIZE);
          assertThat(usage.hard()).isBetween(0L, HARD_SIZE);
          assertThat(usage.soft()).isNotNegative();
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }

    private void step() {
      switch (random.pick(0, 0, 0, 1, 2, 3, 4, 5, 6, 7)) {
        case 0 -> allocate();
        case 1 -> with(this::change);
        case 2 -> with(handle -> drop(handle));
        case 3 -> with(this::split);
        case 4 -> merge();
        case 5 -> with(this::alias);
        case 6 -> undelete();
        default -> one.advance(1);
      }
    }

    private Reliability reliability() {
      return random.pick(Reliability.HARD, Reliability.SOFT);
    }

    private void allocate() {
      keep(one.resource.allocate(request(reliability(), size(), random.between(1L, 60L))));
    }

    private long size() {
      return random.between(1L, 700L);
    }

    private CompletableFuture<?> change(AllocationHandle handle) {
      return one.resource
          .leases()
          .change(
              handle,
              new IbpCommand.Change(ANY_KEY, size(), random.between(-1L, 60L), reliability(), 0));
    }

    private CompletableFuture<?> drop(AllocationHandle handle) {
      return one.resource
          .leases()
          .changeCount(handle, new IbpCommand.ChangeCount(ANY_KEY, CapabilityKind.READ, false, 0));
    }

    private CompletableFuture<?> split(AllocationHandle handle) {
      CompletableFuture<IssuedKeys> child =
          one.resource
              .splits()
              .split(
                  handle,
                  new SpaceCommand.Split(
                      ANY_KEY,
                      reliability(),
                      AllocationType.BYTEARRAY,
                      random.between(1L, 60L),
                      random.between(1L, 300L),
                      null,
                      0),
                  new CompletableFuture<>());
      keep(child);
      return child;
    }

    private CompletableFuture<?> alias(AllocationHandle handle) {
      return one.resource
          .aliases()
          .allocate(handle, new AliasCommand.AliasAllocate(ANY_KEY, 0, 0, 0, 0));
    }

    private void merge() {
      with(
          master ->
              with(child -> one.resource.splits().merge(master, child))
                  ? CompletableFuture.completedFuture(true)
                  : CompletableFuture.completedFuture(false));
    }

    private void undelete() {
      State.Kind bin = random.pick(State.Kind.TRASH_DELETED, State.Kind.TRASH_EXPIRED);
      List<TrashEntry> entries = one.resource.trash().list(bin, 5).join();
      if (!entries.isEmpty()) {
        tried(one.resource.trash().undelete(bin, random.pick(entries).trashId(), 30));
      }
    }

    private interface Use {
      CompletableFuture<?> of(AllocationHandle handle);
    }

    private boolean with(Use use) {
      if (mine.isEmpty()) {
        return false;
      }
      IssuedKeys keys = random.pick(mine);
      try (AllocationHandle handle =
          one.resource.find(keys.manage(), EnumSet.of(CapabilityKind.MANAGE)).join()) {
        return tried(use.of(handle));
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(RefusedException.class);
        mine.remove(keys); // Its lease ended, or its space was taken.
        return false;
      }
    }

    private void keep(CompletableFuture<IssuedKeys> granted) {
      if (tried(granted)) {
        mine.add(granted.join());
      }
    }

    private boolean tried(CompletableFuture<?> attempt) {
      try {
        TestResource.get(attempt);
        done++;
        return true;
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(RefusedException.class);
        return false;
      }
    }
  }
}
