package org.datalogistics.lors.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XndrcReaderTest {
  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void withoutAFileTheBuiltInValuesHold() {
    Xndrc settings =
        new XndrcReader(warnings::add).readIfPresent(folder.resolve("none")).settings();

    assertThat(settings).isEqualTo(Xndrc.BUILT_IN);
    assertThat(warnings).isEmpty();
  }

  @Test
  void readsTheExampleOfTheSpecification() throws IOException {
    Path file =
        file(
            "x",
            """
            # two servers, campus depots
            LBONE_SERVER lbone1.example.org 6767
            LBONE_SERVER lbone2.example.org 6767
            LOCATION zip= 37996
            DEPOT depot1.example.org 6714
            DEPOT depot2.example.org\t6715

            DURATION 3d
            STORAGE_TYPE SOFT
            COPIES 2
            DATA_BLOCKSIZE 10M
            E2E_BLOCKSIZE 512K
            E2E_ORDER checksum
            """);

    Xndrc settings = new XndrcReader(warnings::add).read(file).settings();

    assertThat(settings.duration()).isEqualTo(Duration.ofDays(3));
    assertThat(settings.storageType()).isEqualTo(Reliability.SOFT);
    assertThat(settings.copies()).isEqualTo(2);
    assertThat(settings.blockSize()).isEqualTo(10 << 20);
    assertThat(settings.e2eBlockSize()).isEqualTo(512 << 10);
    assertThat(settings.conditioning()).containsExactly("checksum");
    assertThat(settings.where().lboneServers())
        .containsExactly(
            new HostPort("lbone1.example.org", 6767), new HostPort("lbone2.example.org", 6767));
    assertThat(settings.where().location()).isEqualTo("zip= 37996");
    assertThat(settings.depots())
        .containsExactly(
            new DepotAddress("depot1.example.org", 6714),
            new DepotAddress("depot2.example.org", 6715));
    assertThat(warnings).isEmpty();
  }

  @Test
  void aLaterFileReplacesTheListOfAnEarlierOne() throws IOException {
    Path first = file("1", "DEPOT a 1\nDEPOT b 2\nCOPIES 5\n");
    Path second = file("2", "DEPOT c 3\n");

    Xndrc settings = new XndrcReader(warnings::add).read(first).read(second).settings();

    assertThat(settings.depots()).containsExactly(new DepotAddress("c", 3));
    assertThat(settings.copies()).isEqualTo(5);
  }

  @Test
  void everyListIsReplacedForItself() throws IOException {
    Path first =
        file("1", "LBONE_SERVER a 1\nROUTE_DEPOT b 2\nTARGET_DEPOT c 3\nLOCATION state= TN\n");
    Path second = file("2", "LBONE_SERVER d\nRESOLUTION_FILE my near ones.txt\nDEMO 1\n");

    Xndrc settings = new XndrcReader(warnings::add).read(first).read(second).settings();

    assertThat(settings.where().lboneServers()).containsExactly(new HostPort("d", 6767));
    assertThat(settings.where().routeDepots()).containsExactly(new DepotAddress("b", 2));
    assertThat(settings.where().targetDepots()).containsExactly(new DepotAddress("c", 3));
    assertThat(settings.where().location()).isEqualTo("state= TN");
    assertThat(settings.where().resolutionFile()).isEqualTo("my near ones.txt");
    assertThat(settings.demo()).isTrue();
    assertThat(warnings).isEmpty();
  }

  @Test
  void keywordsAreInCapitalsAndMayBeIndented() throws IOException {
    Xndrc settings =
        new XndrcReader(warnings::add).read(file("x", "  \tCOPIES\t7 \ncopies 8\n")).settings();

    assertThat(settings.copies()).isEqualTo(7);
    assertThat(warnings).singleElement().asString().contains("unknown keyword copies");
  }

  @Test
  void aFileWithoutEndIsRefused() {
    assertThatThrownBy(() -> new XndrcReader(warnings::add).read(Path.of("/dev/zero")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too large");
  }

  /** Files as the C tools' setup writes them, with settings in any order. */
  @SeededTest(cases = 100)
  void whatIsWrittenIsRead(SeededRandom random) throws IOException {
    List<DepotAddress> depots = new ArrayList<>();
    List<HostPort> servers = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    int copies = random.between(1, 1000);
    long seconds = random.between(1, 1 << 20);
    lines.add("COPIES " + copies);
    lines.add("DURATION\t" + seconds + "s");
    lines.add("# " + random.string("abc DEPOT", 20));
    lines.add("");
    for (int i = random.between(0, 5); i > 0; i--) {
      depots.add(new DepotAddress("depot" + i + ".example.org", random.between(1, 65535)));
      lines.add("DEPOT  " + depots.get(depots.size() - 1).toString().replace(':', ' '));
      servers.add(new HostPort("lbone" + i + ".example.org", random.between(1, 65535)));
      lines.add(
          "LBONE_SERVER " + servers.get(servers.size() - 1).toString().replace(':', '\t') + "  ");
    }

    Path file = Files.writeString(folder.resolve("x"), String.join("\n", lines));
    Xndrc settings = new XndrcReader(warnings::add).read(file).settings();

    assertThat(settings.copies()).isEqualTo(copies);
    assertThat(settings.duration()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(settings.depots()).isEqualTo(depots);
    assertThat(settings.where().lboneServers()).isEqualTo(servers);
    assertThat(warnings).isEmpty();
  }

  @Test
  void linesThatCannotBeUsedAreNamed() throws IOException {
    Path file = file("x", "COPIES\nNONSENSE 3\nTHREADS many\nDEPOT a 99999\nCOPIES 2\n");

    Xndrc settings = new XndrcReader(warnings::add).read(file).settings();

    assertThat(settings.copies()).isEqualTo(2);
    assertThat(warnings).hasSize(4);
    assertThat(warnings.get(0)).contains("x:1: COPIES takes one value");
    assertThat(warnings.get(1)).contains("x:2: unknown keyword NONSENSE");
    assertThat(warnings.get(2)).contains("x:3").contains("'many'");
    assertThat(warnings.get(3)).contains("x:4").contains("99999");
  }

  @Test
  void aFileThatWasAskedForMustExist() {
    assertThatThrownBy(() -> new XndrcReader(warnings::add).read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @SeededTest(cases = 200)
  void anyTextIsReadWithoutFailing(SeededRandom random) throws IOException {
    String alphabet = "DEPOTCOPIESTHREADSDURATION 0123456789.-kKmMgGdD#\t\n:/\u00ff";
    Path file = folder.resolve("x");
    Files.writeString(file, random.string(alphabet, (int) random.size(400)), ISO_8859_1);

    assertThat(new XndrcReader(warnings::add).read(file).settings()).isNotNull();
  }
}
