package org.datalogistics.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.datalogistics.testkit.ChildProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo: does what it says, and leaves nothing behind. */
class DemoBoot {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Pattern PID = Pattern.compile(" pid (\\d+)");

  @TempDir private Path folder;
  private Path temporary;

  @BeforeEach
  void makeFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  @Test
  void storesAFileKillsADepotAndGetsTheFileBack() throws IOException {
    Path file = folder.resolve("ein Film mit ü.mkv");
    Files.write(file, new byte[5_000_000]);

    String told = demo(file);

    assertThat(told)
        .contains("5 slices")
        .contains("Kill depot")
        .contains("SHA-256 is the same")
        .contains("alone: as it was")
        .contains("Next:")
        .doesNotContain("\033");
  }

  @Test
  void takesAFileOfOneByteAndAnEmptyOne() throws IOException {
    Path one = Files.write(folder.resolve("one"), new byte[] {42});
    Path none = Files.createFile(folder.resolve("none"));

    assertThat(demo(one)).contains("SHA-256 is the same", "1 slice, 1 B, read from depot");
    assertThat(demo(none)).contains("SHA-256 is the same", "An empty file has no slices");
  }

  @Test
  void anInterruptedDemoLeavesNothing() throws IOException {
    try (ChildProcess demo = Toolkit.dlt("demo").env("TMPDIR", temporary.toString()).start()) {
      demo.awaitLine("^   depot C ", Toolkit.PATIENCE);
      List<Long> services = pids(demo.output());

      demo.terminate();
      int status = demo.awaitExit(Duration.ofSeconds(20));

      assertThat(status).isNotZero();
      assertThat(services).hasSize(4);
      assertNothingIsLeft(services);
    }
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    Toolkit.Ran ran = Toolkit.run("demo", folder.resolve("nothing"));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.errors()).anyMatch(line -> line.contains("there is no file"));
  }

  private String demo(Path file) throws IOException {
    try (ChildProcess demo =
        Toolkit.dlt("demo", file).env("TMPDIR", temporary.toString()).start()) {
      demo.expectExit(0, LIMIT);
      assertThat(demo.errors()).isEmpty();
      assertNothingIsLeft(pids(demo.output()));
      return String.join("\n", demo.output());
    }
  }

  private static List<Long> pids(List<String> lines) {
    List<Long> pids = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = PID.matcher(line);
      if (matcher.find()) {
        pids.add(Long.valueOf(matcher.group(1)));
      }
    }
    return pids;
  }

  private void assertNothingIsLeft(List<Long> services) throws IOException {
    assertThat(services).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }
}
