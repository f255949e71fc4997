package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.LocalDepot;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coded files on real depots, some of which go away. */
class CodedFilesTest {
  @RegisterExtension
  static final FabricExtension FABRIC = new FabricExtension(MiniFabric.builder().depots(9));

  @TempDir Path folder;
  private final SeededRandom random = new SeededRandom(11);
  private final List<LocalDepot> killed = new ArrayList<>();
  private final byte[] data = random.bytes(3_000_000);

  @AfterEach
  void startAll() {
    killed.forEach(LocalDepot::start);
  }

  private TestRun command(Object... arguments) {
    return new TestRun(folder).with(arguments);
  }

  private TestRun upload(Object... options) throws IOException {
    Files.write(folder.resolve("data"), data);
    TestRun run = command("-f", "-b", "100K", "--ec", "6+3").with(options);
    FABRIC.fabric().addresses().forEach(depot -> run.with("--depot", depot));
    return run.with("data").succeed(new LorsUpload());
  }

  private List<LocalDepot> kill(int count) {
    List<LocalDepot> alive =
        FABRIC.fabric().depots().stream().filter(depot -> !killed.contains(depot)).toList();
    List<LocalDepot> victims = random.shuffled(alive).subList(0, count);
    victims.forEach(LocalDepot::stop);
    killed.addAll(victims);
    return victims;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-k", "-n", "--encrypt"})
  void anyThreeOfNineDepotsMayBeKilled(String conditioning) throws IOException {
    assertThat(upload(conditioning).errors()).contains("1 copy coded 6+3 on 9 depots");

    kill(3);

    assertThat(command("data.xnd").succeed(new LorsDownload()).output()).isEqualTo(data);
    command("-o", "copy", "data.xnd").succeed(new LorsDownload());
    assertThat(folder.resolve("copy")).hasBinaryContent(data);
  }

  @Test
  void withoutAFourthTheBytesThatAreLostAreNamed() throws IOException {
    upload("-n");
    kill(4);
    TestRun download = command("-o", "copy", "data.xnd");

    assertThat(download.run(new LorsDownload())).isEqualTo(1);

    assertThat(download.errors()).contains("of the 6 slices that are needed", "cannot be read");
  }

  @Test
  void nonsenseIsRefused() {
    for (String coding : List.of("6", "6+", "0+1", "65+1", "6+17", "six+3")) {
      TestRun run = command("--ec", coding, "--depot", "127.0.0.1:1", "data");

      assertThat(run.run(new LorsUpload())).as(coding).isEqualTo(2);
      assertThat(run.errors()).contains("--ec");
    }
  }

  @Test
  void slicesAreChecksummedUnlessSaidOtherwise() throws IOException {
    upload();
    assertThat(folder.resolve("data.xnd")).content().contains("function name=\"checksum\"");
    upload("-n");
    assertThat(folder.resolve("data.xnd")).content().doesNotContain("function");
  }

  @Test
  void aRepairMakesLostSlicesAgain() throws IOException {
    upload();
    List<LocalDepot> dead = kill(1);
    Object[] rest =
        FABRIC.fabric().depots().stream()
            .filter(depot -> !dead.contains(depot))
            .flatMap(depot -> Stream.of("--depot", depot.address()))
            .toArray();
    TestRun list = command("data.xnd").succeed(new LorsLs());
    assertThat(list.errors()).contains("coded 6+3", "with slices missing", "any 2 depots may be");

    command("-f", "-c", "1", "data.xnd").with(rest).run(new LorsRepair());

    TestRun after = command("data.xnd").succeed(new LorsLs());
    assertThat(after.errors()).doesNotContain("slices missing").doesNotContain("LOST");
    kill(1);
    assertThat(command("data.xnd").succeed(new LorsDownload()).output()).isEqualTo(data);
  }

  @Test
  void aStoredFileGetsParity() throws IOException {
    Files.write(folder.resolve("data"), data);
    TestRun run = command("-f", "-b", "100K", "-c", "1", "-m", "5");
    TestRun augment = command("--ec", "4+2", "-f");
    FABRIC.fabric().addresses().forEach(depot -> run.with("--depot", depot));
    FABRIC.fabric().addresses().forEach(depot -> augment.with("--depot", depot));
    run.with("data").succeed(new LorsUpload());

    assertThat(augment.with("data.xnd").succeed(new LorsAugment()).errors())
        .contains("parity slices stored, coded 4+2; any 2 depots may be lost");

    kill(2);
    assertThat(command("data.xnd").succeed(new LorsDownload()).output()).isEqualTo(data);
  }
}
