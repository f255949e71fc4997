package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.resource.TestResource.ANY_KEY;
import static org.datalogistics.depot.resource.TestResource.assertRefused;
import static org.datalogistics.depot.resource.TestResource.get;
import static org.datalogistics.ibp.Reliability.HARD;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows onto allocations, with keys, counts and leases of their own (IBP spec 7.8). */
class AliasTest {
  @TempDir Path folder;

  private static <T> CompletableFuture<T> with(
      TestResource one, IssuedKeys keys, Function<AllocationHandle, CompletableFuture<T>> use) {
    try (AllocationHandle handle = one.manage(keys)) {
      CompletableFuture<T> result = use.apply(handle);
      result.handle((done, failure) -> true).join();
      return result;
    }
  }

  private static CompletableFuture<IssuedKeys> alias(
      TestResource one, IssuedKeys master, long offset, long length, long seconds) {
    return with(
        one,
        master,
        handle ->
            one.resource
                .aliases()
                .allocate(
                    handle, new AliasCommand.AliasAllocate(ANY_KEY, offset, length, seconds, 0)));
  }

  private static AliasStatus probe(TestResource one, IssuedKeys alias) throws RefusedException {
    try (AllocationHandle handle = one.manage(alias)) {
      return one.resource.aliases().probe(handle);
    }
  }

  private static AccessKey manage(IssuedKeys keys) {
    return new AccessKey("anything#" + keys.manage(), "1");
  }

  @Test
  void itOpensAWindowOfItsMaster() throws IOException, RefusedException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 100, 100);
      one.store(master, "0123456789");
      IssuedKeys alias = get(alias(one, master, 2, 5, 60));
      assertThat(probe(one, alias)).isEqualTo(new AliasStatus(1, 0, 2, 5, 60));
      try (AllocationHandle handle = one.find(alias.read(), CapabilityKind.READ)) {
        assertThat(handle.window()).isEqualTo(new Window(handle.allocation().id(), 2, 5));
        assertThat(handle.allocation().committed().size()).isEqualTo(10);
      }
      assertThat(one.probe(alias).maxSize()).isEqualTo(5);
      assertThat(one.probe(alias).size()).isEqualTo(5);
      assertThat(one.probe(alias).secondsLeft()).as("the master's").isEqualTo(100);
      IssuedKeys all = get(alias(one, master, 0, 0, 0));
      assertThat(one.load(all.read(), 0, 10)).isEqualTo("0123456789");
      assertThat(one.resource.usage().total()).isEqualTo(100);
      assertThat(one.resource.usage().aliases()).isEqualTo(2);
    }
  }

  @Test
  void aWindowBeyondTheMasterALongerLeaseOrAnAliasOfAnAliasIsRefused() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 100, 100);
      assertRefused(IbpError.WOULD_EXCEED_LIMIT, alias(one, master, 60, 41, 10));
      assertRefused(IbpError.WOULD_EXCEED_LIMIT, alias(one, master, 101, 0, 10));
      assertRefused(IbpError.LONG_DURATION, alias(one, master, 0, 0, 101));
      IssuedKeys alias = get(alias(one, master, 0, 0, 100));
      assertRefused(IbpError.WOULD_EXCEED_LIMIT, alias(one, alias, 0, 0, 10));
      assertRefused(IbpError.INVALID_CMD, one.change(alias, 10, 10, HARD));
    }
  }

  @Test
  void itIsManagedWithTheKeyOfItsMasterOnly() throws IOException, RefusedException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 100, 100);
      IssuedKeys other = one.allocate(HARD, 100, 100);
      IssuedKeys alias = get(alias(one, master, 0, 0, 50));
      for (AccessKey wrong : new AccessKey[] {null, manage(other), manage(alias)}) {
        assertRefused(
            IbpError.INVALID_MANAGE_CAP,
            with(
                one,
                alias,
                handle ->
                    one.resource
                        .aliases()
                        .truncate(handle, new AliasCommand.AliasTruncate(ANY_KEY, 10, wrong, 0))));
      }
      get(
          with(
              one,
              alias,
              handle ->
                  one.resource
                      .aliases()
                      .change(
                          handle,
                          new AliasCommand.AliasChange(ANY_KEY, 5, 10, 70, manage(master), 0))));
      assertThat(probe(one, alias)).isEqualTo(new AliasStatus(1, 0, 5, 10, 70));
      get(
          with(
              one,
              alias,
              handle ->
                  one.resource
                      .aliases()
                      .changeCount(
                          handle,
                          new AliasCommand.AliasChangeCount(
                              ANY_KEY, CapabilityKind.READ, false, manage(master), 0))));
      assertThat(one.isThere(alias)).isFalse();
      assertThat(one.isThere(master)).isTrue();
      assertThat(one.resource.usage().trashed()).isZero();
    }
  }

  @Test
  void itGoesWithItsMasterAndEndsWithItsLease() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 100, 100);
      IssuedKeys brief = get(alias(one, master, 0, 0, 10));
      IssuedKeys alias = get(alias(one, master, 0, 0, 0));
      one.advance(10);
      assertThat(one.isThere(brief)).isFalse();
      await().until(() -> one.resource.usage().aliases() == 1);
      one.delete(master);
      assertThat(one.isThere(alias)).isFalse();
      String id = one.clock.instant().getEpochSecond() + "_1";
      get(one.resource.trash().undelete(State.Kind.TRASH_DELETED, id, 60));
      assertThat(one.isThere(master)).isTrue();
    }
  }

  @Test
  void aMasterThatShrinksTakesItsWindowsAlong() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 100, 100);
      one.store(master, "0123456789");
      IssuedKeys alias = get(alias(one, master, 2, 50, 0));
      get(
          with(
              one,
              master,
              handle -> one.resource.leases().truncate(handle, 4, new CompletableFuture<>())));
      assertThat(one.probe(alias).maxSize()).isEqualTo(2);
      assertThat(one.probe(alias).size()).isEqualTo(2);
    }
  }
}
