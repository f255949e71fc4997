package org.datalogistics.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S, 0",
    "0s, PT0S, 0",
    "500ms, PT0.5S, 500ms",
    "30s, PT30S, 30s",
    "90s, PT1M30S, 1m30s",
    "10m, PT10M, 10m",
    "1h30m, PT1H30M, 1h30m",
    "3d, PT72H, 3d",
    "10d, PT240H, 10d",
    "2w, PT336H, 2w",
    "1m1ms, PT1M0.001S, 1m1ms",
  })
  void durationsAreReadAndPrinted(String text, Duration duration, String printed) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.print(duration)).isEqualTo(printed);
  }

  @SeededTest(cases = 500)
  void whatIsPrintedReadsBackToTheSame(SeededRandom random) {
    Duration duration = Duration.ofMillis(random.size(1L << 60));

    assertThat(Durations.parse(Durations.print(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "s", "-1s", "1.5h", "1h 30m", "5y", "PT30S", "3D", "999999999999999w"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": " + text);
  }

  @Test
  void negativeDurationIsNotPrinted() {
    assertThatThrownBy(() -> Durations.print(Duration.ofMillis(-1)))
        .hasMessageContaining("negative");
  }
}
