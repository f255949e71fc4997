package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.allocation.State.Kind.TRASH_DELETED;
import static org.datalogistics.depot.allocation.State.Kind.TRASH_EXPIRED;
import static org.datalogistics.depot.resource.TestResource.assertRefused;
import static org.datalogistics.depot.resource.TestResource.get;
import static org.datalogistics.ibp.Reliability.HARD;
import static org.datalogistics.ibp.Reliability.SOFT;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.depot.lease.TrashEntry;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was deleted or expired comes back until it is emptied (IBP spec 5, 10). */
class TrashTest {
  @TempDir Path folder;

  @Test
  void aDeletedAllocationComesBackWithItsKeysItsBytesAndOneReference() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys keys = one.allocate(HARD, 100, 10);
      one.store(keys, "hello");
      String id = one.clock.instant().getEpochSecond() + "_1";
      one.delete(keys);
      assertThat(one.isThere(keys)).isFalse();
      assertThat(get(one.resource.trash().list(TRASH_DELETED, 10)))
          .containsExactly(new TrashEntry(id, 100, 5));
      one.advance(600);
      assertRefused(IbpError.GENERIC, one.resource.trash().undelete(TRASH_EXPIRED, id, 60));
      assertRefused(IbpError.GENERIC, one.resource.trash().undelete(TRASH_DELETED, "1_1", 60));
      assertRefused(IbpError.GENERIC, one.resource.trash().undelete(TRASH_DELETED, id, 99999999));
      get(one.resource.trash().undelete(TRASH_DELETED, id, 60));
      AllocationStatus status = one.probe(keys);
      assertThat(status.readCount()).isEqualTo(1);
      assertThat(status.secondsLeft()).isEqualTo(60);
      assertThat(one.load(keys.read(), 0, 5)).isEqualTo("hello");
      assertThat(one.resource.usage().total()).isEqualTo(100);
      assertThat(one.resource.usage().trash()).isZero();
      assertRefused(IbpError.GENERIC, one.resource.trash().undelete(TRASH_DELETED, id, 60));
    }
  }

  @Test
  void anExpiredAllocationIsKeptForItsTimeAndThenGone() throws IOException {
    LeaseTerms terms =
        new LeaseTerms(
            Duration.ofDays(1), Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(10));
    try (TestResource one = new TestResource(folder, 1000, terms)) {
      IssuedKeys keys = one.allocate(SOFT, 100, 10);
      one.advance(11);
      await().until(() -> one.resource.usage().trash() == 100);
      TrashEntry entry = get(one.resource.trash().list(TRASH_EXPIRED, 10)).get(0);
      get(one.resource.trash().undelete(TRASH_EXPIRED, entry.trashId(), 5));
      assertThat(one.isThere(keys)).isTrue();
      one.advance(6);
      await().until(() -> one.resource.usage().trash() == 100);
      one.advance(601);
      await().until(() -> one.resource.usage().trash() == 0);
      List<TrashEntry> left = get(one.resource.trash().list(TRASH_EXPIRED, 10));
      assertThat(left).isEmpty();
    }
  }

  @Test
  void binsThatKeepNothingDeleteForGood() throws IOException {
    LeaseTerms terms =
        new LeaseTerms(Duration.ofDays(1), Duration.ZERO, Duration.ZERO, Duration.ZERO);
    try (TestResource one = new TestResource(folder, 1000, terms)) {
      one.delete(one.allocate(HARD, 100, 10));
      assertThat(one.resource.usage().trashed()).isZero();
      one.allocate(HARD, 100, 10);
      one.advance(10);
      await().until(() -> one.resource.usage().total() == 0);
      assertThat(one.resource.usage().trashed()).isZero();
    }
  }

  @Test
  void trashOutlivesARestart() throws IOException {
    IssuedKeys keys;
    try (TestResource one = new TestResource(folder, 1000)) {
      keys = one.allocate(HARD, 100, 1000);
      one.delete(keys);
    }
    try (TestResource one = new TestResource(folder, 1000)) {
      TrashEntry entry = get(one.resource.trash().list(TRASH_DELETED, 10)).get(0);
      get(one.resource.trash().undelete(TRASH_DELETED, entry.trashId(), -1));
      assertThat(one.probe(keys).secondsLeft())
          .isEqualTo(LeaseTerms.DEFAULT.maxDuration().toSeconds());
    }
  }
}
