package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.lors.document.ExNodeFiles;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against depots and a UNIS. */
class LorsToolsTest {
  @RegisterExtension
  static final FabricExtension FABRIC =
      new FabricExtension(MiniFabric.builder().depots(3).withUnis());

  @TempDir Path folder;
  private final byte[] data = new SeededRandom(7).bytes(1_234_567);

  /** Depots register in the background. */
  @BeforeAll
  static void awaitRegistration() {
    await()
        .until(
            () ->
                FABRIC.fabric().depots().stream().allMatch(depot -> depot.depot().isRegistered()));
  }

  private TestRun command(Object... arguments) {
    return new TestRun(folder).with(arguments);
  }

  private Object[] depots() {
    List<Object> flags = new ArrayList<>();
    FABRIC
        .fabric()
        .addresses()
        .forEach(depot -> flags.addAll(List.of("--depot", depot.toString())));
    return flags.toArray();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** Stores the data in blocks of 100 KiB and leaves {@code data.xnd}. */
  private TestRun upload(Object... options) throws IOException {
    write("data", data);
    return command("-f", "-b", "100K")
        .with(depots())
        .with(options)
        .with("data")
        .succeed(new LorsUpload());
  }

  @Test
  void whatIsStoredIsListedAndComesBack() throws IOException {
    TestRun upload = upload("-c", "2", "-d", "2h");

    assertThat(upload.errors())
        .contains("data: 1.2 MiB stored in")
        .contains("2 copies on 3 depots");
    assertThat(upload.text()).isEmpty();
    TestRun list = command("data.xnd").succeed(new LorsLs());
    assertThat(list.text().lines()).hasSize(26).allMatch(line -> line.contains(" Hrwma  1 "));
    assertThat(list.errors())
        .contains("SIZE 1234567", "TITLE Filename data", "MAXLENGTH 102400", "2 copies");
    assertThat(command("data.xnd").succeed(new LorsDownload()).output()).isEqualTo(data);
    command("-o", "copy", "data.xnd").succeed(new LorsDownload());
    assertThat(folder.resolve("copy")).hasBinaryContent(data);
    assertThat(files()).containsExactlyInAnyOrder("data", "data.xnd", "copy");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void depotsMakeTheFurtherCopies() throws IOException {
    TestRun upload = upload("-c", "3", "--copy-by", "depots");

    assertThat(upload.errors()).contains("3 copies on 3 depots");
    assertThat(command("data.xnd").succeed(new LorsLs()).errors()).contains("3 copies");
    assertThat(command("data.xnd").succeed(new LorsDownload()).output()).isEqualTo(data);
    command("-i", "-f", "-c", "2", "--copy-by", "depots")
        .input(data)
        .with(depots())
        .with("piped")
        .succeed(new LorsUpload());
    assertThat(command("piped.xnd").succeed(new LorsLs()).errors()).contains("2 copies");
    assertThat(command("piped.xnd").succeed(new LorsDownload()).output()).isEqualTo(data);
    TestRun wrong = command("--copy-by", "magic").with(depots()).with("data");
    assertThat(wrong.run(new LorsUpload())).isEqualTo(LorsTool.USAGE);
    assertThat(wrong.errors()).contains("--copy-by is depots or client, not magic");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void tinyFilesAreFilesToo(int size) throws IOException {
    write("tiny", new byte[size]);
    command("-f", "-k").with(depots()).with("tiny").succeed(new LorsUpload());
    Files.delete(folder.resolve("tiny"));

    command("-f", "tiny.xnd").succeed(new LorsDownload());

    assertThat(folder.resolve("tiny")).hasSize(size);
    assertThat(command("-l", "tiny.xnd").succeed(new LorsLs()).text().lines())
        .hasSize(size == 0 ? 0 : 3);
  }

  @Test
  void namesWithSpacesAndOtherLettersSurvive() throws IOException {
    String name = "\u00fcber  alles.tar";
    write(name, data);
    command("-f", "-c", "1").with(depots()).with(name).succeed(new LorsUpload());
    Files.delete(folder.resolve(name));

    command("-f", name + ".xnd").succeed(new LorsDownload());

    assertThat(folder.resolve(name)).hasBinaryContent(data);
  }

  @Test
  void aFileThatIsCalledLikeStandardOutputIsAFile() throws IOException {
    write("-", data);
    command("-f", "-c", "1").with(depots()).with("--", "-").succeed(new LorsUpload());
    Files.delete(folder.resolve("-"));

    TestRun download = command("-f", "--", "-.xnd").succeed(new LorsDownload());

    assertThat(download.output()).isEmpty();
    assertThat(folder.resolve("-")).hasBinaryContent(data);
  }

  @Test
  void standardInputIsStoredUnderAName() throws IOException {
    TestRun upload =
        command("-i", "-L", data.length, "-k", "-E", "10K", "-b", "200K")
            .with(depots())
            .with("stream")
            .input(data)
            .succeed(new LorsUpload());
    write("s.xnd", upload.output());

    command("-f", "s.xnd").succeed(new LorsDownload());

    assertThat(folder.resolve("stream")).hasBinaryContent(data);
  }

  @Test
  void aPartOfAFileBecomesAFileAndAPartOfItIsRead() throws IOException {
    write("data", data);
    command("-O", "100K", "-L", "500000", "-k", "-E", "7K", "-o", "part.xnd")
        .with(depots())
        .with("data")
        .succeed(new LorsUpload());

    TestRun part = command("-O", "1000", "-L", "450001", "part.xnd").succeed(new LorsDownload());

    assertThat(part.output())
        .isEqualTo(Arrays.copyOfRange(data, 102_400 + 1000, 102_400 + 451_001));
  }

  @Test
  void aRangeBeyondTheEndIsAFailure() throws IOException {
    upload();

    TestRun run = command("-O", "2M", "data.xnd");

    assertThat(run.run(new LorsDownload())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("1234567 bytes");
  }

  @Test
  void aDownloadIsResumedAtTheEndOfTheOutput() throws IOException {
    upload("-c", "1");
    write("out", Arrays.copyOf(data, 777_777));

    command("-R", "-o", "out", "data.xnd").succeed(new LorsDownload());
    TestRun complete = command("-R", "-o", "out", "data.xnd").succeed(new LorsDownload());

    assertThat(folder.resolve("out")).hasBinaryContent(data);
    assertThat(complete.errors()).contains("0 B read");
  }

  @Test
  void aFileThatIsTooLongToBeResumedIsLeftAlone() throws IOException {
    upload("-c", "1");
    write("out", new byte[2_000_000]);

    TestRun run = command("-R", "-o", "out", "data.xnd");

    assertThat(run.run(new LorsDownload())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("not the beginning");
    assertThat(folder.resolve("out")).hasSize(2_000_000);
  }

  @Test
  void aFileIsFoundThroughUnis() throws IOException {
    write("data", data);
    TestRun upload =
        command("--unis", FABRIC.fabric().unis(), "-c", "2", "-u", "/ann/data", "data")
            .succeed(new LorsUpload());
    String url = upload.text().strip();

    assertThat(url).startsWith(FABRIC.fabric().unis() + "/exnodes/");
    assertThat(command(url).succeed(new LorsDownload()).output()).isEqualTo(data);
    assertThat(command(url + "?inline").succeed(new LorsDownload()).output()).isEqualTo(data);
    String id = url.substring(url.lastIndexOf('/') + 1);
    command("--unis", FABRIC.fabric().unis(), "-f", id).succeed(new LorsDownload());
    assertThat(command(url).succeed(new LorsLs()).errors()).contains("2 copies");
  }

  @Test
  void twoFilesShareADirectoryInUnis() throws IOException {
    write("one", data);
    write("two", data);
    TestRun upload =
        command("-o", FABRIC.fabric().unis() + "/exnodes", "-u", "/ben/x", "-c", "1")
            .with("one", "two")
            .succeed(new LorsUpload());

    List<String> parents = new ArrayList<>();
    for (String url : upload.text().lines().toList()) {
      try (InputStream document = URI.create(url).toURL().openStream()) {
        parents.add(new ObjectMapper().readTree(document).path("parent").path("href").asText());
      }
    }
    assertThat(parents).hasSize(2).doesNotContain("");
    assertThat(parents.get(0)).isEqualTo(parents.get(1));
  }

  @Test
  void aJsonFileIsAnExNodeToo() throws IOException {
    write("data", data);
    command("-o", "data.uef", "-c", "1").with(depots()).with("data").succeed(new LorsUpload());

    assertThat(Files.readString(folder.resolve("data.uef"))).startsWith("{");
    assertThat(command("data.uef").succeed(new LorsDownload()).output()).isEqualTo(data);
  }

  @Test
  void checksummedDataGoesToJsonOnlyOnDemand() throws IOException {
    write("data", data);
    command("-k", "--allow-conditioned-json", "-o", "data.uef")
        .with(depots())
        .with("data")
        .succeed(new LorsUpload());

    assertThat(command("data.uef").succeed(new LorsDownload()).output()).isEqualTo(data);
  }

  @Test
  void summariesForScripts() throws IOException {
    TestRun upload = upload("--json", "-c", "2");
    List<String> lines = upload.text().lines().toList();
    JsonNode summary = new ObjectMapper().readTree(lines.get(lines.size() - 2));

    assertThat(summary.path("event").asText()).isEqualTo("done");
    assertThat(summary.path("exnode").asText()).isEqualTo("data.xnd");
    assertThat(summary.path("size").asLong()).isEqualTo(data.length);
    assertThat(summary.path("copies").asInt()).isEqualTo(2);
    assertThat(summary.path("depots")).hasSize(3);

    JsonNode list =
        new ObjectMapper().readTree(command("--json", "data.xnd").succeed(new LorsLs()).text());
    assertThat(list.path("extents")).hasSize(26);
    assertThat(list.path("extents").get(0).path("state").asText()).isEqualTo("live");
  }

  @Test
  void depotsOfTheXndrcAreUsedOnDemand() throws IOException {
    write("data", data);
    Files.writeString(
        folder.resolve(".xndrc"),
        "DEPOT 127.0.0.1 " + FABRIC.fabric().depot(1).address().port() + "\nCOPIES 1\n");
    command("--depot-list", "-f", "data").succeed(new LorsUpload());

    ExNode exNode = ExNodeFiles.read(folder.resolve("data.xnd"));

    assertThat(exNode.extents())
        .allMatch(
            extent -> extent.location().get().port() == FABRIC.fabric().depot(1).address().port());
  }

  @Test
  void aDepotThatDoesNotAnswerIsLeftOutWithAWarning() throws IOException {
    TestRun upload = upload("--depot", "127.0.0.1:1", "-c", "3");

    assertThat(upload.errors())
        .contains("warning: depot 127.0.0.1:1 is left out", "3 copies on 3 depots");
  }

  @Test
  void aLeaseThatNoDepotGrantsIsAFailureWithAdvice() throws IOException {
    write("data", data);
    TestRun run = command("-d", "4000d").with(depots()).with("data");

    assertThat(run.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("it grants at most").contains("shorter duration");
  }

  @Test
  void tooFewDepotsForTheCopiesGiveAWarning() throws IOException {
    TestRun upload = upload("-c", "5");

    assertThat(upload.errors())
        .contains("warning: 5 copies were asked for, but only 3 of the depots")
        .contains("3 copies on 3 depots");
  }

  @Test
  void anExNodeThatCannotBeLeftIsNoticedBeforeAnythingIsStored() throws IOException {
    write("data", data);
    TestRun run = command("-o", "none/data.xnd").with(depots()).with("data");

    assertThat(run.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("cannot be written").doesNotContain("stored in");
  }

  @Test
  void anExNodeThatNobodyTakesGoesToStandardOutput() throws IOException {
    write("data", data);
    TestRun run =
        command("-o", "http://127.0.0.1:1/exnodes", "-c", "1").with(depots()).with("data");

    assertThat(run.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("the exNode of data is on standard output");
    write("saved.xnd", run.output());
    assertThat(command("saved.xnd").succeed(new LorsDownload()).output()).isEqualTo(data);
  }

  @Test
  void aHoleLeavesWhatComesBeforeIt() throws IOException {
    upload("-c", "1");
    ExNode exNode = ExNodeFiles.read(folder.resolve("data.xnd"));
    ExNode holed =
        exNode.withExtents(
            exNode.extents().stream().filter(extent -> extent.offset() != 512_000).toList());
    ExNodeFiles.write(holed, folder.resolve("holed.xnd"), Conditioned.REFUSE);

    TestRun file = command("-o", "out", "holed.xnd");
    TestRun stream = command("holed.xnd");

    assertThat(file.run(new LorsDownload())).isEqualTo(LorsTool.FAILED);
    assertThat(file.errors())
        .contains("bytes [512000, 614400) cannot be read")
        .contains("out has the first 512000 bytes");
    assertThat(folder.resolve("out")).hasBinaryContent(Arrays.copyOf(data, 512_000));
    assertThat(stream.run(new LorsDownload())).isEqualTo(LorsTool.FAILED);
    assertThat(stream.output()).isEqualTo(Arrays.copyOf(data, 512_000));
    assertThat(command("-l", "holed.xnd").succeed(new LorsLs()).errors()).contains("LOST");
  }

  @Test
  void stepsAreToldOnDemand() throws IOException {
    TestRun upload = upload("-V", "1", "-c", "1");
    TestRun download = command("-V", "1", "data.xnd").succeed(new LorsDownload());

    assertThat(upload.errors().lines().filter(line -> line.startsWith("Store 127.0.0.1:")))
        .hasSize(13);
    assertThat(upload.errors()).contains("Capability 127.0.0.1:");
    assertThat(download.errors()).contains("Load 127.0.0.1:");
  }

  @Test
  void aSilentPeerDoesNotHoldTheUploadForEver() throws Exception {
    write("data", data);
    try (ServerSocket silent = new ServerSocket(0)) {
      TestRun run = command("--depot", "127.0.0.1:" + silent.getLocalPort(), "-T", "5", "data");
      long start = System.nanoTime();

      assertThat(run.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(run.errors()).contains("is left out");
    }
  }
}
