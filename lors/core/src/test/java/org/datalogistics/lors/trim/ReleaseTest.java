package org.datalogistics.lors.trim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.edit.Withhold;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.StoredFile;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReleaseTest {
  @RegisterExtension
  final FabricExtension fabric = new FabricExtension(MiniFabric.builder().depots(2));

  private final IbpClient client = new IbpClient();

  @AfterEach
  void stop() {
    client.close();
  }

  private List<Released> release(List<Extent> extents, boolean kill) throws Exception {
    return new Release(client).run(extents, kill, StoredFile.LIMITS, new Cancellation());
  }

  private ExNode stored() throws Exception {
    return StoredFile.upload(
        client, fabric.fabric().addresses(), new byte[20_000], 1, Conditioning.NONE);
  }

  private int references(Extent extent) {
    return client.probe(Capability.parse(String.valueOf(extent.manage()))).join().readCount();
  }

  @Test
  void oneReferenceIsTakenOffOrAllOfThem() throws Exception {
    Extent extent = stored().extents().get(0);
    Capability manage = Capability.parse(String.valueOf(extent.manage()));
    client.increment(manage, CapabilityKind.READ).join();
    client.increment(manage, CapabilityKind.READ).join();

    assertThat(release(List.of(extent), false)).allMatch(Released::isDone);
    assertThat(references(extent)).isEqualTo(2);
    assertThat(release(List.of(extent), true)).allMatch(Released::isDone);
    assertThat(client.probe(manage)).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void whatIsGoneAlreadyCountsAsGivenBack() throws Exception {
    Extent extent = stored().extents().get(0);
    StoredFile.delete(client, extent);

    Released released = release(List.of(extent), false).get(0);

    assertThat(released.isDone()).isTrue();
    assertThat(released.wasGone()).isTrue();
  }

  @Test
  void whatCannotBeGivenBackIsNamed() throws Exception {
    ExNode exNode = stored();
    Extent away = exNode.extents().get(0);
    Extent withheld = Withhold.from(exNode.extents().get(1), EnumSet.of(Withhold.Kind.MANAGE));
    fabric.fabric().depots().stream()
        .filter(depot -> away.location().orElseThrow().port() == depot.address().port())
        .forEach(depot -> depot.stop());

    List<Released> released = release(List.of(away, withheld), false);

    assertThat(released).noneMatch(Released::isDone);
    assertThat(released.get(0).problem()).contains("cannot connect");
    assertThat(released.get(1).problem()).contains("manage");
  }
}
