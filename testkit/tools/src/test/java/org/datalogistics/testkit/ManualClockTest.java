package org.datalogistics.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  @Test
  void standsStillUntilItIsMoved() {
    ManualClock clock = new ManualClock(Instant.parse("2026-03-01T10:00:00Z"));

    assertThat(clock.instant()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo("2026-03-01T10:05:00Z");
    assertThat(clock.instant()).isEqualTo("2026-03-01T10:05:00Z");
    clock.set(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
  }

  @Test
  void movesTogetherWithItsOtherZones() {
    ManualClock clock = new ManualClock();
    ManualClock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

    clock.advance(Duration.ofDays(1));

    assertThat(elsewhere.instant()).isEqualTo(clock.instant());
    assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }
}
