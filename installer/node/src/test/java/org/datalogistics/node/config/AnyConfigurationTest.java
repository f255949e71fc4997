package org.datalogistics.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is thrown at it, a configuration is read or refused with its problems; nothing else
 * happens.
 */
class AnyConfigurationTest {
  private static final List<String> NAMES =
      List.of(
          "host",
          "port",
          "data",
          "unis",
          "parents",
          "parent",
          "max-lease",
          "maxLease",
          "buffer",
          "verify",
          "sync",
          "resources",
          "resource",
          "prot",
          "log-level",
          "config",
          "");
  private static final List<String> VALUES =
      List.of(
          "1",
          "-1",
          "5M",
          "3d",
          "true",
          "[]",
          "{}",
          "[1, 2]",
          "{ id: 1, path: x, size: 1 }",
          "[{ id: 1, path: x, size: 1 }]",
          "id=1,path=x,size=1",
          "id=1,id=2",
          "=",
          ",",
          "http://a:1",
          "http://[",
          "\u0000",
          "99999999999999999999",
          "~",
          "\"\"",
          "grouped",
          "[[[1]]]");

  @TempDir Path folder;

  @SeededTest(cases = 500)
  void isReadOrRefused(SeededRandom random) throws Exception {
    StringBuilder yaml = new StringBuilder("depot:\n");
    for (int i = random.between(0, 4); i > 0; i--) {
      yaml.append("  ")
          .append(random.pick(NAMES))
          .append(": ")
          .append(random.pick(VALUES))
          .append('\n');
    }
    Path file = Files.writeString(folder.resolve("node.yaml"), yaml);
    List<String> arguments = new ArrayList<>(List.of("--config=" + file));
    for (int i = random.between(0, 4); i > 0; i--) {
      String equals = random.chance(0.5) ? "=" : " ";
      String flag = "--" + random.pick(NAMES) + equals + random.pick(VALUES);
      arguments.addAll(List.of(flag.split(" ", 2)));
    }
    Map<String, String> environment =
        Map.of("DLT_DEPOT_" + random.pick("PORT", "DATA", "RESOURCE", "X"), random.pick(VALUES));

    try {
      Loaded<SampleConfig> loaded = SampleConfig.SCHEMA.load(arguments, environment);
      assertThat(SampleConfig.SCHEMA.print(loaded)).startsWith("depot:\n");
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty().allMatch(problem -> !problem.endsWith(": null"));
    }
  }
}
