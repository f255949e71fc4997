package org.datalogistics.depot.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.junit.jupiter.api.Test;

class OwnAddressesTest {
  private static OwnAddresses bound(String address) throws UnknownHostException {
    return new OwnAddresses("depot.example.org", InetAddress.getByName(address), Set.of(6714));
  }

  private static DepotAddress at(String text) {
    return DepotAddress.parse(text);
  }

  @Test
  void aDepotOnAllAddressesKnowsItselfUnderEachOfThem() throws UnknownHostException {
    OwnAddresses own = bound("0.0.0.0");
    assertThat(own.contains(at("depot.example.org:6714"))).isTrue();
    assertThat(own.contains(at("DEPOT.example.org:6714"))).isTrue();
    assertThat(own.contains(at("127.0.0.1:6714"))).isTrue();
    assertThat(own.contains(at("127.8.8.8:6714"))).isTrue();
    assertThat(own.contains(at("localhost:6714"))).isTrue();
    assertThat(own.contains(at("192.0.2.1:6714"))).isFalse();
    assertThat(own.contains(at("other.example.org:6714"))).isFalse();
    assertThat(own.contains(at("127.0.0.1:6715"))).isFalse();
  }

  @Test
  void aDepotOnOneAddressKnowsItselfUnderThatOne() throws UnknownHostException {
    OwnAddresses own = bound("127.0.0.1");
    assertThat(own.contains(at("127.0.0.1:6714"))).isTrue();
    assertThat(own.contains(at("localhost:6714"))).isTrue();
    assertThat(own.contains(at("127.0.0.2:6714"))).isFalse();
    assertThat(bound("192.0.2.1").contains(at("127.0.0.1:6714"))).isFalse();
    assertThat(bound("192.0.2.1").contains(at("192.0.2.1:6714"))).isTrue();
  }
}
