package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.VerifyPolicy;
import org.datalogistics.depot.resource.ResourceConfig;
import org.datalogistics.depot.resource.ResourceState;
import org.datalogistics.node.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepotOptionsTest {
  private static DepotConfig parse(String... flags) throws ConfigException {
    List<String> all = new ArrayList<>(List.of("--data", "/srv/depot"));
    all.addAll(List.of(flags));
    return DepotOptions.SCHEMA.parse(all.toArray(String[]::new));
  }

  @Test
  void withoutAnythingButTheDataFolderThereIsOneResourceInIt() throws Exception {
    DepotConfig config = parse();

    assertThat(config.net().port()).isEqualTo(6714);
    assertThat(config.registration()).isEmpty();
    assertThat(config.ops()).isEmpty();
    assertThat(config.resources())
        .containsExactly(StorageOptions.plainResource(Path.of("/srv/depot/resource-1")));
  }

  @Test
  void theHelpPageHasEveryKeyOfAResourceAndFitsTheTerminal() {
    assertThat(DepotOptions.SCHEMA.help().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100))
        .anyMatch(line -> line.strip().startsWith("--resource KEY=VALUE,... "))
        .anyMatch(line -> line.strip().equals("scrub-rate=SIZE"))
        .anyMatch(line -> line.strip().equals("fsync=none|metadata|data"));
  }

  @Test
  void thePasswordOfTheOperatorIsNotShown() throws Exception {
    List<String> flags = List.of("--data", "/srv/depot", "--admin-password", "pikaboo");

    assertThat(DepotOptions.SCHEMA.print(DepotOptions.SCHEMA.load(flags, Map.of())))
        .contains("# admin-password is set, and not shown")
        .doesNotContain("pikaboo");
    assertThat(parse("--admin-password", "pikaboo").commands().toString())
        .doesNotContain("pikaboo");
    assertThat(
            DepotOptions.SCHEMA
                .load(flags, Map.of())
                .changed(
                    DepotOptions.SCHEMA.load(
                        List.of("--data", "/srv/depot", "--admin-password", "other"), Map.of())))
        .containsExactly("admin-password");
  }

  @Test
  void aResourceSaysItsOwnAndTakesTheRestFromTheDepot() throws Exception {
    List<ResourceConfig> resources =
        parse(
                "--max-duration",
                "7d",
                "--trash-deleted",
                "2h",
                "--verify",
                "always",
                "--resource",
                "id=1,path=/a,size=10g,hard=4g,max-size=1g,floor=2g",
                "--resource",
                "id=2,path=/b,max-duration=1d,grace=5m,trash-deleted=0,trash-expired=3d,"
                    + "checksum=none,verify=scrub,fsync=data,state=read-only")
            .resources();

    ResourceConfig first = resources.get(0);
    assertThat(first.space().size()).isEqualTo(10L << 30);
    assertThat(first.space().hardSize()).isEqualTo(4L << 30);
    assertThat(first.space().largest()).isEqualTo(1L << 30);
    assertThat(first.space().floor()).isEqualTo(2L << 30);
    assertThat(first.terms().maxDuration()).isEqualTo(Duration.ofDays(7));
    assertThat(first.terms().keepDeleted()).isEqualTo(Duration.ofHours(2));
    assertThat(first.integrity().verify()).isEqualTo(VerifyPolicy.ALWAYS);
    assertThat(first.integrity().checksum()).isTrue();
    assertThat(first.state()).isEmpty();
    ResourceConfig second = resources.get(1);
    assertThat(second.terms().maxDuration()).isEqualTo(Duration.ofDays(1));
    assertThat(second.terms().grace()).isEqualTo(Duration.ofMinutes(5));
    assertThat(second.terms().keepDeleted()).isZero();
    assertThat(second.terms().keepExpired()).isEqualTo(Duration.ofDays(3));
    assertThat(second.integrity().verify()).isEqualTo(VerifyPolicy.SCRUB);
    assertThat(second.integrity().checksum()).isFalse();
    assertThat(first.fsync()).isEqualTo(SyncPolicy.NONE);
    assertThat(second.fsync()).isEqualTo(SyncPolicy.DATA);
    assertThat(second.state()).contains(ResourceState.READ_ONLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--resource|id=0,path=/a|--resource: '0' can not be a resource id",
        "--resource|id=1,path=/a,size=1g,hard=2g|--resource: 2147483648 bytes for hard allocations",
        "--resource|id=1|--resource: needs path",
        "--resource|id=1,path=/a,colour=red|--resource: colour: unknown key",
        "--resource|id=1,path=/a,state=broken|state: not one of read-write, read-only, draining",
        "--max-duration|0s|a longest lease of PT0S",
        "--ttl|1s|a registration must last 2 s or more",
        "--latitude|91|latitude: not within -90 to 90 degrees: 91",
        "--longitude|east|longitude: no number of degrees: east",
        "--metrics-port|70000|--metrics-port: not from 0 to 65535: 70000",
        "--shutdown-grace|1m|--shutdown-grace: must be 7s at most",
        "--verify|never|--verify: not one of always, sampled, scrub: never",
        "--checksum|md5|--checksum: not one of crc32c, none: md5",
        "--disk-threads|0|--disk-threads: not from 1 to 1024: 0",
        "--client-allow|nonsense|nonsense",
        "--access|fly=open|fly",
      })
  void whatIsWrongIsToldWithItsKey(String flag, String value, String problem) {
    assertThatThrownBy(() -> parse("--unis", "http://u:1", flag, value))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void allProblemsOfAFileAreToldAtOnceWithTheirLines(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("node.yaml");
    Files.writeString(
        file,
        """
        depot:
          data: /srv/depot
          max-conections: 5
          resources:
            - { id: 1, path: /a, size: many }
            - { id: "a/b", path: /b }
        """);

    assertThatThrownBy(
            () -> DepotOptions.SCHEMA.load(List.of("--config", file.toString()), Map.of()))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(3)
                    .anyMatch(p -> p.contains("node.yaml:3") && p.contains("max-connections?"))
                    .anyMatch(p -> p.contains("node.yaml:5") && p.contains("resources[0].size"))
                    .anyMatch(p -> p.contains("node.yaml:6") && p.contains("'a/b'")));
  }

  @Test
  void twoResourcesWithOneIdOrOneFolderAreRefused() {
    assertThatThrownBy(() -> parse("--resource", "id=1,path=/a", "--resource", "id=1,path=/b"))
        .hasMessageContaining("two resources have the id 1");
    assertThatThrownBy(() -> parse("--resource", "id=1,path=/a", "--resource", "id=2,path=/x/../a"))
        .hasMessageContaining("resources 1 and 2 have the folder /a");
  }
}
