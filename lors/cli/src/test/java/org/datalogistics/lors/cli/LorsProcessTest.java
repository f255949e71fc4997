package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.JavaProcess;
import org.datalogistics.testkit.ProcessSpec;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands as processes of their own. */
class LorsProcessTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @RegisterExtension
  static final FabricExtension FABRIC = new FabricExtension(MiniFabric.builder().depots(1));

  @TempDir Path folder;

  private String depot() {
    return FABRIC.fabric().depot(0).address().toString();
  }

  /** A file that takes a while. */
  private void sparseFile(String name, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      file.setLength(size);
    }
  }

  private long leased() throws ExecutionException, InterruptedException {
    try (IbpClient client = new IbpClient()) {
      return client.inquire(FABRIC.fabric().depot(0).address(), "1").get().used();
    }
  }

  private static JavaProcess tools() {
    return JavaProcess.of(LorsMain.class);
  }

  @Test
  void theExitStatusIsThatOfTheCommand() {
    try (ChildProcess usage = tools().args("lors-upload").in(folder).start();
        ChildProcess failure = tools().args("lors-ls", "none.xnd").in(folder).start();
        ChildProcess help = tools().args("lors-download", "--help").in(folder).start();
        ChildProcess unknown = tools().args("lors-nonsense").in(folder).start()) {
      usage.expectExit(LorsTool.USAGE, LONG);
      failure.expectExit(LorsTool.FAILED, LONG);
      help.expectExit(LorsTool.DONE, LONG);
      unknown.expectExit(LorsTool.USAGE, LONG);
    }
  }

  @Test
  void exNodesOfWhatIsHereComeBesideIt() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here"));
    Files.createFile(here.resolve("a")); // empty: other tests count what is leased
    Files.createFile(here.resolve("b"));
    String depot = depot();

    ProcessSpec several = tools().args("lors-upload", "-c", "1", "-f", "--depot", depot, "a", "b");
    ProcessSpec whole = tools().args("lors-upload", "-c", "1", "-f", "--depot", depot, "-r", ".");
    try (ChildProcess tree = whole.in(here).start()) {
      tree.expectExit(LorsTool.DONE, LONG);
    }
    try (ChildProcess files = several.in(here).start()) {
      files.expectExit(LorsTool.DONE, LONG);
    }

    assertThat(folder.resolve("here.xnd")).isDirectoryContaining("glob:**/b.xnd");
    assertThat(here).isDirectoryContaining("glob:**/a.xnd");
    assertThat(here).isDirectoryNotContaining("glob:**/here.xnd");
  }

  @Test
  void anUploadThatIsToldToEndGivesItsAllocationsBack() throws Exception {
    sparseFile("big", 800L << 20);
    try (ChildProcess upload =
        tools()
            .args("lors-upload", "-V", "1", "-t", "2", "-b", "1M", "-c", "1", "-f")
            .args("--depot", depot(), "big")
            .in(folder)
            .start()) {
      upload.awaitErrorLine("Store .*", LONG);
      assertThat(leased()).isPositive();

      upload.terminate();

      assertThat(upload.awaitExit(LONG)).isNotZero();
      assertThat(upload.errors()).contains("lors-upload: cancelled");
    }
    assertThat(leased()).isZero();
    assertThat(folder.resolve("big.xnd")).doesNotExist();
  }

  @Test
  void aDownloadThatIsToldToEndLeavesNoFile() throws Exception {
    sparseFile("data", 400L << 20);
    try (ChildProcess upload =
        tools()
            .args("lors-upload", "-c", "1", "-f", "-d", "1m", "--depot", depot(), "data")
            .in(folder)
            .start()) {
      upload.expectExit(LorsTool.DONE, LONG);
    }
    try (ChildProcess download =
        tools()
            .args("lors-download", "-V", "1", "-t", "1", "-b", "100K", "-o", "out", "data.xnd")
            .in(folder)
            .start()) {
      download.awaitErrorLine("Load .*", LONG);
      download.terminate();
      assertThat(download.awaitExit(LONG)).isNotZero();
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "data.xnd");
    }
  }

  @Test
  void whatIsStoredForAnExNodeThatIsLostIsGivenBack() throws Exception {
    sparseFile("data", 3L << 20);
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    ToolIo io =
        new ToolIo(
            InputStream.nullInputStream(),
            broken,
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            null,
            Map.of(),
            folder,
            new Cancellation());

    String[] command = {"-c", "1", "-b", "1M", "--depot", depot(), "data"};
    assertThat(new LorsUpload().run(command, io)).isEqualTo(LorsTool.FAILED);

    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("exNode", "Broken pipe", "the storage for data is given back");
    assertThat(leased()).isZero();
  }
}
