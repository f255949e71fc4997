package org.datalogistics.lors.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.StoredFile;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.copy.CopyMethod;
import org.datalogistics.lors.copy.CopyResult;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RepairTest {
  @RegisterExtension
  static final FabricExtension FABRIC = new FabricExtension(MiniFabric.builder().depots(4));

  private final IbpClient client = new IbpClient();
  private final byte[] data = new SeededRandom(5).bytes(45_000);

  @AfterEach
  void stop() {
    client.close();
  }

  private List<DepotAddress> depots() {
    return FABRIC.fabric().addresses();
  }

  private ExNode stored(int copies, Conditioning conditioning) throws Exception {
    return StoredFile.upload(client, depots().subList(0, 3), data, copies, conditioning);
  }

  private CheckResult check(ExNode exNode, Duration soon) throws Exception {
    return new Check(client, InstantSource.system())
        .run(
            CheckRequest.of(exNode)
                .readingAll(KeyRing.NONE)
                .withCopies(2)
                .withSoon(soon)
                .withLimits(StoredFile.LIMITS),
            TransferListener.NONE,
            new Cancellation());
  }

  private CheckResult check(ExNode exNode) throws Exception {
    return check(exNode, Duration.ofMinutes(1));
  }

  private RepairRequest request(CheckResult found, List<DepotAddress> targets) {
    return new RepairRequest(
        found,
        Candidate.all(targets),
        4,
        Reliability.HARD,
        Duration.ofHours(5),
        4_000,
        true,
        StoredFile.LIMITS);
  }

  private RepairResult repair(RepairRequest request) throws Exception {
    return new Repair(client, InstantSource.system())
        .run(request, TransferListener.NONE, new Cancellation());
  }

  @Test
  void deletedAndDamagedCopiesAreReplacedDepotToDepot() throws Exception {
    ExNode exNode = stored(2, Conditioning.checksum(3000));
    StoredFile.delete(client, exNode.extents().get(0));
    StoredFile.damage(client, exNode.extents().get(3), 4000);

    RepairResult result = repair(request(check(exNode), depots()));

    assertThat(result.isWhole()).isTrue();
    assertThat(result.dropped()).hasSize(2);
    assertThat(result.copies().made()).hasSize(2).allMatch(m -> m.method() == CopyMethod.PUSH);
    assertThat(check(result.exNode()).verdict()).isEqualTo(CheckResult.Verdict.GOOD);
    assertThat(StoredFile.download(client, result.exNode())).isEqualTo(data);
  }

  @Test
  void aFileWithOneCopyGetsTheSecondInBlocksOnOtherDepots() throws Exception {
    ExNode exNode = stored(1, Conditioning.NONE);

    RepairResult result = repair(request(check(exNode), depots()));

    assertThat(result.isWhole()).isTrue();
    assertThat(result.copies().extents()).allMatch(copy -> copy.length() <= 4_000);
    assertThat(check(result.exNode()).safety().depots().min()).isEqualTo(2);
    List<Extent> onlyNew = result.copies().extents();
    assertThat(StoredFile.download(client, exNode.withExtents(onlyNew))).isEqualTo(data);
  }

  @Test
  void whatIsLostIsNamedAndTheRestIsMended() throws Exception {
    ExNode exNode = stored(1, Conditioning.NONE);
    StoredFile.delete(client, exNode.extents().get(1));

    RepairResult result = repair(request(check(exNode), depots()));

    assertThat(result.isWhole()).isFalse();
    assertThat(result.unmended())
        .containsExactly(
            new RepairResult.Unmended(new ByteRange(10_000, 10_000), "no copy is left"));
    assertThat(result.copies().made()).isNotEmpty();
  }

  @Test
  void leasesThatEndSoonAreProlongedAndTheDocumentSaysSo() throws Exception {
    ExNode exNode = stored(2, Conditioning.NONE);

    RepairResult result = repair(request(check(exNode, Duration.ofHours(2)), depots()));

    assertThat(result.renewed()).hasSize(exNode.extents().size());
    assertThat(result.exNode().extents())
        .allSatisfy(
            extent ->
                assertThat(extent.end())
                    .isCloseTo(
                        Instant.now().plus(Duration.ofHours(5)), within(20, ChronoUnit.SECONDS)));
  }

  @Test
  void withoutAnotherDepotItSaysSo() throws Exception {
    ExNode exNode = stored(1, Conditioning.NONE);
    DepotAddress only =
        depots().stream()
            .filter(
                depot -> depot.port() == exNode.extents().get(0).location().orElseThrow().port())
            .findFirst()
            .orElseThrow();

    RepairResult result = repair(request(check(exNode), List.of(only)));

    assertThat(result.unmended()).anyMatch(left -> left.reason().contains("holds them already"));
    assertThat(result.copies().made())
        .extracting(CopyResult.Made::to)
        .allMatch(Set.of(only)::contains);
  }

  @Test
  void wrongBytesAreGivenBackOnceTheNewDocumentIsKept() throws Exception {
    ExNode exNode = stored(2, Conditioning.checksum(3000));
    Extent wrong = exNode.extents().get(0);
    StoredFile.damage(client, wrong, 4000);
    RepairRequest request = request(check(exNode), depots());
    RepairResult result = repair(request);
    assertThat(check(exNode.withExtents(List.of(wrong))).data().get(0).problem())
        .doesNotContain("-4");

    new Repair(client, InstantSource.system()).release(request, result, new Cancellation());

    assertThat(check(exNode.withExtents(List.of(wrong))).data().get(0).problem()).contains("-4");
  }
}
