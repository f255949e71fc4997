package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which depots uploads use, against real depots, a UNIS and its L-Bone port. */
class DepotChoiceTest {
  @RegisterExtension
  static final FabricExtension FABRIC =
      new FabricExtension(
          MiniFabric.builder()
              .depots(3)
              .withUnis()
              .depotFlags("--site", "hall 7", "--latitude", "35.96", "--longitude", "-83.92"));

  @TempDir Path folder;
  private final byte[] data = new SeededRandom(7).bytes(100_000);

  @BeforeEach
  void write() throws IOException {
    Files.write(folder.resolve("data"), data);
  }

  private TestRun upload(Object... options) {
    return new TestRun(folder).with("-f", "-b", "10K", "-c", "2").with(options).with("data");
  }

  private void assertStored() {
    assertThat(new TestRun(folder).with("data.xnd").succeed(new LorsDownload()).output())
        .isEqualTo(data);
  }

  private static String lbone() {
    return String.valueOf(FABRIC.fabric().lbonePort());
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void anLboneFindsThem() {
    TestRun run =
        upload("-H", "127.0.0.1", "-P", lbone(), "-l", "city= Knoxville state= TN", "--explain")
            .succeed(new LorsUpload());

    assertThat(run.errors())
        .contains("2 copies on 3 depots", "L-Bone, number 1 there", "GiB free")
        .contains("depot 3: 127.0.0.1:");
    assertStored();
  }

  @Test
  void theServersOfTheXndrcAreTriedInOrder() throws IOException {
    Files.writeString(
        folder.resolve(".xndrc"),
        "LBONE_SERVER 127.0.0.1 %d\nLBONE_SERVER 127.0.0.1 %s\nLOCATION zip= 37996\n"
            .formatted(deadPort(), lbone()));

    assertThat(upload().succeed(new LorsUpload()).errors()).contains("2 copies on 3 depots");
    assertStored();
  }

  @Test
  void unisSaysHowFarTheyAreAndWhereTheyStand() {
    TestRun run =
        upload("--unis", FABRIC.fabric().unis(), "-l", "airport= TYS", "--explain")
            .succeed(new LorsUpload());

    assertThat(run.errors())
        .containsPattern("depot 1: 127\\.0\\.0\\.1:\\d+ \\(hall 7\\), UNIS, 18 km, ");
  }

  @Test
  void aPlaceThatNobodyKnowsIsTold() {
    TestRun run =
        upload("--unis", FABRIC.fabric().unis(), "-l", "nowhere").succeed(new LorsUpload());

    assertThat(run.errors()).contains("where 'nowhere' is nobody knows");
  }

  @Test
  void unisAndLboneTogetherKnowEachDepotOnce() {
    TestRun run =
        upload("--unis", FABRIC.fabric().unis(), "-H", "127.0.0.1", "-P", lbone(), "--explain")
            .succeed(new LorsUpload());

    assertThat(run.errors()).contains("depot 3: ").doesNotContain("depot 4: ");
  }

  @Test
  void whereOneOfThemIsDeadTheOtherIsEnough() throws IOException {
    TestRun run =
        upload("--unis", FABRIC.fabric().unis(), "-H", "127.0.0.1", "-P", deadPort())
            .succeed(new LorsUpload());

    assertThat(run.errors())
        .contains("no L-Bone server answers")
        .contains("going on with other sources");
  }

  @Test
  void anLboneThatIsDeadIsAFailureThatSaysWhatToDo() throws IOException {
    TestRun run = upload("-H", "127.0.0.1", "-P", deadPort());

    assertThat(run.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("cannot be reached").contains("or name depots");
  }

  @Test
  void anLboneThatSaysNothingCostsNoMoreThanTheTimeThatThereIs() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      TestRun run = upload("-H", "127.0.0.1", "-P", silent.getLocalPort(), "-T", "1s");

      assertThat(run.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
      assertThat(run.errors()).contains("did not answer within 1 s");
    }
  }

  @Test
  void anLboneWithoutAFittingDepotIsAFailure() {
    TestRun run = upload("-H", "127.0.0.1", "-P", lbone(), "-d", "20000d");

    assertThat(run.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("no depot is known there that fits");
  }

  @Test
  void theResolutionFileSaysWhichComesFirst() throws IOException {
    List<DepotAddress> depots = FABRIC.fabric().addresses();
    Files.writeString(
        folder.resolve("resolution.txt"),
        "localhost %s 1\nlocalhost %s 3\nlocalhost %s 2\nrubbish\n"
            .formatted(depots.get(0), depots.get(1), depots.get(2)));

    TestRun run = upload("--unis", FABRIC.fabric().unis(), "--explain").succeed(new LorsUpload());

    assertThat(run.errors())
        .contains("depot 1: " + depots.get(1), "depot 2: " + depots.get(2), "metric 3")
        .contains("resolution.txt, line 4: a line is SOURCE");
  }

  @Test
  void aResolutionFileThatIsNamedAndMissingIsTold() throws IOException {
    Files.writeString(folder.resolve(".xndrc"), "RESOLUTION_FILE near.txt\n");

    assertThat(upload("--unis", FABRIC.fabric().unis()).succeed(new LorsUpload()).errors())
        .contains("there is no resolution file near.txt");
  }

  @Test
  void depotsOfTheXndrcAreUsedWhenNothingElseIsSaid() throws IOException {
    StringBuilder lines = new StringBuilder();
    FABRIC
        .fabric()
        .addresses()
        .forEach(d -> lines.append("DEPOT " + d.host() + " " + d.port() + "\n"));
    Files.writeString(folder.resolve(".xndrc"), lines);

    assertThat(upload("--explain").succeed(new LorsUpload()).errors()).contains("in .xndrc, ");
    assertThat(upload("--depot-list").succeed(new LorsUpload()).errors())
        .contains("2 copies on 3 depots");
  }
}
