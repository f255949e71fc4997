package org.datalogistics.depot.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses lists allow, and which ones copies may go to. */
class AddressRulesTest {
  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.0.2.129/25, 192.0.2.127, false",
    "192.0.2.129/25, 192.0.2.128, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 255.1.2.3, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 1.2.3.4, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "10.0.0.0/8, ::ffff:10.1.1.1, true"
  })
  void aBlockHoldsTheAddressesThatBeginLikeIt(String block, String address, boolean holds) {
    assertThat(AddressBlock.parse(block).contains(address(address))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "host.example", "1.2.3"})
  void whatIsNoBlockIsRefused(String text) {
    assertThatThrownBy(() -> AddressBlock.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 8.8.8.8, true",
    "'', 8.0.0.0/8, 8.8.8.8, false",
    "10.0.0.0/8, '', 8.8.8.8, false",
    "10.0.0.0/8 8.8.8.8, '', 8.8.8.8, true",
    "10.0.0.0/8, 10.1.0.0/16, 10.1.2.3, false",
    "10.0.0.0/8, 10.1.0.0/16, 10.2.2.3, true",
    "loopback private, '', 127.0.0.9, true",
    "loopback private, '', fd12::1, true",
    "loopback private, '', 172.32.0.1, false",
    "any, private, 192.168.1.1, false"
  })
  void denyingIsStrongerThanAllowing(String allow, String deny, String address, boolean allowed) {
    AddressRules rules = AddressRules.of(list(allow), list(deny));
    assertThat(rules.allows(address(address))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 127.0.0.1, true",
    "'', '', ::1, true",
    "'', '', 192.168.7.7, true",
    "'', '', 203.0.113.9, true",
    "'', '', 2001:db8::9, true",
    // No single machine, or this one under a name that hides it:
    "any, '', 0.0.0.0, false",
    "any, '', 0.1.2.3, false",
    "any, '', ::, false",
    "any, '', 224.0.0.1, false",
    "any, '', 239.255.255.250, false",
    "any, '', ff02::1, false",
    "any, '', 255.255.255.255, false",
    "any, '', 240.0.0.1, false",
    // Where clouds keep their secrets:
    "'', '', 169.254.169.254, false",
    "'', '', fe80::1, false",
    "169.254.0.0/16, '', 169.254.169.254, true",
    // What the operator forbids:
    "'', loopback, 127.0.0.1, false",
    "'', loopback, ::1, false",
    "'', loopback, ::ffff:127.0.0.1, false",
    "'', private, 10.1.1.1, false",
    "203.0.113.0/24, '', 127.0.0.1, false",
    // The same through an address that a translator or tunnel takes apart:
    "'', loopback, ::127.0.0.1, false",
    "'', private, 64:ff9b::10.1.1.1, false",
    "'', '', 64:ff9b::169.254.169.254, false",
    "'', private, 2002:0a01:0101::1, false",
    "'', private, 2002:cb00:7109::1, true"
  })
  void copiesGoToWhatMayBeADepot(String allow, String deny, String address, boolean allowed) {
    CopyDestinations destinations = new CopyDestinations(AddressRules.of(list(allow), list(deny)));
    assertThat(destinations.allows(address(address))).isEqualTo(allowed);
  }

  @Test
  void aNameThatIsNotKnownIsToldAsSuch() {
    assertThatThrownBy(() -> AddressRules.of(List.of("lookback"), List.of()))
        .hasMessageContaining("lookback");
  }
}
