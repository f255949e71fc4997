package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.resource.TestResource.assertRefused;
import static org.datalogistics.depot.resource.TestResource.get;
import static org.datalogistics.depot.resource.TestResource.request;
import static org.datalogistics.ibp.Reliability.HARD;
import static org.datalogistics.ibp.Reliability.SOFT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose space is taken when somebody needs it, and whose never (IBP spec 5). */
class ReclaimTest {
  @TempDir Path folder;

  @Test
  void aHardAllocationTakesSoftSpaceTheSoonestToEndFirst() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys late = one.allocate(SOFT, 300, 3000);
      IssuedKeys soon = one.allocate(SOFT, 300, 1000);
      IssuedKeys middle = one.allocate(SOFT, 300, 2000);
      IssuedKeys hard = one.allocate(HARD, 500, 10);
      assertThat(one.isThere(soon)).isFalse();
      assertThat(one.isThere(middle)).isFalse();
      assertThat(one.isThere(late)).isTrue();
      assertThat(one.isThere(hard)).isTrue();
      assertThat(one.resource.usage().total()).isEqualTo(800);
      assertThat(one.resource.usage().trash()).isZero();
    }
  }

  @Test
  void theFileOfRevokedSpaceIsUnlinked() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      one.store(one.allocate(SOFT, 1000, 1000), "hello");
      assertThat(files()).isEqualTo(1);
      one.allocate(HARD, 1000, 10);
      await().until(() -> files() == 0);
    }
  }

  @Test
  void softAllocationsTakeNoSpaceOfOthersAndHardOnesNoneOfHardOnes() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      one.allocate(HARD, 500, 1000);
      IssuedKeys soft = one.allocate(SOFT, 400, 1000);
      assertRefused(IbpError.WOULD_EXCEED_LIMIT, one.resource.allocate(request(SOFT, 200, 10)));
      assertRefused(IbpError.WOULD_EXCEED_LIMIT, one.resource.allocate(request(HARD, 501, 10)));
      assertThat(one.isThere(soft)).as("nothing is taken for what can not fit").isTrue();
      one.allocate(HARD, 500, 1000);
      assertThat(one.isThere(soft)).isFalse();
    }
  }

  @Test
  void growthOfAHardAllocationAndTurningHardTakeSoftSpaceToo() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys hard = one.allocate(HARD, 100, 1000);
      IssuedKeys turning = one.allocate(SOFT, 500, 10);
      IssuedKeys soft = one.allocate(SOFT, 400, 1000);
      get(one.change(turning, 600, -1, HARD));
      assertThat(one.isThere(soft)).isFalse();
      assertThat(one.probe(turning).reliability()).isEqualTo(HARD);
      IssuedKeys other = one.allocate(SOFT, 300, 1000);
      try (AllocationHandle handle = one.manage(hard)) {
        get(
            one.resource
                .leases()
                .truncate(handle, 400, new java.util.concurrent.CompletableFuture<>()));
      }
      assertThat(one.isThere(other)).isFalse();
      assertRefused(IbpError.WOULD_EXCEED_POLICY, one.change(hard, 401, -1, HARD));
    }
  }

  @Test
  void trashGoesBeforeEndedLeasesAndTheseBeforeSoftOnes() throws IOException {
    LeaseTerms terms =
        new LeaseTerms(
            Duration.ofDays(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
    try (TestResource one = new TestResource(folder, 1000, terms)) {
      IssuedKeys soft = one.allocate(SOFT, 250, 2000);
      IssuedKeys ended = one.allocate(HARD, 250, 10);
      IssuedKeys deleted = one.allocate(HARD, 250, 10);
      one.delete(deleted);
      one.advance(60);
      assertThat(one.isThere(ended)).as("in its grace").isTrue();
      one.allocate(HARD, 500, 2000);
      assertThat(one.resource.usage().trash()).isZero();
      assertThat(one.isThere(ended)).isTrue();
      one.allocate(HARD, 250, 2000);
      assertThat(one.isThere(ended)).isFalse();
      assertThat(one.isThere(soft)).isTrue();
      one.allocate(HARD, 250, 2000);
      assertThat(one.isThere(soft)).isFalse();
    }
  }

  @Test
  void spaceInTheTrashIsFreeForEverybodyAndNotTold() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      one.delete(one.allocate(HARD, 600, 10));
      one.delete(one.allocate(HARD, 400, 10));
      assertThat(one.resource.status().used()).isZero();
      assertThat(one.resource.status().allocable()).isEqualTo(1000);
      one.allocate(SOFT, 300, 10);
      List<?> left = get(one.resource.trash().list(State.Kind.TRASH_DELETED, 10));
      assertThat(left).as("the oldest went").hasSize(1);
      assertThat(one.resource.usage().trash()).isEqualTo(400);
    }
  }

  @Test
  void thousandsOfSmallOnesGiveWayToALargeOne() throws IOException {
    try (TestResource one = new TestResource(folder, 3000)) {
      List<IssuedKeys> small = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        small.add(one.allocate(i % 2 == 0 ? SOFT : HARD, 1, 100));
      }
      for (int i = 1; i < 2000; i += 2) {
        one.delete(small.get(i));
      }
      one.allocate(HARD, 3000, 10);
      assertThat(one.resource.usage().total()).isEqualTo(3000);
      assertThat(one.resource.usage().trash()).isZero();
    }
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
