package org.datalogistics.lors.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.lors.plan.PlanFixtures.extent;
import static org.datalogistics.lors.plan.PlanFixtures.file;
import static org.datalogistics.lors.plan.PlanFixtures.pieces;
import static org.datalogistics.lors.plan.PlanFixtures.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class DownloadSchedulerTest {
  private static final long MS = Duration.ofMillis(1).toNanos();
  private final IbpException down = new IbpException(IbpError.CANT_CONNECT, "test");
  private final IbpException gone = new IbpException(IbpError.CAP_NOT_FOUND, "test");

  private static DownloadScheduler scheduler(int threads, List<Piece> pieces) {
    return scheduler(pieces, new FetchPolicy(threads, 0, 2, 5, 2), false);
  }

  private static DownloadScheduler scheduler(
      List<Piece> pieces, FetchPolicy policy, boolean ordered) {
    return new DownloadScheduler(
        PieceList.of(pieces), policy, ordered, DownloadScheduler.Rebuilds.NONE, new DepotLoads());
  }

  private static DownloadScheduler inOrder(int threads, List<Piece> pieces) {
    return scheduler(pieces, new FetchPolicy(threads, 0, 2, 5, 9), true);
  }

  private static DownloadScheduler rebuilding(int threads, List<Piece> pieces) {
    return new DownloadScheduler(
        PieceList.of(pieces),
        new FetchPolicy(threads, 0, 2, 5, 2),
        false,
        piece -> 2,
        new DepotLoads());
  }

  @Test
  void startsPiecesInOrderUpToTheNumberOfThreadsAndSpreadsThem() {
    DownloadScheduler scheduler = scheduler(4, pieces(9, "a", "b"));

    assertThat(List.of(scheduler.next(0), scheduler.next(0), scheduler.next(0), scheduler.next(0)))
        .extracting(Fetch::toString)
        .containsExactly(
            "piece 0 from a:6714",
            "piece 1 from b:6714",
            "piece 2 from a:6714",
            "piece 3 from b:6714");
    assertThat(scheduler.next(0)).isNull();
  }

  @Test
  void aFailedFetchIsTriedAtTheOtherSourceAndTheDeadDepotIsLeftAlone() {
    DownloadScheduler scheduler = scheduler(2, pieces(4, "dead", "alive"));
    Fetch fetch = scheduler.next(0);
    assertThat(fetch.source().depot().host()).isEqualTo("dead");

    assertThat(scheduler.failed(fetch, down, 0)).isFalse();

    for (int i = 0; i < 4; i++) {
      Fetch next = scheduler.next(i * MS);
      assertThat(next.piece()).isEqualTo(i);
      assertThat(next.source().depot().host()).isEqualTo("alive");
      scheduler.finished(next, i * MS);
    }
    assertThat(scheduler.isDone()).isTrue();
  }

  @Test
  void notFoundIsRetriedOnceAndThenThePieceIsLost() {
    DownloadScheduler scheduler = inOrder(1, pieces(3, "a"));

    assertThat(scheduler.failed(scheduler.next(0), gone, 0)).isFalse();
    assertThat(scheduler.failed(scheduler.next(0), gone, 0)).isTrue();

    assertThat(scheduler.end()).isZero();
    assertThat(scheduler.next(0)).isNull();
    assertThat(scheduler.isDone()).isTrue();
  }

  @Test
  void everythingBeforeALostPieceIsStillFetched() {
    DownloadScheduler scheduler = inOrder(3, pieces(9, "a"));
    Fetch first = scheduler.next(0);
    Fetch second = scheduler.next(0);
    Fetch third = scheduler.next(0);
    scheduler.failed(second, new IbpException(IbpError.CAP_ACCESS_DENIED, "test"), 0);

    assertThat(scheduler.end()).isEqualTo(1);
    scheduler.finished(third, 0);
    assertThat(scheduler.isDone()).isFalse();
    scheduler.finished(first, 0);
    assertThat(scheduler.isDone()).isTrue();
    assertThat(scheduler.next(0)).isNull();
  }

  @Test
  void corruptDataMovesToTheNextCopy() {
    DownloadScheduler scheduler = scheduler(1, pieces(1, "bad", "good"));
    scheduler.failed(scheduler.next(0), new CorruptDataException("test"), 0);

    assertThat(scheduler.next(0).source().depot().host()).isEqualTo("good");
  }

  @Test
  void theOnlyDepotIsAskedAgainAfterAPause() {
    DownloadScheduler scheduler = scheduler(4, pieces(1, "a"));
    scheduler.failed(scheduler.next(0), down, 0);

    assertThat(scheduler.next(0)).isNull();
    long wait = scheduler.waitNanos();
    assertThat(wait).isBetween(MS, 1000 * MS);
    assertThat(scheduler.next(wait)).isNotNull();
  }

  @Test
  void aSlowPieceThatLaterOnesOvertookIsFetchedFromAnotherDepot() {
    DownloadScheduler scheduler = scheduler(2, pieces(20, "slow", "fast"));
    Fetch slow = scheduler.next(0);
    long now = 0;
    for (int i = 0; i < 5; i++) {
      Fetch other = scheduler.next(now);
      now += 10 * MS;
      scheduler.finished(other, now);
    }
    now += 500 * MS;

    Fetch second = scheduler.next(now);

    assertThat(second.piece()).isEqualTo(slow.piece());
    assertThat(second.source()).isNotEqualTo(slow.source());
    assertThat(scheduler.finished(second, now)).containsExactly(slow);
    scheduler.abandoned(slow);
    assertThat(scheduler.next(now).piece()).isEqualTo(6);
  }

  @Test
  void aSilentFetchIsDuplicatedWhenThereIsNothingElseToDo() {
    DownloadScheduler scheduler = scheduler(2, pieces(1, "a", "b"));
    scheduler.next(0);

    assertThat(scheduler.next(0)).isNull();
    long wait = scheduler.waitNanos();
    assertThat(wait).isLessThan(5000 * MS);
    assertThat(scheduler.next(wait)).isNotNull();
    assertThat(scheduler.stalled(wait)).isEmpty();
    assertThat(scheduler.stalled(60_000 * MS)).hasSize(2);
  }

  @Test
  void orderedOutputLimitsWhatWaitsInMemory() {
    DownloadScheduler scheduler = scheduler(pieces(50, "a"), new FetchPolicy(4, 0, 1, 5, 2), true);
    scheduler.next(0); // the first piece hangs
    int started = 1;
    for (Fetch fetch = scheduler.next(0); fetch != null; fetch = scheduler.next(0)) {
      scheduler.finished(fetch, MS);
      started++;
    }

    assertThat(started).isEqualTo(4);
  }

  @Test
  void noMoreFetchesPerDepotThanAllowed() {
    List<Piece> pieces = plan(file(40, extent(0, 20, "a"), extent(20, 20, "b")), 10).pieces();
    DownloadScheduler scheduler = scheduler(pieces, new FetchPolicy(8, 1, 2, 5, 2), false);

    assertThat(List.of(scheduler.next(0), scheduler.next(0)))
        .extracting(Fetch::toString)
        .containsExactly("piece 0 from a:6714", "piece 2 from b:6714");
    assertThat(scheduler.next(0)).isNull();
  }

  @Test
  void aHoleEndsThePlanBeforeIt() {
    DownloadScheduler scheduler =
        inOrder(2, plan(file(30, extent(0, 10, "a"), extent(20, 10, "a")), 10).pieces());

    scheduler.finished(scheduler.next(0), 0);

    assertThat(scheduler.end()).isEqualTo(1);
    assertThat(scheduler.next(0)).isNull();
    assertThat(scheduler.isDone()).isTrue();
  }

  @Test
  void outOfOrderEverythingThatCanBeHadIsFetched() {
    DownloadScheduler scheduler =
        scheduler(2, plan(file(30, extent(0, 10, "a"), extent(20, 10, "b")), 10).pieces());

    scheduler.finished(scheduler.next(0), 0);
    Fetch last = scheduler.next(0);
    assertThat(last.piece()).isEqualTo(2);
    scheduler.failed(last, new IbpException(IbpError.CAP_ACCESS_DENIED, "test"), 0);

    assertThat(scheduler.next(0)).isNull();
    assertThat(scheduler.isDone()).isTrue();
    assertThat(scheduler.lost()).containsExactly(1, 2);
    assertThat(List.of(scheduler.nextLost(), scheduler.nextLost(), scheduler.nextLost()))
        .containsExactly(1, 2, -1);
  }

  @Test
  void aPieceWithoutSourcesIsRebuilt() {
    DownloadScheduler scheduler = rebuilding(2, plan(file(20, extent(10, 10, "a")), 10).pieces());

    Fetch fetch = scheduler.next(0);

    assertThat(fetch.piece()).isEqualTo(1);
    assertThat(scheduler.nextRebuild()).isZero();
    assertThat(scheduler.nextRebuild()).isEqualTo(-1);
    scheduler.finished(fetch, MS);
    assertThat(scheduler.isDone()).isFalse();
    assertThat(scheduler.rebuilt(0, true, MS)).isEmpty();
    assertThat(scheduler.isDone()).isTrue();
    assertThat(scheduler.lost()).isEmpty();
  }

  @Test
  void aFailedSourceIsNotAskedAgainWhereThePieceCanBeRebuilt() {
    DownloadScheduler scheduler = rebuilding(1, pieces(1, "a"));
    scheduler.failed(scheduler.next(0), down, 0);

    assertThat(scheduler.next(0)).isNull();
    assertThat(scheduler.nextRebuild()).isZero();
    scheduler.rebuilt(0, false, MS);

    // Only now, as there is no other way.
    assertThat(scheduler.next(600 * MS)).isNotNull();
  }

  @Test
  void aPieceWhoseOnlySourceIsSilentIsRebuiltBesideIt() {
    DownloadScheduler scheduler = rebuilding(1, pieces(1, "a"));
    Fetch fetch = scheduler.next(0);

    assertThat(scheduler.next(2500 * MS)).isNull();
    assertThat(scheduler.nextRebuild()).isZero();

    assertThat(scheduler.rebuilt(0, true, 3000 * MS)).containsExactly(fetch);
    scheduler.abandoned(fetch);
    assertThat(scheduler.isDone()).isTrue();
  }

  @Test
  void aDepotThatCrawlsLosesItsPiecesToTheOthers() {
    DownloadScheduler scheduler = scheduler(3, pieces(40, "slow", "fast"));
    List<Fetch> onSlow = new ArrayList<>();
    long now = 0;
    int finished = 0;
    while (finished < 30) {
      for (Fetch fetch = scheduler.next(now); fetch != null; fetch = scheduler.next(now)) {
        if (fetch.source().depot().host().equals("slow")) {
          onSlow.add(fetch);
        }
      }
      now += 10 * MS;
      for (Fetch fetch : scheduler.active()) {
        if (fetch.source().depot().host().equals("fast")) {
          finished++;
          for (Fetch loser : scheduler.finished(fetch, now)) {
            scheduler.abandoned(loser);
          }
        }
      }
    }

    assertThat(onSlow).hasSizeLessThan(4);
  }

  @Test
  void whatADeadDepotAloneHasIsLostWithoutWaitingForEachPiece() {
    DownloadScheduler scheduler = scheduler(4, pieces(1000, "a"));
    long now = 0;
    while (!scheduler.isDone()) {
      Fetch fetch = scheduler.next(now);
      if (fetch != null) {
        scheduler.failed(fetch, down, now);
      } else if (!scheduler.isDone()) {
        now += Math.min(scheduler.waitNanos(), 200 * MS);
      }
    }

    assertThat(scheduler.lost()).hasSize(1000);
    assertThat(now).isBetween(5_000 * MS, 20_000 * MS);
  }

  @SeededTest(cases = 200)
  void withOneWorkingSourcePerPieceEveryPieceComesOnce(SeededRandom random) {
    int count = random.between(1, 60);
    boolean ordered = random.chance(0.5);
    FetchPolicy policy =
        new FetchPolicy(
            random.between(1, 8),
            random.between(0, 3),
            random.between(1, 3),
            random.between(0, 6),
            random.between(0, 4));
    DownloadScheduler scheduler =
        scheduler(pieces(count, "dead", "flaky", "alive"), policy, ordered);
    BitSet done = new BitSet();
    int delivered = 0;
    List<Fetch> inFlight = new ArrayList<>();
    long now = 0;
    while (!scheduler.isDone()) {
      Fetch fetch = scheduler.next(now);
      if (fetch != null) {
        inFlight.add(fetch);
        assertThat(inFlight.size()).isLessThanOrEqualTo(policy.threads());
        continue;
      }
      if (inFlight.isEmpty()) {
        assertThat(scheduler.waitNanos()).isBetween(1L, Duration.ofMinutes(1).toNanos());
        now += scheduler.waitNanos();
        continue;
      }
      now += random.between(1, 300) * MS;
      Fetch ended = inFlight.remove(random.between(0, inFlight.size() - 1));
      String host = ended.source().depot().host();
      if (host.equals("dead") || (host.equals("flaky") && random.chance(0.5))) {
        assertThat(scheduler.failed(ended, down, now)).isFalse();
      } else {
        assertThat(done.get(ended.piece())).isFalse();
        done.set(ended.piece());
        for (Fetch loser : scheduler.finished(ended, now)) {
          inFlight.remove(loser);
          scheduler.abandoned(loser);
        }
        while (done.get(delivered)) {
          delivered++;
          scheduler.delivered();
        }
      }
    }
    assertThat(done.cardinality()).isEqualTo(count);
    assertThat(scheduler.end()).isEqualTo(count);
  }
}
