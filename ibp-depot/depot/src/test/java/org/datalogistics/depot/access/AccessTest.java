package org.datalogistics.depot.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commands are for whom. */
class AccessTest {
  private static final String HERE = "192.0.2.1";

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'', STORE, 198.51.100.1, true",
    "'', INTERNAL, 198.51.100.1, false",
    "'', INTERNAL, 127.0.0.1, true",
    "'', INTERNAL, 192.0.2.1, true",
    "default=local, STORE, 198.51.100.1, false",
    "default=local, STORE, 127.0.0.1, true",
    "default=open, INTERNAL, 198.51.100.1, false",
    "internal=open, INTERNAL, 198.51.100.1, true",
    "default=none load=open, LOAD, 198.51.100.1, true",
    "default=none load=open, STORE, 127.0.0.1, false",
    "manage=10.0.0.0/8;198.51.100.1, MANAGE, 198.51.100.1, true",
    "manage=10.0.0.0/8;198.51.100.1, MANAGE, 198.51.100.2, false",
    "manage=10.0.0.0/8;198.51.100.1, LOAD, 198.51.100.2, true",
    "alias-manage=none, ALIAS_MANAGE, 127.0.0.1, false"
  })
  void aGroupHasItsOwnRuleOrTheDefault(
      String rules, CommandGroup group, String client, boolean allowed)
      throws UnknownHostException {
    Access access =
        Access.of(AddressRules.OPEN, rules.isEmpty() ? List.of() : List.of(rules.split(" ")));
    assertThat(access.allows(group, address(client), address(HERE))).isEqualTo(allowed);
  }

  @Test
  void whatIsNoRuleIsToldAsSuch() {
    assertThatThrownBy(() -> Access.of(AddressRules.OPEN, List.of("stroe=open")))
        .hasMessageContaining("stroe")
        .hasMessageContaining("split-allocate");
    assertThatThrownBy(() -> Access.of(AddressRules.OPEN, List.of("store=oben")))
        .hasMessageContaining("oben");
    assertThatThrownBy(() -> Access.of(AddressRules.OPEN, List.of("store")))
        .hasMessageContaining("GROUP=RULE");
  }
}
