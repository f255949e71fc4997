package org.datalogistics.lors.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.edit.Withhold;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.Safety;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.StoredFile;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.listing.ListedExtent;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.LocalDepot;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckTest {
  @RegisterExtension
  static final FabricExtension FABRIC = new FabricExtension(MiniFabric.builder().depots(3));

  private final IbpClient client = new IbpClient();
  private final byte[] data = new SeededRandom(3).bytes(45_000);

  @AfterEach
  void stop() {
    client.close();
  }

  private ExNode stored(int copies, Conditioning conditioning) throws Exception {
    return StoredFile.upload(client, FABRIC.fabric().addresses(), data, copies, conditioning);
  }

  private CheckResult check(CheckRequest request) throws Exception {
    return new Check(client, InstantSource.system())
        .run(
            request.withSoon(Duration.ofMinutes(5)).withLimits(StoredFile.LIMITS),
            TransferListener.NONE,
            new Cancellation());
  }

  private CheckResult verify(ExNode exNode) throws Exception {
    return check(CheckRequest.of(exNode).readingAll(KeyRing.NONE));
  }

  private static List<ExtentState> states(CheckResult result) {
    return result.data().stream().map(ListedExtent::state).distinct().toList();
  }

  private LocalDepot depotOf(Extent extent) {
    return FABRIC.fabric().depots().stream()
        .filter(depot -> extent.location().orElseThrow().port() == depot.address().port())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aWholeFileIsGoodByProbesAndByReading() throws Exception {
    ExNode exNode = stored(2, Conditioning.checksum(3000));

    assertThat(check(CheckRequest.of(exNode)).verdict()).isEqualTo(CheckResult.Verdict.GOOD);
    CheckResult result = verify(exNode);

    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.GOOD);
    assertThat(result.wanted()).isEqualTo(2);
    assertThat(result.safety().depots().min()).isEqualTo(2);
    assertThat(states(result)).containsExactly(ExtentState.LIVE);
  }

  @Test
  void aDeletedCopyIsARiskAndTheLastOneALoss() throws Exception {
    ExNode exNode = stored(2, Conditioning.NONE);
    Extent first = exNode.extents().get(0);
    StoredFile.delete(client, first);

    CheckResult risk = check(CheckRequest.of(exNode));
    StoredFile.delete(client, exNode.extents().get(1));
    CheckResult lost = check(CheckRequest.of(exNode));

    assertThat(risk.verdict()).isEqualTo(CheckResult.Verdict.AT_RISK);
    assertThat(risk.weak()).containsExactly(new Safety.Weak(new ByteRange(0, 10_000), 1));
    assertThat(lost.verdict()).isEqualTo(CheckResult.Verdict.LOST);
    assertThat(lost.lost()).containsExactly(new ByteRange(0, 10_000));
  }

  @Test
  void aSilentDepotIsOutOfReachButNothingIsLost() throws Exception {
    ExNode exNode = stored(1, Conditioning.NONE);
    LocalDepot depot = depotOf(exNode.extents().get(0));
    depot.stop();

    CheckResult result = check(CheckRequest.of(exNode));
    depot.start();

    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.OUT_OF_REACH);
    assertThat(result.lost()).isEmpty();
    assertThat(states(result)).contains(ExtentState.LIVE, ExtentState.UNREACHABLE);
  }

  @Test
  void changedBytesAreFoundByTheirChecksum() throws Exception {
    ExNode exNode = stored(2, Conditioning.checksum(3000));
    StoredFile.damage(client, exNode.extents().get(0), 5000);

    CheckResult result = verify(exNode);

    assertThat(result.data().get(0).state()).isEqualTo(ExtentState.CORRUPT);
    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.AT_RISK);
  }

  @Test
  void changedBytesWithoutChecksumAreFoundByComparingThreeCopies() throws Exception {
    ExNode exNode = stored(3, Conditioning.NONE);
    StoredFile.damage(client, exNode.extents().get(1), 5000);

    CheckResult result = verify(exNode);

    assertThat(result.data().get(1).state()).isEqualTo(ExtentState.CORRUPT);
    assertThat(result.data().get(1).problem()).contains("differ");
    assertThat(result.data().get(0).state()).isEqualTo(ExtentState.LIVE);
    assertThat(result.disputed()).isEmpty();
  }

  @Test
  void twoRawCopiesThatDifferAreDisputed() throws Exception {
    ExNode exNode = stored(2, Conditioning.NONE);
    StoredFile.damage(client, exNode.extents().get(0), 5000);

    CheckResult result = verify(exNode);

    assertThat(result.disputed()).containsExactly(new ByteRange(0, 10_000));
    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.DISPUTED);
  }

  @Test
  void aChecksumSaysWhichOfTwoCopiesIsRight() throws Exception {
    ExNode raw = stored(1, Conditioning.NONE);
    ExNode checked = stored(1, Conditioning.checksum(3000));
    List<Extent> both = new ArrayList<>(raw.extents());
    both.addAll(checked.extents());
    StoredFile.damage(client, raw.extents().get(0), 5000);

    CheckResult result = verify(raw.withExtents(both));

    assertThat(result.disputed()).isEmpty();
    assertThat(result.data().stream().filter(one -> one.state() == ExtentState.CORRUPT).toList())
        .singleElement()
        .satisfies(one -> assertThat(one.extent()).isEqualTo(raw.extents().get(0)));
  }

  @Test
  void fewerBytesThanTheDocumentNeedsAreFoundWithoutReading() throws Exception {
    ExNode exNode = stored(1, Conditioning.NONE);
    client
        .truncate(Capability.parse(String.valueOf(exNode.extents().get(0).manage())), 9_999)
        .join();

    CheckResult result = check(CheckRequest.of(exNode));

    assertThat(result.data().get(0).state()).isEqualTo(ExtentState.CORRUPT);
    assertThat(result.data().get(0).problem()).contains("9999").contains("10000");
  }

  @Test
  void whatHasOnlyAReadCapabilityIsSettledByLoading() throws Exception {
    ExNode whole = stored(1, Conditioning.NONE);
    ExNode shared = Withhold.from(whole, EnumSet.of(Withhold.Kind.WRITE, Withhold.Kind.MANAGE));
    assertThat(check(CheckRequest.of(shared)).verdict()).isEqualTo(CheckResult.Verdict.GOOD);

    StoredFile.delete(client, whole.extents().get(0));

    assertThat(check(CheckRequest.of(shared)).data().get(0).state()).isEqualTo(ExtentState.DEAD);
  }

  @Test
  void aLeaseThatEndsSoonIsARisk() throws Exception {
    ExNode exNode = stored(1, Conditioning.NONE);

    CheckResult result =
        new Check(client, InstantSource.system())
            .run(
                CheckRequest.of(exNode).withSoon(Duration.ofHours(2)),
                TransferListener.NONE,
                new Cancellation());

    assertThat(result.ending()).hasSameSizeAs(exNode.extents());
    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.AT_RISK);
  }
}
