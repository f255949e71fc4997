package org.datalogistics.unis.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.datalogistics.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class MicroClockTest {

  @Test
  void timesGrowThoughTheClockStandsOrGoesBack() {
    ManualClock clock = new ManualClock(Instant.ofEpochSecond(1));
    MicroClock micros = new MicroClock(clock);

    assertThat(micros.next()).isEqualTo(1_000_000);
    assertThat(micros.next()).isEqualTo(1_000_001);
    clock.advance(Duration.ofSeconds(-1));
    assertThat(micros.next()).isEqualTo(1_000_002);
    clock.advance(Duration.ofSeconds(2));
    assertThat(micros.next()).isEqualTo(2_000_000);
  }

  @Test
  void noTwoThreadsGetTheSameTime() throws InterruptedException {
    MicroClock micros = new MicroClock(new ManualClock());
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    Set<Thread> threads = new HashSet<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  seen.add(micros.next());
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(seen).hasSize(4000);
  }
}
