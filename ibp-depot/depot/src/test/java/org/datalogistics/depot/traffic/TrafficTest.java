package org.datalogistics.depot.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private final AtomicLong now = new AtomicLong();
  private final Traffic traffic = new Traffic(now::get);

  private static InetAddress address(int number) throws UnknownHostException {
    return InetAddress.getByAddress(
        new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void theBusiestNowComesFirstWhateverOthersDidBefore() throws Exception {
    ClientCounter early = traffic.connected(address(1));
    early.received(1_000_000);
    pass(Duration.ofSeconds(40));
    traffic.report(10);
    pass(Duration.ofSeconds(40));
    traffic.report(10);
    ClientCounter late = traffic.connected(address(2));
    late.sent(6000);
    pass(Duration.ofSeconds(20));

    TrafficReport report = traffic.report(10);

    assertThat(report.busiest())
        .extracting(ClientReport::address)
        .containsExactly("10.0.0.2", "10.0.0.1");
    assertThat(report.busiest().get(0).bytesPerSecond()).isEqualTo(6000 / 60.0);
    assertThat(report.busiest().get(1).bytesPerSecond()).isZero();
    assertThat(report.received()).isEqualTo(1_000_000);
    assertThat(report.sent()).isEqualTo(6000);
  }

  @Test
  void connectionsOfOneAddressCountTogether() throws Exception {
    ClientCounter one = traffic.connected(address(1));
    ClientCounter other = traffic.connected(address(1));
    other.ended("load", "ok", 1);
    one.disconnected();

    assertThat(traffic.report(1).busiest().get(0).connections()).isEqualTo(1);
    assertThat(traffic.report(1).busiest().get(0).commands()).isEqualTo(1);
  }

  @Test
  void whoWentAwayIsForgottenAfterAWhileOrWhenThereAreTooMany() throws Exception {
    traffic.connected(address(1)).disconnected();
    assertThat(traffic.report(10).busiest()).hasSize(1);
    pass(Duration.ofMinutes(11));
    assertThat(traffic.report(10).busiest()).isEmpty();

    for (int i = 0; i < 3 * Traffic.MAX_CLIENTS; i++) {
      traffic.connected(address(i)).disconnected();
    }
    assertThat(traffic.report(Integer.MAX_VALUE).busiest())
        .hasSizeLessThanOrEqualTo(Traffic.MAX_CLIENTS);
    assertThat(traffic.report(1).accepted()).isEqualTo(1 + 3 * Traffic.MAX_CLIENTS);
  }

  @Test
  void durationsAreCountedInTheirBuckets() throws Exception {
    ClientCounter client = traffic.connected(address(1));
    client.ended("load", "ok", Duration.ofNanos(500_000).toNanos());
    client.ended("load", "ok", Duration.ofMillis(3).toNanos());
    client.ended("load", "cap_not_found", Duration.ofMinutes(1).toNanos());

    CommandReport load = traffic.report(0).commands().get("load");

    assertThat(load.outcomes()).containsEntry("ok", 2L).containsEntry("cap_not_found", 1L);
    assertThat(load.buckets().get(0)).isEqualTo(1);
    assertThat(load.buckets().get(3)).isEqualTo(1);
    assertThat(load.buckets().get(CommandReport.BOUNDS.size())).isEqualTo(1);
    assertThat(load.seconds()).isEqualTo(60.0035);
  }
}
