package org.datalogistics.lors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.plan.UploadBlock.Kind;
import org.junit.jupiter.api.Test;

class CopyPlacementTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(4);

  private static UploadBlock block(int index) {
    return UploadBlock.data(index, new ByteRange(index * 100L, 100), 2);
  }

  private static Candidate free(int depot, long bytes) {
    return Candidate.of(DEPOTS.get(depot)).withOffer(bytes, Duration.ZERO);
  }

  @Test
  void holdersGetNoneAndReservesComeLast() {
    CopyPlacement placement = new CopyPlacement(Candidate.all(DEPOTS), 2, Set.of());

    List<Candidate> order = placement.place(block(0), 1, Set.of(DEPOTS.get(0)));

    assertThat(Candidate.addresses(order))
        .containsExactly(DEPOTS.get(1), DEPOTS.get(2), DEPOTS.get(3));
  }

  @Test
  void copiesGoInTurnAndLessOftenToWhatFillsUp() {
    CopyPlacement placement =
        new CopyPlacement(List.of(free(0, 100_000), free(1, 100_000), free(2, 6_000)), 3, Set.of());
    Map<DepotAddress, Integer> counts = new HashMap<>();

    for (int i = 0; i < 120; i++) {
      Candidate first = placement.place(block(i), 1, Set.of()).get(0);
      counts.merge(first.address(), 1, Integer::sum);
    }

    assertThat(counts.get(DEPOTS.get(0))).isBetween(40, 50);
    assertThat(counts.get(DEPOTS.get(1))).isBetween(40, 50);
    assertThat(counts.get(DEPOTS.get(2))).isBetween(20, 39);
  }

  @Test
  void anotherFailureDomainComesFirstAndWhatFailedLast() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      candidates.add(Candidate.of(DEPOTS.get(i)).withDomain(i < 2 ? "hill" : "lake"));
    }
    CopyPlacement placement = new CopyPlacement(candidates, 4, Set.of(DEPOTS.get(2)));

    List<Candidate> order = placement.place(block(0), 1, Set.of(DEPOTS.get(0)));

    assertThat(Candidate.addresses(order))
        .containsExactly(DEPOTS.get(3), DEPOTS.get(1), DEPOTS.get(2));
  }

  @Test
  void aDepotWithoutABlockOfTheGroupIsPreferred() {
    CopyPlacement placement = new CopyPlacement(Candidate.all(DEPOTS), 4, Set.of());
    UploadBlock first = new UploadBlock(0, Kind.DATA, new ByteRange(0, 100), 100, 2, 0);
    UploadBlock second = new UploadBlock(1, Kind.DATA, new ByteRange(100, 100), 100, 2, 0);
    placement.holds(first, DEPOTS.get(0));
    placement.holds(second, DEPOTS.get(1));

    DepotAddress copy = placement.place(first, 1, Set.of(DEPOTS.get(0))).get(0).address();
    DepotAddress other = placement.place(second, 1, Set.of(DEPOTS.get(1))).get(0).address();

    assertThat(List.of(copy, other)).containsExactly(DEPOTS.get(2), DEPOTS.get(3));
  }
}
