package org.datalogistics.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigPrinterTest {
  @TempDir Path folder;

  @Test
  void valuesInForceAreShownWithTheirOrigin() throws Exception {
    Path file =
        Files.write(folder.resolve("n.yaml"), List.of("depot:", "  host: a b", "  buffer: 1536"));

    Loaded<SampleConfig> loaded =
        SampleConfig.SCHEMA.load(
            List.of("--config=" + file, "--data=/d", "--resource=id=1,path=/x,size=2048m"),
            Map.of("DLT_DEPOT_PORT", "1"));

    assertThat(
            SampleConfig.SCHEMA
                .print(loaded)
                .lines()
                .map(line -> line.replaceAll("(?<=\\S) +#", " #")))
        .containsExactly(
            "depot:",
            "  host: \"a b\" # " + file + ":2",
            "  port: 1 # DLT_DEPOT_PORT",
            "  data: /d # --data",
            "  # unis is not set # default",
            "  parents: [] # default",
            "  max-lease: 30d # default",
            "  buffer: 1.5K # " + file + ":3",
            "  verify: true # default",
            "  sync: grouped # default",
            "  resources: # --resource",
            "    - { id: 1, path: /x, size: 2G, spare: false }");
  }

  @SeededTest(cases = 200)
  void whatIsPrintedReadsBackToTheSame(SeededRandom random) throws Exception {
    String odd = " aZ09#:'\"\\{}[],&*!|>%@`-~\tüé\u0001null";
    String host = random.string(odd, random.between(0, 12));
    String id = random.string(odd.replace(",", ""), random.between(1, 8));
    Loaded<SampleConfig> loaded =
        SampleConfig.SCHEMA.load(
            List.of("--host=" + host, "--data=x " + id, "--resource=id=" + id + ",path=/x,size=1"),
            Map.of());
    Path file =
        Files.writeString(folder.resolve("printed.yaml"), SampleConfig.SCHEMA.print(loaded));

    SampleConfig again = SampleConfig.SCHEMA.load(List.of("--config=" + file), Map.of()).config();

    assertThat(again).isEqualTo(loaded.config());
  }
}
