package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Folders and several files at once, against depots and a UNIS. */
class TreesTest {
  @RegisterExtension
  static final FabricExtension FABRIC =
      new FabricExtension(MiniFabric.builder().depots(3).withUnis());

  private static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06.789Z");

  @TempDir Path folder;
  private final SeededRandom random = new SeededRandom(11);

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

  private TestRun upload(Object... options) {
    return command("-b", "100K", "-c", "1").with(depots()).with(options);
  }

  private void write(String name, int size) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, random.bytes(size));
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
  }

  /** A small tree with everything that trees have. */
  private void makeTree() throws IOException {
    for (int i = 0; i < 50; i++) {
      write("src/many/file " + i, 10 * i);
    }
    write("src/big", 1_234_567);
    write("src/\u00fcber/\u6587\u4ef6 with  blanks.txt", 4096);
    write("src/no.xnd", 5);
    Files.createDirectories(folder.resolve("src/empty/deep"));
  }

  /** Every path below, and what a file holds. */
  private Map<String, String> contents(String root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    Path top = folder.resolve(root);
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.toList()) {
        contents.put(
            top.relativize(path).toString(),
            Files.isRegularFile(path)
                ? new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
                : "");
      }
    }
    return contents;
  }

  @Test
  void aFolderComesBackAsItWas() throws IOException {
    makeTree();

    TestRun stored = upload("-r", "-o", "xnds", "src").succeed(new LorsUpload());
    TestRun read = command("-r", "-o", "back", "xnds").succeed(new LorsDownload());

    assertThat(stored.errors()).contains("53 files").contains("3 depots");
    assertThat(read.errors()).contains("53 files");
    assertThat(contents("back")).isEqualTo(contents("src"));
    assertThat(Files.getLastModifiedTime(folder.resolve("back/big")).toInstant())
        .isEqualTo(LONG_AGO);
  }

  @Test
  void depotsMakeTheFurtherCopiesOfAFolder() throws IOException {
    makeTree();

    TestRun stored =
        command("-b", "100K", "-c", "2", "--copy-by", "depots", "-r", "-o", "xnds")
            .with(depots())
            .with("src")
            .succeed(new LorsUpload());
    command("-r", "-o", "back", "xnds").succeed(new LorsDownload());

    assertThat(stored.errors()).contains("53 files").doesNotContain("warning");
    assertThat(command("xnds/big.xnd").succeed(new LorsLs()).errors()).contains("2 copies");
    assertThat(contents("back")).isEqualTo(contents("src"));
  }

  @Test
  void aMirrorBesideTheFolderIsReadIntoThisOne() throws IOException {
    makeTree();
    upload("-r", "-f", "src").succeed(new LorsUpload());
    Map<String, String> before = contents("src");
    Files.move(folder.resolve("src"), folder.resolve("away"));

    command("--recursive", "-f", "src.xnd").succeed(new LorsDownload());

    assertThat(contents("src")).isEqualTo(before);
  }

  @Test
  void severalArgumentsKeepTheirNames() throws IOException {
    write("one/a", 10);
    write("two/a", 20);
    write("file", 30);

    upload("-r", "-o", "xnds", "one", "two", "file").succeed(new LorsUpload());
    command("-r", "-o", "back", "xnds/one", "xnds/two", "xnds/file.xnd")
        .succeed(new LorsDownload());

    assertThat(contents("back")).containsOnlyKeys("", "one", "one/a", "two", "two/a", "file");
  }

  @Test
  void exNodesInTheFolderAreNotStoredWithIt() throws IOException {
    write("src/a", 10);
    write("src/sub/b", 20);
    upload("-r", "-o", "src/xnds", "src").succeed(new LorsUpload());

    TestRun again = upload("-r", "-o", "src/xnds", "src").succeed(new LorsUpload());
    TestRun mixed = upload("-r", "-o", "src", "src");

    assertThat(again.errors()).contains("2 files");
    assertThat(contents("src/xnds")).containsOnlyKeys("", "a.xnd", "sub", "sub/b.xnd");
    assertThat(mixed.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    assertThat(mixed.errors()).contains("its exNodes would come into the folder itself");
  }

  @Test
  void theFolderForSeveralFilesIsMade() throws IOException {
    write("a", 10);
    write("b", 20);

    upload("-o", "new/xnds", "a", "b").succeed(new LorsUpload());

    assertThat(contents("new/xnds")).containsOnlyKeys("", "a.xnd", "b.xnd");
  }

  @Test
  void severalFilesAreToldOneByOne() throws IOException {
    write("a", 1000);
    write("b", 300_000);

    TestRun stored = upload("-f", "a", "b").succeed(new LorsUpload());
    TestRun read = command("-o", ".", "a.xnd", "b.xnd").succeed(new LorsDownload());

    assertThat(stored.errors()).contains("a: 1000 B stored", "b: 293.0 KiB stored", "2 files");
    assertThat(read.errors()).contains("a: 1000 B read", "2 files");
  }

  @Test
  void whatIsCompleteIsLeftOutWhenAskedTo() throws IOException {
    makeTree();
    upload("-r", "-o", "xnds", "src").succeed(new LorsUpload());
    command("-r", "-o", "back", "xnds").succeed(new LorsDownload());
    write("src/new", 7);
    Files.write(folder.resolve("src/big"), random.bytes(1_234_567));
    Files.writeString(folder.resolve("xnds/many/file 3.xnd"), "<exnode"); // broken off
    Files.delete(folder.resolve("back/many/file 7"));

    TestRun stored = upload("-r", "-R", "-o", "xnds", "src").succeed(new LorsUpload());
    TestRun read = command("-r", "-R", "-o", "back", "xnds").succeed(new LorsDownload());

    assertThat(stored.errors()).contains("3 files").contains("51 left out");
    assertThat(read.errors()).contains("3 files").contains("51 left out");
    assertThat(contents("back")).isEqualTo(contents("src"));
  }

  @Test
  void folderOfUnisIsMadeOnceAndRead() throws IOException {
    makeTree();
    Object unis = FABRIC.fabric().unis();

    TestRun first =
        upload("-r", "--unis", unis, "-u", "/ann/tree", "src").succeed(new LorsUpload());
    write("src/later", 5);
    TestRun second =
        upload("-r", "-R", "--unis", unis, "-u", "/ann/tree", "src").succeed(new LorsUpload());
    command("-r", "-o", "back", first.text().strip()).succeed(new LorsDownload());

    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.errors()).contains("1 file,").contains("53 left out");
    assertThat(contents("back")).isEqualTo(contents("src"));
  }

  @Test
  void linksAreLeftOutOrFollowed() throws IOException {
    write("src/file", 10);
    Files.createSymbolicLink(folder.resolve("src/link"), Path.of("file"));
    Files.createSymbolicLink(folder.resolve("src/loop"), Path.of("."));
    Files.createSymbolicLink(folder.resolve("src/nothing"), Path.of("none"));

    TestRun without = upload("-r", "-o", "a", "src").succeed(new LorsUpload());
    TestRun with = upload("-r", "--follow-links", "-o", "b", "src");
    int status = with.run(new LorsUpload());

    assertThat(without.errors()).contains("src/link: left out, a symbolic link", "3 left out");
    assertThat(contents("a")).containsOnlyKeys("", "file.xnd");
    assertThat(status).isEqualTo(LorsTool.FAILED);
    assertThat(with.errors())
        .contains("src/loop: a symbolic link to a folder that it is in")
        .contains("src/nothing: a symbolic link to nothing")
        .contains("2 FAILED");
    assertThat(contents("b")).containsOnlyKeys("", "file.xnd", "link.xnd");
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestIsDone() throws IOException {
    write("src/a", 10);
    write("src/b", 20);

    TestRun stored = upload("-r", "-o", "xnds", "src", "missing");
    assertThat(stored.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    Files.writeString(folder.resolve("xnds/src/c.xnd"), "nonsense");
    Files.writeString(folder.resolve("xnds/src/readme"), "not an exNode");
    TestRun read = command("-r", "-o", "back", "xnds/src");

    assertThat(stored.errors()).contains("missing: there is no such file", "1 FAILED");
    assertThat(read.run(new LorsDownload())).isEqualTo(LorsTool.FAILED);
    assertThat(read.errors())
        .contains("xnds/src/c.xnd: ", "is not an exNode", "1 FAILED")
        .contains("readme: left out, not called like an exNode");
    assertThat(contents("back")).isEqualTo(contents("src"));
  }

  @Test
  void aLinkInTheTargetIsNotWrittenThrough() throws IOException {
    write("src/sub/a", 10);
    write("src/b", 20);
    upload("-r", "-o", "xnds", "src").succeed(new LorsUpload());
    write("outside/b", 3);
    Files.createDirectories(folder.resolve("back"));
    Files.createSymbolicLink(folder.resolve("back/sub"), folder.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("back/b"), folder.resolve("outside/b"));

    TestRun read = command("-r", "-o", "back", "xnds");

    assertThat(read.run(new LorsDownload())).isEqualTo(LorsTool.FAILED);
    assertThat(read.errors()).contains("is a symbolic link where a folder belongs");
    assertThat(contents("outside")).containsOnlyKeys("", "b");
    assertThat(folder.resolve("outside/b")).hasSize(3);
    assertThat(folder.resolve("back/b")).hasSize(20).isRegularFile();
  }

  @Test
  void linesForScripts() throws IOException {
    write("src/a", 10);
    write("src/b", 20);

    TestRun stored = upload("-r", "--json", "-o", "xnds", "src", "none");
    assertThat(stored.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);

    List<JsonNode> lines = new ArrayList<>();
    for (String line : stored.text().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines.stream().map(line -> line.path("event").asText()))
        .contains("planned", "done", "failed", "summary");
    assertThat(lines.get(0).path("files").asInt()).isEqualTo(2);
    assertThat(lines.get(0).path("bytes").asInt()).isEqualTo(30);
    JsonNode summary = lines.get(lines.size() - 1);
    assertThat(summary.path("files").asInt()).isEqualTo(2);
    assertThat(summary.path("failed").asInt()).isEqualTo(1);
    assertThat(summary.path("complete").asBoolean()).isFalse();
  }

  @Test
  void foldersAreListedAndDrawn() throws IOException {
    write("src/a", 1000);
    write("src/sub/b", 2000);
    upload("-r", "-o", "xnds", "src").succeed(new LorsUpload());
    Files.writeString(folder.resolve("xnds/bad.xnd"), "nonsense");

    TestRun map = command("--map", "-r", "xnds");

    assertThat(map.run(new LorsLs())).isEqualTo(LorsTool.FAILED);
    assertThat(map.errors()).contains("xnds/bad.xnd: ", "is not an exNode");
    assertThat(map.text()).contains("xnds/a.xnd  1000 B  1 slice", "xnds/sub/b.xnd", "|1111111");
    assertThat(map.text().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theTransferOfAFileIsDrawnForViewersOfTheCTools() throws IOException {
    write("a", 250_000);

    TestRun stored = upload("-D", "-f", "a").succeed(new LorsUpload());
    TestRun read = command("-D", "-o", "b", "a.xnd").succeed(new LorsDownload());
    TestRun list = command("-D", "a.xnd").succeed(new LorsLs());

    assertThat(stored.errors())
        .startsWith("CLEAR\nTOOL Upload\nSIZE 250000\nTITLE Filename a\nEXNODEFILE a.xnd\n")
        .contains("MAXLENGTH 102400")
        .containsPattern("DRAW Arrow1 fro \\d+ 204800 45200 127.0.0.1:\\d+\n")
        .containsPattern("DRAW MappingEnd \\d+ 0 102400 127.0.0.1:\\d+\n");
    assertThat(read.errors())
        .startsWith("CLEAR\nTOOL Download\n")
        .containsPattern("DELETE Arrow2 from 127.0.0.1:\\d+ \\d+ \\d+\n")
        .containsPattern("DRAW Output \\d+ \\d+ \\d+\n");
    assertThat(list.errors()).contains("TOOL List").contains("DRAW MappingEnd 0 0 102400 ");
  }

  @Test
  void standardInputIsStoredToItsEnd() throws IOException {
    for (int size : new int[] {0, 1, 300_000, 4_000_000}) {
      byte[] data = random.bytes(size);
      TestRun stored =
          upload("-M", "2M", "-k", "-E", "7K", "-i", "stream")
              .input(data)
              .succeed(new LorsUpload());
      Files.write(folder.resolve("s.xnd"), stored.output());

      TestRun read = command("s.xnd").succeed(new LorsDownload());

      assertThat(read.output()).isEqualTo(data);
      assertThat(stored.errors()).contains("stream: ").contains("stored");
    }
  }
}
