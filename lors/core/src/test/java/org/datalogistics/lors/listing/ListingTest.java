package org.datalogistics.lors.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeBuilder;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.FakeDepots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final DepotAddress DEPOT = FakeDepots.addresses(1).get(0);

  private final FakeDepots depots = new FakeDepots();

  @AfterEach
  void stop() {
    depots.close();
  }

  private CapabilitySet allocate() throws Exception {
    return depots
        .allocate(
            DEPOT,
            new IbpCommand.Allocate("0", Reliability.HARD, AllocationType.BYTEARRAY, 60, 10, 0))
        .get();
  }

  private static Extent extent(long offset, CapabilityUris capabilities) {
    return Extent.builder(offset, 10)
        .capabilities(capabilities)
        .lifetime(NOW, NOW.plusSeconds(100))
        .build();
  }

  private ListedExtent probe(CapabilityUris capabilities) throws Exception {
    ExNode exNode = ExNode.builder("f").add(extent(0, capabilities)).build();
    return new Listing(depots, InstantSource.fixed(NOW))
        .physical(exNode, 2, Duration.ofSeconds(5), Duration.ofSeconds(5), new Cancellation())
        .get(0);
  }

  @Test
  void aLiveAllocationTellsItsExpiry() throws Exception {
    CapabilitySet set = allocate();

    ListedExtent listed = probe(new CapabilityUris(set.read().uri(), null, set.manage().uri()));

    assertThat(listed.state()).isEqualTo(ExtentState.LIVE);
    assertThat(listed.expiry()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(listed.mayBeRead()).isTrue();
  }

  @Test
  void aDepotThatCannotBeReachedIsNotAskedForEachOfItsExtents() throws Exception {
    CapabilityUris uris = new CapabilityUris(allocate().read().uri(), null, null);
    ExNodeBuilder file = ExNode.builder("f");
    for (int i = 0; i < 50; i++) {
      file.add(extent(10L * i, uris));
    }
    int before = depots.requests(DEPOT);
    depots.dead.add(DEPOT);

    List<ListedExtent> listed =
        new Listing(depots, InstantSource.fixed(NOW))
            .physical(
                file.build(), 2, Duration.ofSeconds(5), Duration.ofSeconds(50), new Cancellation());

    assertThat(listed)
        .hasSize(50)
        .allMatch(one -> one.state() == ExtentState.UNREACHABLE && one.problem() != null);
    assertThat(depots.requests(DEPOT) - before).isLessThanOrEqualTo(2);
  }

  @Test
  void notFoundByTheManageCapabilityIsDead() throws Exception {
    CapabilitySet set = allocate();
    depots.wipe(DEPOT);

    ListedExtent listed = probe(new CapabilityUris(set.read().uri(), null, set.manage().uri()));

    assertThat(listed.state()).isEqualTo(ExtentState.DEAD);
    assertThat(listed.mayBeRead()).isFalse();
  }

  @Test
  void notFoundByTheReadCapabilityProvesNothing() throws Exception {
    CapabilitySet set = allocate();
    depots.wipe(DEPOT);

    ListedExtent listed = probe(CapabilityUris.readOnly(set.read().uri()));

    assertThat(listed.state()).isEqualTo(ExtentState.UNKNOWN);
    assertThat(listed.expiry()).isEqualTo(NOW.plusSeconds(100));
  }

  @Test
  void aDepotThatIsAwayIsUnreachable() throws Exception {
    CapabilitySet set = allocate();
    depots.dead.add(DEPOT);

    assertThat(probe(CapabilityUris.readOnly(set.read().uri())).state())
        .isEqualTo(ExtentState.UNREACHABLE);
  }

  @Test
  void aMalformedCapabilityIsNamed() throws Exception {
    ListedExtent listed = probe(CapabilityUris.readOnly("ibp://depot0:6714/half"));

    assertThat(listed.state()).isEqualTo(ExtentState.MALFORMED);
    assertThat(listed.problem()).contains("capability");
  }

  @Test
  void extentsAreNumberedByOffset() {
    ExNode exNode =
        ExNode.builder("f")
            .add(extent(20, CapabilityUris.NONE))
            .add(extent(0, CapabilityUris.NONE))
            .add(extent(10, CapabilityUris.NONE))
            .build();

    List<ListedExtent> listed = Listing.logical(exNode);

    assertThat(listed)
        .extracting(one -> one.index() + ":" + one.extent().offset())
        .containsExactly("0:0", "1:10", "2:20");
  }
}
