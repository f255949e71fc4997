package org.datalogistics.node.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import org.datalogistics.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class LogLimiterTest {
  private final ManualClock clock = new ManualClock();
  private final LogLimiter limiter = new LogLimiter(2, Duration.ofSeconds(10), clock);

  @Test
  void onlySoManyLinesPassInAnInterval() {
    assertThat(limiter.permit()).hasValue(0);
    assertThat(limiter.permit()).hasValue(0);
    assertThat(limiter.permit()).isEqualTo(OptionalLong.empty());
    clock.advance(Duration.ofMillis(9_999));
    assertThat(limiter.permit()).isEmpty();
  }

  @Test
  void firstLineOfTheNextIntervalTellsHowManyWereLeftOut() {
    for (int i = 0; i < 7; i++) {
      limiter.permit();
    }
    clock.advance(Duration.ofSeconds(10));

    assertThat(limiter.permit()).hasValue(5);
    assertThat(limiter.permit()).hasValue(0);
  }

  @Test
  void clockSetBackDoesNotSilenceTheLog() {
    limiter.permit();
    limiter.permit();
    clock.advance(Duration.ofDays(-1));

    assertThat(limiter.permit()).isPresent();
  }

  @Test
  void limitOfNothingIsRefused() {
    assertThatThrownBy(() -> new LogLimiter(0, Duration.ofSeconds(1), clock))
        .hasMessage("no limit: 0 lines in PT1S");
  }
}
