package org.datalogistics.testkit.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.datalogistics.depot.Depot;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.client.UnisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MiniFabricTest {
  @RegisterExtension
  final FabricExtension extension = new FabricExtension(MiniFabric.builder().depots(2).withUnis());

  @Test
  void depotsServeAndListThemselvesAndGoOnAfterAStop() throws Exception {
    MiniFabric fabric = extension.fabric();
    await()
        .until(() -> fabric.depots().stream().map(LocalDepot::depot).allMatch(Depot::isRegistered));
    UnisClient unis = new UnisClient(fabric.unis());
    List<ServiceRecord> services = unis.services(Query.all());
    assertThat(services)
        .extracting(ServiceRecord::accessPoint)
        .containsExactlyInAnyOrderElementsOf(
            fabric.addresses().stream().map(address -> "ibp://" + address).toList());
    assertThat(services).allMatch(ServiceRecord::enabled);

    LocalDepot first = fabric.depot(0);
    int port = first.address().port();
    first.stop();
    assertThat(unis.services(Query.all()))
        .extracting(ServiceRecord::status)
        .containsExactlyInAnyOrder("ON", "OFF");
    first.start();
    assertThat(first.address().port()).isEqualTo(port);
    try (RawClient client = RawClient.connect(port)) {
      client.send("1 4 3 30\n").expect("1 1 \n");
    }
  }
}
