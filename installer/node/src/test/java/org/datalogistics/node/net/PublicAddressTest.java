package org.datalogistics.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.node.net.PublicAddress.Candidate;
import org.junit.jupiter.api.Test;

class PublicAddressTest {
  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<Candidate> candidates(String... all) {
    return Arrays.stream(all)
        .map(one -> one.split(" ", -1))
        .map(words -> new Candidate(words[0], address(words[1])))
        .toList();
  }

  private static String choose(String defaultInterface, String... candidates) {
    return PublicAddress.choose(
        candidates(candidates), Optional.of(defaultInterface), Optional.empty(), n -> List.of());
  }

  @Test
  void publicAddressComesBeforePrivateOnes() {
    assertThat(choose("a", "a 10.0.0.7", "b 192.0.2.7", "c 100.64.0.1")).isEqualTo("192.0.2.7");
    assertThat(choose("a", "a 100.64.0.1", "b 100.128.0.1")).isEqualTo("100.128.0.1");
  }

  @Test
  void interfaceWithTheDefaultRouteComesBeforeOthers() {
    assertThat(choose("eth0", "docker0 172.17.0.1", "eth0 192.168.1.5", "eth1 10.0.0.1"))
        .isEqualTo("192.168.1.5");
    assertThat(choose("none", "a 192.168.1.5", "b 10.0.0.1")).isEqualTo("192.168.1.5");
  }

  @Test
  void whatNobodyElseCanReachIsNeverChosen() {
    assertThat(
            choose("a", "a 127.0.0.2", "a 169.254.3.4", "a fe80::1", "a 2001:db8::1", "a 0.0.0.0"))
        .isEqualTo("127.0.0.1");
    assertThat(choose("a")).isEqualTo("127.0.0.1");
  }

  @Test
  void hostNameWinsWhenItLeadsToTheAddress() {
    List<Candidate> candidates = candidates("a 192.0.2.7");
    Map<String, List<InetAddress>> names =
        Map.of(
            "depot7.example.edu", List.of(address("2001:db8::7"), address("192.0.2.7")),
            "elsewhere.example.edu", List.of(address("127.0.1.1")),
            "depot7", List.of(address("192.0.2.7")));

    assertThat(
            List.of("depot7.example.edu", "elsewhere.example.edu", "unknown.example.edu", "depot7"))
        .extracting(
            name ->
                PublicAddress.choose(
                    candidates,
                    Optional.empty(),
                    Optional.of(name),
                    n -> names.getOrDefault(n, List.of())))
        .containsExactly("depot7.example.edu", "192.0.2.7", "192.0.2.7", "192.0.2.7");
  }

  @Test
  void defaultRouteWithTheLowestMetricNamesTheInterface() {
    List<String> routes =
        List.of(
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
            "eth9\t0000A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
            "wlan0\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0",
            "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0",
            "nonsense");

    assertThat(Machine.defaultInterface(routes)).contains("eth0");
    assertThat(Machine.defaultInterface(routes.subList(0, 2))).isEmpty();
    assertThat(Machine.defaultInterface(List.of())).isEmpty();
  }

  @Test
  void thisMachineHasAnAddress() {
    assertThat(Machine.publicAddress()).isNotBlank().doesNotContain(":");
  }
}
