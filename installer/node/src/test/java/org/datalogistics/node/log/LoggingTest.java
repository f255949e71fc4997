package org.datalogistics.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.JavaProcess;
import org.datalogistics.testkit.ProcessSpec;
import org.junit.jupiter.api.Test;

class LoggingTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static List<String> log(ProcessSpec spec) {
    try (ChildProcess process = spec.start()) {
      process.expectExit(0, LIMIT);
      assertThat(process.output()).containsExactly("data");
      return process.errors();
    }
  }

  private static ProcessSpec main(Object... args) {
    // The file that services ship, not the quiet one of tests.
    return JavaProcess.of(LogMain.class).jvm("-Dlogback.configurationFile=logback.xml").args(args);
  }

  @Test
  void eventIsOneLineOnStandardErrorWhateverAPeerPutsIntoIt() {
    List<String> lines = log(main());

    assertThat(lines.get(0))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO  \\S*LogMain \\[main\\]"
                + " an info event of somebody ERROR forged line");
    assertThat(lines.get(1)).endsWith("an error event");
    assertThat(lines.get(2)).isEqualTo("java.lang.IllegalStateException: the cause");
    assertThat(lines).noneMatch(line -> line.contains("debug") || line.contains("library"));
  }

  @Test
  void levelComesFromTheEnvironmentOrTheProgram() {
    assertThat(log(main().env("DLT_LOG", "debug"))).anyMatch(l -> l.endsWith("a debug event"));
    assertThat(log(main("trace"))).anyMatch(l -> l.endsWith("a debug event"));
    assertThat(log(main("error").env("DLT_LOG", "debug"))).noneMatch(l -> l.contains("info"));
  }

  @Test
  void asJsonEachEventIsAnObjectOnOneLine() throws IOException {
    List<String> lines = log(main("info", "json"));

    assertThat(lines).hasSize(2);
    JsonNode info = new ObjectMapper().readTree(lines.get(0));
    assertThat(info.path("level").asText()).isEqualTo("INFO");
    assertThat(info.path("logger").asText()).isEqualTo(LogMain.class.getName());
    assertThat(info.path("message").asText())
        .isEqualTo("an info event of somebody\r\nERROR forged line");
    JsonNode error = new ObjectMapper().readTree(lines.get(1));
    assertThat(error.path("error").asText()).startsWith("java.lang.IllegalStateException: the");
  }

  @Test
  void testsAreQuiet() {
    assertThat(log(JavaProcess.of(LogMain.class).args())).noneMatch(l -> l.contains("info"));
  }
}
