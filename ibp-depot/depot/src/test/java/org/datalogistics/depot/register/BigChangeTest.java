package org.datalogistics.depot.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.ops.DepotHealth;
import org.datalogistics.depot.ops.ResourceHealth;
import org.datalogistics.depot.resource.ResourceState;
import org.datalogistics.depot.traffic.TrafficReport;
import org.datalogistics.ibp.DepotStatus;
import org.junit.jupiter.api.Test;

class BigChangeTest {
  private static DepotHealth using(long bytes, String... alarms) {
    DepotStatus space = new DepotStatus("1", 1000, bytes, 1000, bytes, 1000 - bytes, 0, 60);
    return new DepotHealth(
        "1.0",
        "h:1",
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        0,
        TrafficReport.NONE,
        List.of(
            new ResourceHealth(
                space,
                SpaceUsage.NONE,
                ResourceState.READ_WRITE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        List.of(alarms));
  }

  @Test
  void fivePercentOfUseIsNotMuchAndMoreIs() {
    assertThat(BigChange.between(using(100), using(150))).isFalse();
    assertThat(BigChange.between(using(100), using(50))).isFalse();
    assertThat(BigChange.between(using(100), using(151))).isTrue();
    assertThat(BigChange.between(using(100), using(49))).isTrue();
  }

  @Test
  void anotherStateIs() {
    assertThat(BigChange.between(using(100), using(100, "a disk failed"))).isTrue();
    assertThat(BigChange.between(using(100, "a disk failed"), using(100))).isTrue();
  }
}
