package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final long MIB = 1 << 20;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private long now;

  private ProgressBar bar(boolean unicode, int width) {
    PrintStream err = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return new ProgressBar(
        err, new Terminal(unicode, () -> new Terminal.Size(width, 24)), "data.bin", () -> now);
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private void pass(int millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  @Test
  void showsPercentageBytesRateAndTimeLeft() {
    ProgressBar bar = bar(false, 100);
    bar.total(100 * MIB);
    pass(1000);
    bar.update(25 * MIB);

    assertThat(bar.line(99))
        .isEqualTo(
            "data.bin  25% [##########..............................]"
                + "  25.0 MiB/100.0 MiB  25.0 MiB/s  0:03");
  }

  @Test
  void usesBlocksWhereTheTerminalHasThem() {
    ProgressBar bar = bar(true, 100);
    bar.total(80);
    pass(1000);
    bar.update(41);

    assertThat(bar.line(99)).contains("\u2588".repeat(20) + "\u258c");
  }

  @Test
  void neverExceedsTheWidthAndDropsTheBarFirst() {
    ProgressBar bar = bar(false, 100);
    bar.total(100 * MIB);
    pass(1000);
    bar.update(50 * MIB);

    for (int width = 0; width < 120; width++) {
      assertThat(bar.line(width).length()).isLessThanOrEqualTo(width);
    }
    assertThat(bar.line(30)).isEqualTo(" 50% 50.0 MiB/s 0:01");
  }

  @Test
  void drawsNothingForAQuickTransfer() {
    ProgressBar bar = bar(false, 80);
    bar.total(10);
    pass(200);
    bar.update(10);
    bar.clear();

    assertThat(shown()).isEmpty();
  }

  @Test
  void drawsAtMostTenTimesASecondAndCleansUp() {
    ProgressBar bar = bar(false, 80);
    bar.total(1000);
    for (int i = 0; i < 1000; i++) {
      pass(1);
      bar.update(i);
    }
    bar.clear();

    assertThat(shown().chars().filter(c -> c == '\r').count()).isBetween(6L, 9L);
    assertThat(shown()).endsWith("\r\033[K");
  }

  @Test
  void anUnknownRateIsNotZeroTimeLeft() {
    ProgressBar bar = bar(false, 80);
    bar.total(1000);

    assertThat(bar.line(79)).contains("--:--");
  }
}
