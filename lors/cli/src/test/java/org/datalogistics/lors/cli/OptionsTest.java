package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.datalogistics.lors.tree.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @TempDir Path folder;

  private TestRun run(LorsTool tool, int status, String... arguments) {
    TestRun run = new TestRun(folder).with((Object[]) arguments);
    assertThat(run.run(tool)).as(run.errors()).isEqualTo(status);
    return run;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-?", "--help", "--usage"})
  void helpIsPrintedOnStandardOutput(String option) {
    for (LorsTool tool : LorsMain.all()) {
      TestRun run = run(tool, LorsTool.DONE, option);
      assertThat(run.text()).startsWith("usage: " + tool.name()).contains("Example:");
      assertThat(run.text().lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
      assertThat(run.errors()).isEmpty();
    }
  }

  @Test
  void versionIsPrintedOnStandardOutput() {
    assertThat(run(new LorsLs(), LorsTool.DONE, "-v").text()).startsWith("lors-ls ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nonsense f|nonsense",
        "|which file?",
        "-s -h f|exclude",
        "-b 5M -F 3 f|exclude",
        "-b 5X f|'5X' is not a size",
        "-d -5 f|'-5' is not a time",
        "-d 0 f|longer than 0",
        "-c 0 f|1 or more",
        "-c 1001 f|1 to 1000",
        "-t 0 f|--threads",
        "-k -n f|exclude",
        "-n --encrypt f|exclude",
        "--zstd -k --zstd f|twice",
        "-e -e f|twice",
        "-E 1G f|--e2e-blocksize must be at most",
        "-k --key-env KEY f|a key is for --encrypt",
        "-o f f f|one file for several",
        "-L 1 f f|single file",
        "-R -i -L 5 f|-R needs a file",
        "-D -f f f|-D draws",
        "-X https://h -f f|plain http",
        "-X nonsense -f f|not a URL",
        "-r .|needs a place",
        ".|with -r it is stored",
        "-r -o o -i f|one FILE",
        "-u /d f|-u needs a UNIS directory",
        "--json f|--json needs a place",
        "-i -O 5 f|knows no -O",
        "-i -F 3 f|needs -L",
        "--unis nonsense f|not a URL",
        "-k --unis http://127.0.0.1:1 f|misread",
        "-k -o f.uef f|misread",
        "--depot h:99999 f|99999",
        "f|no depots",
        "-P 6767 f|whose host -H names",
        "-H h -P 70000 f|70000",
        "-H h -P x f|not a whole number",
        "--depot-list f|no .xndrc file has a DEPOT"
      })
  void whatUploadCannotDoIsAUsageError(String arguments, String message) throws IOException {
    Files.writeString(folder.resolve("f"), "x");
    TestRun run = new TestRun(folder);
    if (arguments != null) {
      run.with((Object[]) arguments.split(" ", -1));
    }

    assertThat(run.run(new LorsUpload())).as(run.errors()).isEqualTo(LorsTool.USAGE);
    assertThat(run.errors()).contains(message).contains("--help");
  }

  @Test
  void aConfiguredFunctionThatDoesNotExistIsRefused() throws IOException {
    Files.writeString(folder.resolve("f"), "x");
    Files.writeString(folder.resolve(".xndrc"), "E2E_ORDER rot_13 checksum\n");

    TestRun run = run(new LorsUpload(), LorsTool.USAGE, "--depot", "h", "f");

    assertThat(run.errors()).contains("rot_13").contains("des_encrypt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|which exNode?",
        "a b|need a folder",
        "--recursive a|need a folder",
        "-r a|need a folder",
        "-O 1 -f a b|single file",
        ".|--recursive",
        "-o - a b|need a folder",
        "-f -o x a|exclude",
        "-R e.xnd|-R needs a file",
        "-b 0 e.xnd|1 or more",
        "-r 0 e.xnd|1 or more",
        "-b 9G e.xnd|at most"
      })
  void whatDownloadCannotDoIsAUsageError(String arguments, String message) throws IOException {
    emptyExNode();
    TestRun run = new TestRun(folder);
    if (arguments != null) {
      run.with((Object[]) arguments.split(" ", -1));
    }

    assertThat(run.run(new LorsDownload())).as(run.errors()).isEqualTo(LorsTool.USAGE);
    assertThat(run.errors()).contains(message);
  }

  private void emptyExNode() throws IOException {
    Files.writeString(
        folder.resolve("e.xnd"),
        "<exnode xmlns:exnode=\"http://loci.cs.utk.edu/exnode\"><exnode:metadata name=\"size\""
            + " type=\"integer\">0</exnode:metadata></exnode>");
  }

  @Test
  void aMissingExNodeIsAFailure() {
    TestRun run = run(new LorsDownload(), LorsTool.FAILED, "none.xnd");

    assertThat(run.errors()).contains("no exNode file").contains("none.xnd");
    assertThat(run(new LorsLs(), LorsTool.FAILED, "none.xnd").errors()).contains("none.xnd");
  }

  @Test
  void whatIsNoExNodeIsAFailure() throws IOException {
    Files.writeString(folder.resolve("text"), "hello");

    assertThat(run(new LorsLs(), LorsTool.FAILED, "-l", "text").errors())
        .contains("is not an exNode");
  }

  @Test
  void namesFromExNodesLoseTheirFolders() {
    assertThat(Names.lastPart("../../etc/passwd")).hasValue("passwd");
    assertThat(Names.lastPart("C:\\x\\y.txt")).hasValue("y.txt");
    assertThat(Names.lastPart("a b \u00e9")).hasValue("a b \u00e9");
    for (String bad : new String[] {"", "..", ".", "a/", "x\n", "/"}) {
      assertThat(Names.lastPart(bad)).isEmpty();
    }
  }

  @Test
  void theLocaleDecidesAboutUnicode() {
    assertThat(Terminal.isUnicode(Map.of("LANG", "en_US.UTF-8"))).isTrue();
    assertThat(Terminal.isUnicode(Map.of("LANG", "en_US.UTF-8", "LC_ALL", "C"))).isFalse();
    assertThat(Terminal.isUnicode(Map.of())).isFalse();
  }
}
