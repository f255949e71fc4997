package org.datalogistics.lors.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.testkit.SeededRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(5);

  private final FakeDepots depots = new FakeDepots();
  private final List<TransferEvent> events = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();
  private final byte[] data = new SeededRandom(7).bytes(300_000);

  @AfterEach
  void stop() {
    depots.close();
  }

  private Extent stored(int depot, long offset, int from, int to) {
    CapabilitySet set =
        depots
            .allocate(
                DEPOTS.get(depot),
                new IbpCommand.Allocate(
                    IbpCommand.ANY_RID, Reliability.HARD, AllocationType.BYTEARRAY, 60, 1, 0))
            .join();
    depots.store(set.write(), Payload.of(java.nio.ByteBuffer.wrap(data, from, to - from))).join();
    return Extent.builder(offset, to - from)
        .capabilities(set.read().uri(), set.write().uri(), set.manage().uri())
        .build();
  }

  private static CopyStage to(int... which) {
    return new CopyStage(
        Candidate.all(Arrays.stream(which).mapToObj(DEPOTS::get).toList()), which.length);
  }

  private static CopyJob job(ByteRange range, List<Extent> sources, CopyStage... stages) {
    return new CopyJob(range, sources, List.of(stages), Set.of());
  }

  private CopyRequest request(boolean thirdParty, CopyJob... jobs) {
    return new CopyRequest(
        List.of(jobs),
        Reliability.HARD,
        Duration.ofHours(1),
        thirdParty,
        new TransferLimits(3, 3 << 16, Duration.ofSeconds(30)));
  }

  private CopyResult run(CopyRequest request) throws CancelledException {
    return new Copies(depots, InstantSource.system()).run(request, events::add, cancellation);
  }

  private byte[] bytes(Extent extent) {
    return depots.stored(Capability.parse(String.valueOf(extent.read())));
  }

  @Test
  void thePartThatIsWantedIsPushedStraightToTheOtherDepot() throws Exception {
    Extent source = stored(0, 1000, 0, 300_000);

    CopyResult result = run(request(true, job(new ByteRange(1500, 2000), List.of(source), to(1))));

    Extent copy = result.extents().get(0);
    assertThat(bytes(copy)).isEqualTo(Arrays.copyOfRange(data, 500, 2500));
    assertThat(copy.range()).isEqualTo(new ByteRange(1500, 2000));
    assertThat(copy.allocOffset()).isZero();
    assertThat(copy.end()).isEqualTo(copy.start().plus(Duration.ofHours(1)));
    assertThat(depots.copies).containsExactly("PUSH depot0 depot1");
    assertThat(result.made().get(0).method()).isEqualTo(CopyMethod.PUSH);
    assertThat(events)
        .contains(
            new TransferEvent.Copied(new ByteRange(1500, 2000), DEPOTS.get(0), DEPOTS.get(1)));
  }

  @Test
  void aConditionedExtentIsCopiedAsStoredWithItsFunctions() throws Exception {
    Extent raw = stored(0, 0, 0, 133);
    Extent source =
        new Extent(
            0,
            60,
            40,
            133,
            100,
            FunctionChain.of(ConditioningStep.of("checksum", 133)),
            raw.capabilities(),
            null,
            null,
            raw.metadata().with("id", "x"));

    CopyResult result = run(request(true, job(new ByteRange(10, 5), List.of(source), to(1))));

    Extent copy = result.extents().get(0);
    assertThat(bytes(copy)).isEqualTo(Arrays.copyOf(data, 133));
    assertThat(copy.functions()).isEqualTo(source.functions());
    assertThat(copy.range()).isEqualTo(source.range());
    assertThat(copy.allocOffset()).isEqualTo(40);
    assertThat(copy.allocLength()).isEqualTo(133);
    assertThat(copy.id()).isEmpty();
  }

  @Test
  void aDepotThatDoesNotKnowPushSends() throws Exception {
    depots.noPush.add(DEPOTS.get(0));
    Extent source = stored(0, 0, 0, 1000);

    CopyResult result =
        run(
            request(
                true,
                job(new ByteRange(0, 400), List.of(source), to(1)),
                job(new ByteRange(400, 600), List.of(source), to(1))));

    assertThat(result.isComplete()).isTrue();
    assertThat(result.made()).allMatch(made -> made.method() == CopyMethod.SEND);
    assertThat(bytes(result.extents().get(1))).isEqualTo(Arrays.copyOfRange(data, 400, 1000));
    assertThat(depots.allocations()).isEqualTo(3);
  }

  @Test
  void depotsThatCannotReachEachOtherAreCopiedThroughTheClientInBoundedPieces() throws Exception {
    depots.apart.add(DEPOTS.get(0));
    Extent source = stored(0, 0, 0, 300_000);

    CopyResult result = run(request(true, job(new ByteRange(0, 300_000), List.of(source), to(1))));

    assertThat(result.made().get(0).method()).isEqualTo(CopyMethod.CLIENT);
    assertThat(bytes(result.extents().get(0))).isEqualTo(data);
    assertThat(depots.allocations()).isEqualTo(2);
  }

  @Test
  void whatCannotReachOneAnotherIsNotAskedAgainForEveryRange() throws Exception {
    depots.apart.add(DEPOTS.get(0));
    Extent source = stored(0, 0, 0, 300_000);
    CopyJob[] jobs = new CopyJob[50];
    for (int i = 0; i < jobs.length; i++) {
      jobs[i] = job(new ByteRange(i * 100L, 100), List.of(source), to(1));
    }

    CopyResult result = run(request(true, jobs));

    assertThat(result.isComplete()).isTrue();
    assertThat(depots.copies.size()).isLessThan(10);
  }

  @Test
  void anotherSourceThenAnotherTargetMakeGoodWhatFails() throws Exception {
    Extent gone = stored(0, 0, 0, 1000);
    depots.wipe(DEPOTS.get(0));
    Extent good = stored(1, 0, 0, 1000);
    depots.full.add(DEPOTS.get(2));

    CopyResult result =
        run(request(true, job(new ByteRange(0, 1000), List.of(gone, good), to(2, 3))));

    assertThat(result.made().get(0).from()).isEqualTo(DEPOTS.get(1));
    assertThat(result.made().get(0).to()).isEqualTo(DEPOTS.get(3));
    assertThat(result.failures()).isPositive();
    assertThat(depots.allocations()).isEqualTo(2);
  }

  @Test
  void aCopyThatIsShorterThanItsSourceDoesNotCount() throws Exception {
    depots.cutsShort.add(DEPOTS.get(0));
    Extent source = stored(0, 0, 0, 1000);

    CopyResult result = run(request(true, job(new ByteRange(0, 1000), List.of(source), to(1))));

    assertThat(bytes(result.extents().get(0))).isEqualTo(Arrays.copyOf(data, 1000));
    assertThat(result.made().get(0).method()).isEqualTo(CopyMethod.CLIENT);
    assertThat(depots.allocations()).isEqualTo(2);
  }

  @Test
  void whatCannotBeCopiedIsNamedWithTheLastReasonAndTheRestIsDone() throws Exception {
    Extent good = stored(0, 0, 0, 1000);
    Extent silent = stored(1, 1000, 0, 1000);
    depots.dead.add(DEPOTS.get(1));

    CopyResult result =
        run(
            request(
                true,
                job(new ByteRange(0, 1000), List.of(good), to(2)),
                job(new ByteRange(1000, 1000), List.of(silent), to(2, 3))));

    assertThat(result.made()).hasSize(1);
    assertThat(result.missed()).hasSize(1);
    assertThat(result.missed().get(0).range()).isEqualTo(new ByteRange(1000, 1000));
    assertThat(result.missed().get(0).reason()).contains("depot1");
  }

  @Test
  void copiesOfOneRangeGoToDistinctDepotsAndTheSecondMayComeFromTheFirst() throws Exception {
    Extent source = stored(0, 0, 0, 1000);
    CopyStage any = to(0, 1, 2);

    CopyResult result =
        run(
            request(
                true,
                new CopyJob(
                    new ByteRange(0, 1000),
                    List.of(source),
                    List.of(any, any, any),
                    Set.of(DEPOTS.get(0)))));

    assertThat(result.made())
        .extracting(CopyResult.Made::to)
        .containsExactlyInAnyOrder(DEPOTS.get(1), DEPOTS.get(2));
    assertThat(result.missed().get(0).reason()).contains("holds them already");
  }

  @Test
  void anotherFailureDomainIsPreferred() throws Exception {
    Extent source = stored(0, 0, 0, 1000);
    CopyStage stage =
        new CopyStage(
            List.of(
                Candidate.of(DEPOTS.get(1)).withDomain("hill"),
                Candidate.of(DEPOTS.get(2)).withDomain("hill"),
                Candidate.of(DEPOTS.get(3)).withDomain("lake")),
            3);

    CopyResult result =
        run(
            request(
                true,
                new CopyJob(
                    new ByteRange(0, 1000), List.of(source), List.of(stage, stage), Set.of())));

    assertThat(result.made())
        .extracting(CopyResult.Made::to)
        .contains(DEPOTS.get(3))
        .doesNotHaveDuplicates();
  }

  @Test
  void aChainGoesFromDepotToDepot() throws Exception {
    Extent source = stored(0, 0, 0, 1000);

    CopyResult result =
        run(request(true, job(new ByteRange(0, 1000), List.of(source), to(1), to(2), to(3))));

    assertThat(depots.copies)
        .containsExactly("PUSH depot0 depot1", "PUSH depot1 depot2", "PUSH depot2 depot3");
    assertThat(result.extents())
        .allMatch(copy -> Arrays.equals(bytes(copy), Arrays.copyOf(data, 1000)));
  }

  @Test
  void cancellingGivesEveryCopyBack() throws Exception {
    Extent first = stored(0, 0, 0, 1000);
    Extent second = stored(1, 1000, 0, 1000);
    depots.stalled.add(DEPOTS.get(1));
    CompletableFuture<Void> cancelled =
        CompletableFuture.runAsync(
            () -> {
              await().until(() -> depots.allocations() >= 4);
              cancellation.cancel();
            });

    assertThatThrownBy(
            () ->
                run(
                    request(
                        true,
                        job(new ByteRange(0, 1000), List.of(first), to(2)),
                        job(new ByteRange(1000, 1000), List.of(second), to(2)))))
        .isInstanceOf(CancelledException.class);

    cancelled.join();
    assertThat(depots.allocations()).isEqualTo(2);
  }
}
