package org.datalogistics.depot.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.junit.jupiter.api.Test;

class GatewaysTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Gateways gateways = new Gateways(now::get);

  private static IbpCommand.Copy copy(String host, CopyRoute route) {
    AccessKey key = new AccessKey("1#key", "1");
    Capability remote = new Capability(new DepotAddress(host, 6714), key, CapabilityKind.WRITE);
    return new IbpCommand.Send(key, remote, 0, 1, null, route, 30, 30);
  }

  @Test
  void theLogSaysOnceAnHourForEachDestinationThatACopyGoesStraight() {
    CopyRoute auto = CopyRoute.phoebus("auto");
    assertThat(gateways.passBy(copy("one.example.org", auto))).isTrue();
    assertThat(gateways.passBy(copy("one.example.org", auto))).isFalse();
    assertThat(gateways.passBy(copy("two.example.org", auto))).isTrue();
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(59)));
    assertThat(gateways.passBy(copy("one.example.org", auto))).isFalse();
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(60)));
    assertThat(gateways.passBy(copy("one.example.org", auto))).isTrue();
  }

  @Test
  void ordinaryCopiesAreNoNews() {
    assertThat(gateways.passBy(copy("one.example.org", CopyRoute.TCP))).isFalse();
  }
}
