package org.datalogistics.depot.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Shares of client addresses: what they may take, and how they are forgotten. */
class ClientsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Starts where the clock of a machine may start: shortly before it overflows. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5 * SECOND);

  private final Clients clients = new Clients(now::get);

  private static InetAddress address(int number) throws UnknownHostException {
    return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(number).array());
  }

  private static InetAddress named(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  private ClientShare enter(InetAddress address) {
    return Objects.requireNonNull(clients.enter(address, 0));
  }

  @Test
  void anAddressHasSoManyConnectionsAtOnce() throws UnknownHostException {
    ClientShare first = clients.enter(address(1), 2);
    assertThat(first).isNotNull();
    assertThat(clients.enter(address(1), 2)).isSameAs(first);
    assertThat(clients.enter(address(1), 2)).isNull();
    assertThat(clients.enter(address(2), 2)).isNotNull();
    clients.leave(Objects.requireNonNull(first));
    assertThat(clients.enter(address(1), 2)).isSameAs(first);
  }

  @Test
  void allAddressesOfAnIpv6SubnetAreOneClient() throws UnknownHostException {
    ClientShare first = enter(named("2001:db8:1:2:3::4"));
    assertThat(enter(named("2001:db8:1:2:ffff::9"))).isSameAs(first);
    assertThat(enter(named("2001:db8:1:3::4"))).isNotSameAs(first);
  }

  @Test
  void allocationsComeBackWithTime() throws UnknownHostException {
    ClientLimits limits = new ClientLimits(0, 6, 0, 0);
    ClientShare share = enter(address(1));
    for (int i = 0; i < 6; i++) {
      assertThat(share.allocate(limits, now.get())).isZero();
    }
    assertThat(share.allocate(limits, now.get())).isEqualTo(10 * SECOND);
    now.addAndGet(4 * SECOND);
    assertThat(share.allocate(limits, now.get())).isEqualTo(6 * SECOND);
    now.addAndGet(6 * SECOND);
    assertThat(share.allocate(limits, now.get())).isZero();
    assertThat(share.allocate(limits, now.get())).isPositive();
  }

  @Test
  void bytesAreDelayedToTheRate() throws UnknownHostException {
    ClientLimits limits = new ClientLimits(0, 0, 1_000_000, 0);
    ClientShare share = enter(address(1));
    long start = now.get();
    long bytes = 0;
    while (now.get() - start < 20 * SECOND) {
      now.addAndGet(share.received(50_000, limits, now.get()));
      bytes += 50_000;
    }
    assertThat(bytes / 20.0).isBetween(950_000.0, 1_050_000.0);
    assertThat(share.sent(1 << 30, limits, now.get())).isZero();
  }

  @Test
  void whoIsGoneIsForgottenAndAFloodOfAddressesIsBounded() throws UnknownHostException {
    ClientShare stays = enter(address(-1));
    for (int i = 0; i < 100_000; i++) {
      clients.leave(enter(address(i)));
    }
    assertThat(clients.size()).isLessThan(20_000);
    now.addAndGet(TimeUnit.MINUTES.toNanos(11));
    assertThat(enter(address(-1))).isSameAs(stays);
    assertThat(clients.size()).isEqualTo(1);
  }
}
