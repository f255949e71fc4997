package org.datalogistics.depot.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.testkit.ManualClock;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

/** Lease time goes by what elapses, whatever the time of day does. */
class LeaseClockTest {
  private final ManualClock wall = new ManualClock();
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
  private final TimeSource source = new TimeSource(wall, nanos::get);

  /** Lets both clocks go on, with a look every second as in a running depot. */
  private void elapse(LeaseClock clock, Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      wall.advance(Duration.ofSeconds(1));
      nanos.addAndGet(1_000_000_000L);
      clock.look();
    }
  }

  @Test
  void itGoesWithTheTimeOfDayWhileNobodySetsIt() {
    LeaseClock clock = LeaseClock.start("1", source);
    elapse(clock, Duration.ofHours(1));
    assertThat(clock.millis()).isEqualTo(wall.millis());
    nanos.addAndGet(1_500_000);
    assertThat(clock.millis()).isEqualTo(wall.millis() + 1);
  }

  @Test
  void aStepAheadEndsNothingAtOnceAndIsCaughtUpWithByATenthOfWhatElapses() {
    LeaseClock clock = LeaseClock.start("1", source);
    elapse(clock, Duration.ofSeconds(10));
    long before = clock.millis();
    wall.advance(Duration.ofHours(5));
    assertThat(clock.millis()).isEqualTo(before);
    elapse(clock, Duration.ofMinutes(10));
    assertThat(clock.millis() - before).isBetween(659_000L, 660_000L);
    elapse(clock, Duration.ofHours(50));
    assertThat(clock.millis()).isEqualTo(wall.millis());
  }

  @Test
  void aStepBackNeitherProlongsNorEndsLeases() {
    LeaseClock clock = LeaseClock.start("1", source);
    elapse(clock, Duration.ofSeconds(10));
    long before = clock.millis();
    wall.advance(Duration.ofHours(-5));
    elapse(clock, Duration.ofHours(1));
    assertThat(clock.millis() - before).isEqualTo(3_600_000);
  }

  @Test
  void aStepAheadThatIsTakenBackLeavesAtMostWhatWasGainedMeanwhile() {
    LeaseClock clock = LeaseClock.start("1", source);
    wall.advance(Duration.ofDays(3650));
    elapse(clock, Duration.ofSeconds(100));
    wall.advance(Duration.ofDays(-3650));
    long before = clock.millis();
    assertThat(before - wall.millis()).isBetween(0L, 10_000L);
    elapse(clock, Duration.ofSeconds(100));
    assertThat(clock.millis() - before).isBetween(100_000L, 100_100L);
  }

  @Test
  void theTimeWhileItIsDownCounts() {
    LeaseClock.Reading saved = LeaseClock.start("1", source).look();
    wall.advance(Duration.ofHours(7));
    nanos.set(12); // Another boot.
    assertThat(LeaseClock.resume("1", source, saved).millis()).isEqualTo(wall.millis());
  }

  @Test
  void aMachineThatBootsIntoThePastGoesOnFromWhereItWas() {
    LeaseClock.Reading saved = LeaseClock.start("1", source).look();
    wall.advance(Duration.ofDays(-20_000));
    LeaseClock clock = LeaseClock.resume("1", source, saved);
    assertThat(clock.millis()).isEqualTo(saved.lease());
    elapse(clock, Duration.ofSeconds(30));
    wall.advance(Duration.ofDays(20_000)); // The time service corrects it.
    elapse(clock, Duration.ofSeconds(30));
    assertThat(clock.millis() - saved.lease()).isBetween(60_000L, 63_000L);
  }

  @Test
  void aTrustedTimeOfDayIsFollowedAtOnceButNeverBack() {
    LeaseClock clock = LeaseClock.start("1", TimeSource.trusting(wall));
    wall.advance(Duration.ofHours(1));
    assertThat(clock.millis()).isEqualTo(wall.millis());
    long reached = clock.look().lease();
    wall.advance(Duration.ofHours(-2));
    assertThat(clock.millis()).isEqualTo(reached);
    clock.look();
    assertThat(clock.millis()).isEqualTo(reached);
    wall.advance(Duration.ofSeconds(10));
    assertThat(clock.millis()).isBetween(reached + 10_000, reached + 11_000);
  }

  @SeededTest(cases = 200)
  void itNeverGoesBackNorRunsMoreThanATenthTooFast(SeededRandom random) {
    LeaseClock clock = LeaseClock.start("1", source);
    long elapsed = 0;
    long begin = clock.millis();
    long last = begin;
    for (int i = 0; i < 100; i++) {
      long step = random.between(0L, 3_000_000_000L);
      nanos.addAndGet(step);
      elapsed += step;
      wall.advance(Duration.ofMillis(random.between(-10_000_000L, 10_000_000L)));
      long now = random.pick(true, false) ? clock.millis() : clock.look().lease();
      assertThat(now).isGreaterThanOrEqualTo(last - 1);
      assertThat(now - begin).isLessThanOrEqualTo(elapsed / 1_000_000 * 11 / 10 + 1);
      last = now;
    }
  }
}
