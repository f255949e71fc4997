package org.datalogistics.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.packaging.Toolkit.Ran;
import org.datalogistics.testkit.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the built toolkit, their help and their exit statuses. */
class CommandLineBoot {
  @Test
  void versionNamesItselfAndJava() {
    Ran ran = Toolkit.run("version");

    assertThat(ran.status()).isZero();
    assertThat(ran.firstLine()).matches("dlt \\d\\S* \\(Java \\S+, .+\\)");
    assertThat(ran.errors()).isEmpty();
  }

  @Test
  void helpNamesEveryCommandInShortLines() {
    Ran ran = Toolkit.run("help");

    assertThat(ran.status()).isZero();
    assertThat(String.join("\n", ran.output()))
        .contains("demo", "up", "depot", "unis", "lors-upload", "lors-download", "lors-ls", "ibp");
    assertThat(ran.output()).allSatisfy(line -> assertThat(line.length()).isLessThan(80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"demo", "up", "depot", "unis", "ibp", "lors-upload", "lors-download", "lors-ls"})
  void everyCommandHasAHelpPageWithAnExample(String command) {
    Ran ran = Toolkit.run(command, "--help");

    assertThat(ran.status()).isZero();
    assertThat(ran.firstLine()).contains("sage: ").contains(command);
    assertThat(String.join("\n", ran.output())).containsIgnoringCase("example");
    assertThat(ran.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allocate",
        "store",
        "load",
        "manage",
        "copy",
        "alias",
        "checksums",
        "status",
        "resource"
      })
  void everyCommandByHandHasAHelpPageWithAnExample(String command) {
    Ran ran = Toolkit.run("ibp", command, "--help");

    assertThat(ran.status()).isZero();
    assertThat(ran.firstLine()).startsWith("Usage: dlt ibp " + command);
    assertThat(ran.output()).contains("Example:");
  }

  @Test
  void withoutACommandTheHelpPageGoesToStandardErrorWithStatusTwo() {
    Ran ran = Toolkit.run();

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.output()).isEmpty();
    assertThat(ran.errors()).anyMatch(line -> line.startsWith("Usage: dlt"));
  }

  @Test
  void aMistypedCommandGetsASuggestionAndStatusTwo() {
    Ran ran = Toolkit.run("lors-uplaod");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.errors()).anyMatch(line -> line.contains("did you mean lors-upload?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "up", "depot", "unis", "lors-upload", "lors-download", "lors-ls"})
  void anUnknownOptionIsAUsageError(String command) {
    Ran ran = Toolkit.run(command, "--no-such-option");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.errors()).anyMatch(line -> line.contains("no-such-option"));
    assertThat(ran.output()).isEmpty();
  }

  @Test
  void theLauncherRunsThroughALinkFromAnotherFolder(@TempDir Path folder) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a link"), Checkout.launcher());

    Ran ran =
        Toolkit.run(
            ChildProcess.command(link.toString())
                .args("version")
                .env("DLT_BUILD", "never")
                .in(folder));

    assertThat(ran.status()).isZero();
    assertThat(ran.firstLine()).startsWith("dlt ");
  }

  @Test
  void theLayoutRunsFromAFolderWithASpaceInItsName(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("the toolkit");
    copy(Checkout.root().resolve("packaging/target/dlt"), copy);

    Ran ran = Toolkit.run(ChildProcess.command(copy.resolve("bin/dlt").toString()).args("version"));

    assertThat(ran.status()).isZero();
    assertThat(ran.firstLine()).startsWith("dlt ");
  }

  @Test
  void aMissingJavaIsToldWithWhatToDo() {
    Ran ran = Toolkit.run(Toolkit.dlt("version").env("JAVA_HOME", "/there/is/no/such/folder"));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.errors()).anyMatch(line -> line.contains("JAVA_HOME"));
  }

  @Test
  void theArchiveOfClassesIsMadeAndUsedInSilence(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("the toolkit");
    copy(Checkout.root().resolve("packaging/target/dlt"), copy);

    Ran made = Toolkit.run(ChildProcess.command(copy.resolve("bin/make-archive").toString()));
    Ran ran = Toolkit.run(ChildProcess.command(copy.resolve("bin/dlt").toString()).args("version"));
    Files.setLastModifiedTime(
        copy.resolve("lib").resolve(firstJar(copy)), FileTime.fromMillis(1_000_000_000_000L));
    Ran stale =
        Toolkit.run(ChildProcess.command(copy.resolve("bin/dlt").toString()).args("version"));

    assertThat(made).isEqualTo(new Ran(0, List.of(), List.of()));
    assertThat(copy.resolve("dlt.jsa")).isNotEmptyFile();
    assertThat(ran.errors()).isEmpty();
    assertThat(stale).isEqualTo(ran);
  }

  private static String firstJar(Path layout) throws IOException {
    String jars = Files.readString(layout.resolve("lib/classpath"));
    return jars.substring("lib/".length(), jars.indexOf(':'));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
