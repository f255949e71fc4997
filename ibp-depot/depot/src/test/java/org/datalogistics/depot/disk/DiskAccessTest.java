package org.datalogistics.depot.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskAccessTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000); // The clock may wrap.
  private final List<Runnable> handedOver = new ArrayList<>();
  private final DiskAccess disk = new DiskAccess(handedOver::add, now::get);

  private void work(long nanos) {
    disk.execute(() -> now.addAndGet(nanos));
  }

  @Test
  void quickWorkRunsAtOnce() {
    work(100);
    work(DiskAccess.SLOW);
    assertThat(handedOver).isEmpty();
  }

  @Test
  void afterSlowWorkAllGoesToTheDiskThreadsForAWhile() {
    work(DiskAccess.SLOW + 1);
    work(100);
    now.addAndGet(DiskAccess.FIRST_PENALTY - 1);
    work(100);
    assertThat(handedOver).hasSize(2);
    now.addAndGet(1);
    work(100);
    assertThat(handedOver).hasSize(2);
  }

  @Test
  void aDiskThatStaysSlowIsTriedEverMoreSeldom() {
    long wait = DiskAccess.FIRST_PENALTY;
    for (int i = 0; i < 12; i++) {
      work(DiskAccess.SLOW + 1);
      now.addAndGet(wait - 1);
      work(100);
      assertThat(handedOver).hasSize(i + 1);
      now.addAndGet(1);
      wait = Math.min(2 * wait, DiskAccess.LONGEST_PENALTY);
    }
    work(100);
    work(DiskAccess.SLOW + 1);
    now.addAndGet(DiskAccess.FIRST_PENALTY);
    work(100);
    assertThat(handedOver).hasSize(12);
  }

  @Test
  void longWorkNeverRunsHere() {
    disk.executeLong(() -> {});
    assertThat(handedOver).hasSize(1);
  }
}
