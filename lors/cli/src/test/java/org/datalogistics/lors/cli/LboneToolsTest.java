package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Resolution;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The L-Bone tools against the L-Bone port of a UNIS with two depots in Knoxville. */
class LboneToolsTest {
  @RegisterExtension
  static final FabricExtension FABRIC =
      new FabricExtension(
          MiniFabric.builder()
              .depots(2)
              .withUnis()
              .depotFlags("--latitude", "35.96", "--longitude", "-83.92"));

  @TempDir Path folder;

  private TestRun run(Object... arguments) {
    return new TestRun(folder)
        .with("-H", "127.0.0.1", "-P", FABRIC.fabric().lbonePort())
        .with(arguments);
  }

  private static String[] lines() {
    return FABRIC.fabric().addresses().stream()
        .map(depot -> depot.host() + " " + depot.port())
        .toArray(String[]::new);
  }

  @Test
  void depotsAreListedCountedAndChecked() {
    assertThat(run().succeed(new LboneClientTool()).text().lines())
        .containsExactlyInAnyOrder(lines());
    assertThat(run("-m", "1").succeed(new LboneClientTool()).text().lines()).hasSize(1);
    assertThat(run("--count").succeed(new LboneClientTool()).text()).isEqualTo("2 depots, 2 up\n");
    assertThat(run("--check", "-h", "-d", "12h").succeed(new LboneClientTool()).text().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("127\\.0\\.0\\.1 \\d+ \\d+ \\d+s"));
  }

  @Test
  void noDepotIsAFailure() {
    TestRun run = run("-d", "20000");

    assertThat(run.run(new LboneClientTool())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("no depot fits");
  }

  @Test
  void theFileOfNearnessIsMadeAndRead() throws IOException {
    String text =
        run("-getcache", "-m", "-1", "-l", "airport= GVA")
            .succeed(new LboneResolutionTool())
            .text();
    List<DepotAddress> depots = FABRIC.fabric().addresses();

    List<String> warnings = new ArrayList<>();
    Resolution resolution = Resolution.parse(text, warnings::add);

    assertThat(warnings).isEmpty();
    assertThat(resolution.fromHere(depots.get(0)))
        .hasValueSatisfying(metric -> assertThat(metric).isBetween(8.0, 9.2));
    assertThat(resolution.metric(depots.get(1), Resolution.here())).isPresent();
    assertThat(resolution.metric(depots.get(0), depots.get(1))).contains(0.0);
    Files.writeString(folder.resolve("near.txt"), text);
    assertThat(
            new TestRun(folder)
                .with("-cache", "near.txt", depots.get(0))
                .succeed(new LboneResolutionTool())
                .text()
                .lines())
        .hasSize(2)
        .contains(depots.get(0) + " " + depots.get(1) + " 0")
        .anyMatch(line -> line.startsWith(depots.get(0) + " localhost "));
  }

  @Test
  void nearnessOfOneIsAskedForItsTargets() throws IOException {
    List<DepotAddress> depots = FABRIC.fabric().addresses();
    Files.write(folder.resolve("targets"), List.of("# all", lines()[0], "a:b:c", "unknown 1"));

    TestRun run =
        run("-list", "targets", "-l", "airport= TYS", "localhost")
            .succeed(new LboneResolutionTool());

    assertThat(run.text()).startsWith("localhost " + depots.get(0)).hasLineCount(1);
    assertThat(run.errors()).contains("targets, line 3: ");
    assertThat(run("-lbone", "-n", "localhost").run(new LboneResolutionTool()))
        .isEqualTo(LorsTool.FAILED);
    assertThat(run("-a").succeed(new LboneResolutionTool()).text().lines())
        .containsExactlyInAnyOrder(lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lbone-client|file|takes options only",
        "lbone-client||no L-Bone server",
        "lbone-client|-H h -d x|'x' is not a time",
        "lbone-resolution|--getcache x|takes no DEPOT",
        "lbone-resolution||which DEPOT",
        "lbone-resolution|localhost|near to which?",
        "lbone-resolution|-n -g localhost|exclude",
        "lbone-resolution|--cache f h:x|not a depot address"
      })
  void whatCannotBeIsAUsageError(String tool, String arguments, String message) {
    TestRun run = new TestRun(folder);
    if (arguments != null) {
      run.with((Object[]) arguments.split(" ", -1));
    }

    assertThat(run.run(LorsMain.named(tool).orElseThrow())).isEqualTo(LorsTool.USAGE);
    assertThat(run.errors()).contains(message);
  }
}
