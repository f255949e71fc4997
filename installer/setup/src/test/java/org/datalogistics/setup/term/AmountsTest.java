package org.datalogistics.setup.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1 B",
    "1023, 1023 B",
    "1024, 1 KiB",
    "1536, 1.5 KiB",
    "16777216, 16 MiB",
    "268435456, 256 MiB",
    "1048575, 1 MiB",
    "5368709120, 5 GiB",
    "9223372036854775807, 8 EiB"
  })
  void bytesAreShortAndInPowersOf1024(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void ratesArePerSecond() {
    assertThat(Amounts.rate(256L << 20, Duration.ofMillis(500))).isEqualTo("512 MiB/s");
    assertThat(Amounts.rate(0, Duration.ZERO)).isEqualTo("0/s");
  }

  @ParameterizedTest
  @CsvSource({"420, 0.42 s", "12340, 12.3 s", "200000, 3 min 20 s"})
  void timesGetCoarserAsTheyGetLonger(long millis, String text) {
    assertThat(Amounts.time(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void countsKnowSingularAndPlural() {
    assertThat(Amounts.count(1, "slice")).isEqualTo("1 slice");
    assertThat(Amounts.count(0, "slice")).isEqualTo("0 slices");
  }
}
