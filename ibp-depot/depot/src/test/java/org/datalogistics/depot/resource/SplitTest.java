package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.depot.resource.TestResource.ANY_KEY;
import static org.datalogistics.depot.resource.TestResource.assertRefused;
import static org.datalogistics.depot.resource.TestResource.get;
import static org.datalogistics.ibp.Reliability.HARD;
import static org.datalogistics.ibp.Reliability.SOFT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.SpaceCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Space moves between allocations, and nothing is leased twice (IBP spec 7.6, 7.7). */
class SplitTest {
  @TempDir Path folder;

  private static CompletableFuture<IssuedKeys> split(
      TestResource one, IssuedKeys master, Reliability reliability, long seconds, long size) {
    try (AllocationHandle handle = one.manage(master)) {
      CompletableFuture<IssuedKeys> child =
          one.resource
              .splits()
              .split(
                  handle,
                  new SpaceCommand.Split(
                      ANY_KEY, reliability, AllocationType.BYTEARRAY, seconds, size, null, 0),
                  new CompletableFuture<>());
      child.exceptionally(failure -> new IssuedKeys("", "", "")).join();
      return child;
    }
  }

  private static CompletableFuture<Void> merge(
      TestResource one, IssuedKeys master, IssuedKeys child) {
    try (AllocationHandle handle = one.manage(master);
        AllocationHandle other = one.manage(child)) {
      CompletableFuture<Void> merged = one.resource.splits().merge(handle, other);
      merged.exceptionally(failure -> null).join();
      return merged;
    }
  }

  @Test
  void splitMovesSpaceAndCutsWhatLiesBehindTheNewEnd() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 1000, 100);
      one.store(master, "0123456789");
      IssuedKeys child = get(split(one, master, HARD, 60, 994));
      assertThat(one.probe(master).maxSize()).isEqualTo(6);
      assertThat(one.probe(master).size()).isEqualTo(6);
      assertThat(one.load(master.read(), 0, 6)).isEqualTo("012345");
      assertThat(one.probe(child).maxSize()).isEqualTo(994);
      assertThat(one.probe(child).secondsLeft()).isEqualTo(60);
      assertThat(one.resource.usage().total()).isEqualTo(1000);
      one.store(child, "abc");
      assertThat(one.load(child.read(), 0, 3)).isEqualTo("abc");
    }
  }

  @Test
  void splitIsRefusedWithoutEffect() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 100, 100);
      assertRefused(IbpError.WOULD_EXCEED_LIMIT, split(one, master, HARD, 60, 101));
      assertRefused(IbpError.LONG_DURATION, split(one, master, HARD, 999_999_999, 10));
      assertThat(one.probe(master).maxSize()).isEqualTo(100);
      assertThat(one.resource.usage().allocations()).isEqualTo(1);
    }
  }

  @Test
  void mergeGivesTheSpaceBackAndTheChildGoes() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 1000, 100);
      one.store(master, "hello");
      IssuedKeys child = get(split(one, master, SOFT, 60, 400));
      one.store(child, "abc");
      get(merge(one, master, child));
      assertThat(one.isThere(child)).isFalse();
      assertThat(one.probe(master).maxSize()).isEqualTo(1000);
      assertThat(one.load(master.read(), 0, 5)).isEqualTo("hello");
      assertThat(one.resource.usage().hard()).isEqualTo(1000);
      assertThat(one.resource.usage().soft()).isZero();
      assertThat(one.resource.usage().trashed()).isZero();
    }
  }

  @Test
  void aChildWithOtherReferencesIsNotMerged() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys master = one.allocate(HARD, 100, 100);
      IssuedKeys child = one.allocate(HARD, 100, 100);
      try (AllocationHandle handle = one.manage(child)) {
        get(
            one.resource
                .leases()
                .changeCount(
                    handle, new IbpCommand.ChangeCount(ANY_KEY, CapabilityKind.WRITE, true, 0)));
      }
      assertRefused(IbpError.GENERIC, merge(one, master, child));
      assertRefused(IbpError.GENERIC, merge(one, master, master));
      assertThat(one.isThere(child)).isTrue();
    }
  }

  @Test
  void renameReplacesTheKeysAndNothingElse() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys before = one.allocate(HARD, 100, 100);
      one.store(before, "hello");
      IssuedKeys after;
      try (AllocationHandle handle = one.manage(before)) {
        after = get(one.resource.leases().rename(handle));
      }
      assertThat(one.isThere(before)).isFalse();
      assertThatThrownBy(() -> one.load(before.read(), 0, 5)).hasMessageContaining("key");
      assertThat(one.load(after.read(), 0, 5)).isEqualTo("hello");
      assertThat(one.probe(after).secondsLeft()).isEqualTo(100);
    }
  }
}
