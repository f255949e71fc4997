package org.datalogistics.lors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class UploadSchedulerTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long BLOCK = 1000;

  private static List<Candidate> depots(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Candidate.of(new DepotAddress("d" + i, 6714)))
        .toList();
  }

  private static UploadScheduler scheduler(int depots, int maxDepots, int copies) {
    return new UploadScheduler(depots(depots), maxDepots, copies, 1, 6);
  }

  private static UploadBlock block(int index, int copies) {
    return UploadBlock.data(index, new ByteRange(index * BLOCK, BLOCK), copies);
  }

  private static void open(UploadScheduler scheduler, int index, int copies) {
    scheduler.open(block(index, copies), Set.of());
  }

  @Test
  void copiesOfABlockGoToDistinctDepotsRoundRobin() {
    UploadScheduler scheduler = scheduler(3, 3, 2);
    List<String> placed = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      open(scheduler, block, 2);
      placed.add(scheduler.next(true, 0) + ", " + scheduler.next(true, 0));
    }

    assertThat(placed)
        .containsExactly(
            "block 0 on d0:6714, block 0 on d1:6714",
            "block 1 on d1:6714, block 1 on d2:6714",
            "block 2 on d2:6714, block 2 on d0:6714");
  }

  @Test
  void spreadsOverNoMoreThanMaxDepotsButOverEnoughForTheCopies() {
    UploadScheduler two = scheduler(5, 2, 1);
    UploadScheduler three = scheduler(5, 2, 3);
    Set<String> used = new HashSet<>();
    for (int block = 0; block < 10; block++) {
      open(two, block, 1);
      StoreJob job = two.next(true, 0);
      used.add(job.depot().host());
      two.stored(job, 0);
    }

    assertThat(used).containsExactlyInAnyOrder("d0", "d1");
    assertThat(three.copies()).isEqualTo(3);
  }

  @Test
  void aReserveTakesThePlaceOfAFailedDepot() {
    UploadScheduler scheduler = scheduler(3, 2, 1);
    open(scheduler, 0, 1);
    StoreJob job = scheduler.next(false, 0);
    scheduler.failed(job, true, 0);

    StoreJob again = scheduler.next(false, 0);

    assertThat(job.depot().host()).isEqualTo("d0");
    assertThat(again.depot().host()).isEqualTo("d2");
    assertThat(again.why()).startsWith("once more after a failure; no. 3 of 3 (named)");
    assertThat(scheduler.isSettled(0)).isFalse();
    scheduler.stored(again, 0);
    assertThat(scheduler.isSettled(0)).isTrue();
  }

  @Test
  void theOnlyDepotIsAskedAgainAfterAPause() {
    UploadScheduler scheduler = scheduler(1, 4, 3);
    open(scheduler, 0, 3);
    scheduler.failed(scheduler.next(false, 0), true, 0);

    assertThat(scheduler.copies()).isEqualTo(1);
    assertThat(scheduler.next(false, 0)).isNull();
    long wait = scheduler.waitNanos();
    assertThat(wait).isBetween(1L, SECOND);
    assertThat(scheduler.next(false, wait)).isNotNull();
  }

  @Test
  void aDepotThatRefusesABlockIsNotAskedForItAgain() {
    UploadScheduler scheduler = scheduler(1, 4, 1);
    open(scheduler, 7, 1);
    scheduler.failed(scheduler.next(false, 0), false, 0);

    assertThat(scheduler.next(false, 0)).isNull();
    assertThat(scheduler.lostBlock()).isEqualTo(7);
  }

  @Test
  void losingACopyIsNotLosingTheBlock() {
    UploadScheduler scheduler = scheduler(2, 2, 2);
    open(scheduler, 0, 2);
    StoreJob first = scheduler.next(false, 0);
    StoreJob second = scheduler.next(false, 0);
    scheduler.failed(second, false, 0);
    assertThat(scheduler.next(false, 0)).isNull();
    scheduler.stored(first, 0);
    assertThat(scheduler.next(false, 0)).isNull();

    assertThat(scheduler.isSettled(0)).isTrue();
    assertThat(scheduler.lostBlock()).isEqualTo(-1);
    assertThat(scheduler.fewestCopies()).isEqualTo(1);
  }

  @Test
  void copiesThatAnEarlierRunHasStoredAreNotStoredAgain() {
    UploadScheduler scheduler = scheduler(3, 3, 2);
    scheduler.open(block(0, 2), Set.of(new DepotAddress("d0", 6714)));

    StoreJob job = scheduler.next(false, 0);

    assertThat(job.depot().host()).isNotEqualTo("d0");
    assertThat(scheduler.next(false, 0)).isNull();
    scheduler.stored(job, 0);
    assertThat(scheduler.isSettled(0)).isTrue();
  }

  @Test
  void aStoreThatTakesMuchLongerThanUsualIsBegunOnceMoreElsewhere() {
    UploadScheduler scheduler = scheduler(3, 3, 1);
    open(scheduler, 0, 1);
    StoreJob slow = scheduler.next(true, 0);
    scheduler.allocated(slow);
    for (int block = 1; block < 5; block++) {
      open(scheduler, block, 1);
      StoreJob job = scheduler.next(true, 0);
      scheduler.stored(job, SECOND / 10);
    }
    assertThat(scheduler.next(true, SECOND)).isNull();

    StoreJob second = scheduler.next(true, 3 * SECOND);

    assertThat(second.isSecond()).isTrue();
    assertThat(second.block().index()).isZero();
    assertThat(second.depot()).isNotEqualTo(slow.depot());
    assertThat(second.why()).startsWith("second store, d0:6714 is late; ");
    assertThat(scheduler.next(true, 3 * SECOND)).isNull();
    assertThat(scheduler.stored(second, 4 * SECOND)).containsExactly(slow);
    assertThat(scheduler.isSettled(0)).isTrue();
    scheduler.dropped(slow);
  }

  @Test
  void aDepotThatWasSlowOnceIsUsedAgain() {
    UploadScheduler scheduler = scheduler(2, 2, 1);
    open(scheduler, 0, 1);
    StoreJob slow = scheduler.next(false, 0);
    StoreJob second = scheduler.next(false, 4 * SECOND);
    scheduler.stored(second, 4 * SECOND);
    scheduler.dropped(slow);
    Set<String> used = new HashSet<>();
    for (int block = 1; block < 10; block++) {
      open(scheduler, block, 1);
      StoreJob job = scheduler.next(true, (4 + block) * SECOND);
      used.add(job.depot().host());
      scheduler.stored(job, (4 + block) * SECOND);
    }

    assertThat(used).containsExactlyInAnyOrder("d0", "d1");
  }

  @Test
  void aStoreThatLostTheRaceIsInVain() {
    UploadScheduler scheduler = scheduler(2, 2, 1);
    open(scheduler, 0, 1);
    StoreJob silent = scheduler.next(false, 0); // the ALLOCATE is not answered
    StoreJob second = scheduler.next(false, 4 * SECOND);
    scheduler.stored(second, 4 * SECOND);

    assertThat(scheduler.stored(silent, 5 * SECOND)).isNull();
  }

  @Test
  void aDepotThatDoesNotGetDoneGetsNothingMore() {
    UploadScheduler scheduler = scheduler(2, 2, 1);
    Map<String, Integer> given = new HashMap<>();
    long now = 0;
    for (int block = 0; block < 200; block++) {
      open(scheduler, block, 1);
      for (StoreJob job = scheduler.next(true, now); job != null; job = scheduler.next(true, now)) {
        given.merge(job.depot().host(), 1, Integer::sum);
        scheduler.allocated(job);
        if (job.depot().host().equals("d1")) {
          now += SECOND / 100;
          List<StoreJob> losers = scheduler.stored(job, now);
          if (losers != null) {
            losers.forEach(scheduler::dropped);
          }
        }
      }
      now += SECOND / 20;
    }

    assertThat(given.get("d0")).isLessThan(30);
    assertThat(given.get("d1")).isGreaterThan(160);
  }

  @Test
  void whereNobodyElseCanTakeItACopyIsGivenUpButNeverTheLastOne() {
    UploadScheduler scheduler = scheduler(2, 2, 2);
    open(scheduler, 0, 2);
    StoreJob fast = scheduler.next(false, 0);
    StoreJob crawling = scheduler.next(false, 0);
    scheduler.allocated(crawling);
    scheduler.next(false, 60 * SECOND);
    assertThat(scheduler.hopeless(60 * SECOND)).isEmpty();
    scheduler.stored(fast, SECOND);
    scheduler.next(false, 60 * SECOND);

    assertThat(scheduler.hopeless(60 * SECOND)).containsExactly(crawling);

    assertThat(scheduler.isSettled(0)).isTrue();
    assertThat(scheduler.fewestCopies()).isEqualTo(1);
    scheduler.dropped(crawling);
  }

  @Test
  void copiesGoToDistinctSitesWhereThereAreAny() {
    List<Candidate> ranked =
        List.of(
            depots(4).get(0).withDomain("here"),
            depots(4).get(1).withDomain("here"),
            depots(4).get(2).withDomain("here"),
            depots(4).get(3).withDomain("there"));
    UploadScheduler scheduler = new UploadScheduler(ranked, 2, 2, 1, 6);
    for (int block = 0; block < 20; block++) {
      open(scheduler, block, 2);
      StoreJob first = scheduler.next(true, 0);
      StoreJob second = scheduler.next(true, 0);
      assertThat(Set.of(first.depot().host(), second.depot().host())).contains("d3").hasSize(2);
      scheduler.stored(first, 0);
      scheduler.stored(second, 0);
    }
  }

  @Test
  void aDepotWithoutRoomIsLeftOutWhileOthersHaveSome() {
    List<Candidate> ranked =
        List.of(
            depots(2).get(0).withOffer(5 * BLOCK, Duration.ZERO),
            depots(2).get(1).withOffer(1000 * BLOCK, Duration.ZERO));
    UploadScheduler scheduler = new UploadScheduler(ranked, 2, 1, 1, 6);
    Map<String, Integer> given = new HashMap<>();
    for (int block = 0; block < 100; block++) {
      open(scheduler, block, 1);
      StoreJob job = scheduler.next(true, 0);
      given.merge(job.depot().host(), 1, Integer::sum);
      scheduler.stored(job, 0);
    }

    assertThat(given.get("d0")).isBetween(1, 5);
    assertThat(given.get("d1")).isGreaterThanOrEqualTo(95);
  }

  @SeededTest(cases = 100)
  void membersOfAGroupAreOnDistinctDepotsWhenThereAreEnough(SeededRandom random) {
    int width = random.between(2, 7);
    int count = random.between(width, 9);
    UploadScheduler scheduler = new UploadScheduler(depots(count), 1, 1, width, 4);
    Map<Integer, Set<DepotAddress>> groups = new HashMap<>();
    List<StoreJob> inFlight = new ArrayList<>();
    int blocks = width * random.between(1, 8);
    int opened = 0;
    while (opened < blocks || scheduler.openBlocks() > 0) {
      StoreJob job = inFlight.size() < 4 ? scheduler.next(opened < blocks, 0) : null;
      if (job != null) {
        inFlight.add(job);
        assertThat(groups.computeIfAbsent(job.block().group(), g -> new HashSet<>()))
            .doesNotContain(job.depot());
        groups.get(job.block().group()).add(job.depot());
      } else if (opened < blocks && inFlight.size() < 4) {
        ByteRange range = new ByteRange(opened * BLOCK, BLOCK);
        UploadBlock.Kind kind =
            opened % width == 0 ? UploadBlock.Kind.PARITY : UploadBlock.Kind.DATA;
        scheduler.open(new UploadBlock(opened, kind, range, BLOCK, 1, opened / width), Set.of());
        opened++;
      } else {
        scheduler.stored(inFlight.remove(random.between(0, inFlight.size() - 1)), 0);
      }
    }
    assertThat(groups.values()).allMatch(depots -> depots.size() == width);
  }

  @SeededTest(cases = 200)
  void whileEnoughDepotsWorkEveryBlockIsStoredOnDistinctOnes(SeededRandom random) {
    int count = random.between(1, 8);
    int copies = random.between(1, count);
    Set<DepotAddress> dead = new HashSet<>(Candidate.addresses(depots(count)));
    random
        .shuffled(depots(count))
        .subList(0, copies)
        .forEach(candidate -> dead.remove(candidate.address()));
    UploadScheduler scheduler = scheduler(count, random.between(1, count), copies);
    int blocks = random.between(1, 40);
    Map<Integer, Set<DepotAddress>> stored = new HashMap<>();
    List<StoreJob> inFlight = new ArrayList<>();
    long now = 0;
    int opened = 0;
    while (opened < blocks || scheduler.openBlocks() > 0) {
      StoreJob job = inFlight.size() < 6 ? scheduler.next(opened < blocks, now) : null;
      if (job != null) {
        inFlight.add(job);
      } else if (opened < blocks && inFlight.size() < 6) {
        open(scheduler, opened++, copies);
      } else if (!inFlight.isEmpty()) {
        now += random.between(1, 400) * (SECOND / 1000);
        StoreJob ended = inFlight.remove(random.between(0, inFlight.size() - 1));
        if (dead.contains(ended.depot()) || random.chance(0.02)) {
          scheduler.failed(ended, true, now);
        } else {
          List<StoreJob> losers = scheduler.stored(ended, now);
          assertThat(losers).isNotNull();
          losers.forEach(inFlight::remove);
          losers.forEach(scheduler::dropped);
          assertThat(stored.computeIfAbsent(ended.block().index(), b -> new HashSet<>()))
              .doesNotContain(ended.depot());
          stored.get(ended.block().index()).add(ended.depot());
        }
      } else if (scheduler.openBlocks() > 0) {
        now += scheduler.waitNanos();
      }
    }
    assertThat(stored).hasSize(blocks);
    assertThat(stored.values().stream().map(Set::size).collect(Collectors.toSet()))
        .allMatch(holders -> holders >= 1 && holders <= copies);
    assertThat(scheduler.lostBlock()).isEqualTo(-1);
  }
}
