package org.datalogistics.lors.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.edit.Withhold;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.StoredFile;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefreshTest {
  private static final Duration LONGEST = Duration.ofDays(2);

  @RegisterExtension
  static final FabricExtension FABRIC =
      new FabricExtension(MiniFabric.builder().depots(2).depotFlags("--max-duration", "2d"));

  private final IbpClient client = new IbpClient();

  @AfterEach
  void stop() {
    client.close();
  }

  private ExNode stored() throws Exception {
    return StoredFile.upload(
        client, FABRIC.fabric().addresses(), new byte[25_000], 2, Conditioning.NONE);
  }

  private RefreshResult refresh(ExNode exNode, LeaseTime time) throws Exception {
    return new Refresh(client, InstantSource.system())
        .run(exNode, time, StoredFile.LIMITS, new Cancellation());
  }

  private static void assertEnds(RefreshResult result, Instant end) {
    assertThat(result.failed()).isEmpty();
    assertThat(result.exNode().extents())
        .isNotEmpty()
        .allSatisfy(
            extent -> assertThat(extent.end()).isCloseTo(end, within(20, ChronoUnit.SECONDS)));
  }

  @Test
  void fourWaysToSayATimeChangeEveryLease() throws Exception {
    ExNode exNode = stored();
    Instant now = Instant.now();

    assertEnds(
        refresh(exNode, new LeaseTime.Add(Duration.ofHours(2))), now.plus(Duration.ofHours(3)));
    assertEnds(
        refresh(exNode, new LeaseTime.FromNow(Duration.ofHours(9))), now.plus(Duration.ofHours(9)));
    assertEnds(
        refresh(exNode, new LeaseTime.Until(now.plus(Duration.ofHours(5)))),
        now.plus(Duration.ofHours(5)));
    assertEnds(refresh(exNode, new LeaseTime.Maximum()), now.plus(LONGEST));
  }

  @Test
  void aDepotThatGrantsLessIsAskedForWhatItGrants() throws Exception {
    RefreshResult result = refresh(stored(), new LeaseTime.FromNow(Duration.ofDays(20)));

    assertEnds(result, Instant.now().plus(LONGEST));
    assertThat(result.leases()).allMatch(Renewed::isShort);
  }

  @Test
  void whatLastsLongEnoughStaysAsItIs() throws Exception {
    ExNode exNode = stored();

    RefreshResult result =
        refresh(exNode, new LeaseTime.AtLeast(Instant.now().plus(Duration.ofMinutes(5))));

    assertEnds(result, Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void extentsOfOneAllocationShareItsOneLease() throws Exception {
    ExNode exNode = stored();
    Extent first = exNode.extents().get(0);
    ExNode twice = exNode.toBuilder().add(first).build();

    RefreshResult result = refresh(twice, new LeaseTime.Add(Duration.ofHours(1)));

    assertThat(result.leases()).hasSize(exNode.extents().size());
    assertEnds(result, Instant.now().plus(Duration.ofHours(2)));
  }

  @Test
  void whatCannotBeChangedIsCountedWithDepotAndReasonAndTheRestIsDone() throws Exception {
    ExNode exNode = stored();
    Extent gone = exNode.extents().get(0);
    StoredFile.delete(client, gone);
    Extent withheld = Withhold.from(exNode.extents().get(1), EnumSet.of(Withhold.Kind.MANAGE));
    ExNode mixed = exNode.withExtents(List.of(gone, withheld, exNode.extents().get(2)));

    RefreshResult result = refresh(mixed, new LeaseTime.FromNow(Duration.ofHours(8)));

    assertThat(result.failed()).hasSize(2);
    assertThat(result.failed().get(0).problem()).contains("-4");
    assertThat(result.failed().get(1).problem()).contains("manage");
    assertThat(result.exNode().extents().get(0).end()).isEqualTo(gone.end());
    assertThat(result.exNode().extents().get(2).end())
        .isCloseTo(Instant.now().plus(Duration.ofHours(8)), within(20, ChronoUnit.SECONDS));
  }

  @Test
  void aMomentThatIsPastIsRefused() throws Exception {
    RefreshResult result = refresh(stored(), new LeaseTime.Until(Instant.now().minusSeconds(5)));

    assertThat(result.failed()).hasSize(result.leases().size());
    assertThat(result.failed().get(0).problem()).contains("past");
  }
}
