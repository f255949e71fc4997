package org.datalogistics.lors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class UploadSchedulerTest {

  private static List<DepotAddress> depots(int count) {
    return IntStream.range(0, count).mapToObj(i -> new DepotAddress("d" + i, 6714)).toList();
  }

  @Test
  void copiesOfABlockGoToDistinctDepotsRoundRobin() {
    UploadScheduler scheduler = new UploadScheduler(depots(3), 3, 2);
    List<String> placed = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      scheduler.open(block);
      placed.add(scheduler.next(0) + ", " + scheduler.next(0));
    }

    assertThat(placed)
        .containsExactly(
            "block 0 on d0:6714, block 0 on d1:6714",
            "block 1 on d1:6714, block 1 on d2:6714",
            "block 2 on d2:6714, block 2 on d0:6714");
  }

  @Test
  void spreadsOverNoMoreThanMaxDepotsButOverEnoughForTheCopies() {
    UploadScheduler two = new UploadScheduler(depots(5), 2, 1);
    UploadScheduler three = new UploadScheduler(depots(5), 2, 3);
    Set<DepotAddress> used = new HashSet<>();
    for (int block = 0; block < 10; block++) {
      two.open(block);
      used.add(two.next(0).depot());
    }

    assertThat(used).containsExactlyInAnyOrderElementsOf(depots(2));
    assertThat(three.copies()).isEqualTo(3);
  }

  @Test
  void aReserveTakesThePlaceOfAFailedDepot() {
    UploadScheduler scheduler = new UploadScheduler(depots(3), 2, 1);
    scheduler.open(0);
    StoreJob job = scheduler.next(0);
    scheduler.failed(job, true, 0);

    StoreJob again = scheduler.next(0);

    assertThat(job.depot()).isEqualTo(depots(3).get(0));
    assertThat(again.depot()).isEqualTo(depots(3).get(2));
    assertThat(scheduler.isSettled(0)).isFalse();
    scheduler.stored(again);
    assertThat(scheduler.isSettled(0)).isTrue();
  }

  @Test
  void theOnlyDepotIsAskedAgainAfterAPause() {
    UploadScheduler scheduler = new UploadScheduler(depots(1), 4, 3);
    scheduler.open(0);
    scheduler.failed(scheduler.next(0), true, 0);

    assertThat(scheduler.copies()).isEqualTo(1);
    assertThat(scheduler.next(0)).isNull();
    long wait = scheduler.waitNanos();
    assertThat(wait).isBetween(1L, 1_000_000_000L);
    assertThat(scheduler.next(wait)).isNotNull();
  }

  @Test
  void aDepotThatRefusesABlockIsNotAskedForItAgain() {
    UploadScheduler scheduler = new UploadScheduler(depots(1), 4, 1);
    scheduler.open(7);
    scheduler.failed(scheduler.next(0), false, 0);

    assertThat(scheduler.next(0)).isNull();
    assertThat(scheduler.lostBlock()).isEqualTo(7);
  }

  @Test
  void losingACopyIsNotLosingTheBlock() {
    UploadScheduler scheduler = new UploadScheduler(depots(2), 2, 2);
    scheduler.open(0);
    StoreJob first = scheduler.next(0);
    StoreJob second = scheduler.next(0);
    scheduler.failed(second, false, 0);
    assertThat(scheduler.next(0)).isNull();
    scheduler.stored(first);
    assertThat(scheduler.next(0)).isNull();

    assertThat(scheduler.isSettled(0)).isTrue();
    assertThat(scheduler.lostBlock()).isEqualTo(-1);
    assertThat(scheduler.fewestCopies()).isEqualTo(1);
  }

  @SeededTest(cases = 200)
  void whileEnoughDepotsWorkEveryBlockIsStoredOnDistinctOnes(SeededRandom random) {
    int count = random.between(1, 8);
    int copies = random.between(1, count);
    Set<DepotAddress> dead = new HashSet<>(depots(count));
    random.shuffled(depots(count)).subList(0, copies).forEach(dead::remove);
    UploadScheduler scheduler =
        new UploadScheduler(depots(count), random.between(1, count), copies);
    int blocks = random.between(1, 40);
    Map<Integer, Set<DepotAddress>> stored = new HashMap<>();
    List<StoreJob> inFlight = new ArrayList<>();
    long now = 0;
    int opened = 0;
    while (opened < blocks || scheduler.openBlocks() > 0) {
      StoreJob job = inFlight.size() < 6 ? scheduler.next(now) : null;
      if (job != null) {
        inFlight.add(job);
      } else if (opened < blocks && inFlight.size() < 6) {
        scheduler.open(opened++);
      } else if (!inFlight.isEmpty()) {
        StoreJob ended = inFlight.remove(random.between(0, inFlight.size() - 1));
        if (dead.contains(ended.depot()) || random.chance(0.02)) {
          scheduler.failed(ended, true, now);
        } else {
          scheduler.stored(ended);
          assertThat(stored.computeIfAbsent(ended.block(), b -> new HashSet<>()))
              .doesNotContain(ended.depot());
          stored.get(ended.block()).add(ended.depot());
        }
      } else if (scheduler.openBlocks() > 0) {
        now += scheduler.waitNanos();
      }
    }
    assertThat(stored).hasSize(blocks);
    assertThat(scheduler.lostBlock()).isEqualTo(-1);
  }
}
