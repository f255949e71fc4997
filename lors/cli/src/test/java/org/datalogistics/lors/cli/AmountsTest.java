package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4096, 4096",
    "5M, 5242880",
    "5m, 5242880",
    "1.5K, 1536",
    ".5k, 512",
    "2G, 2147483648",
    "1t, 1099511627776",
    "1.9, 1"
  })
  void sizes(String text, long bytes) {
    assertThat(Amounts.size(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"90, 90", "30s, 30", "10m, 600", "12H, 43200", "3d, 259200", "0.5d, 43200"})
  void times(String text, long seconds) {
    assertThat(Amounts.time(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "-5", "1,5M", "5MB", "1e3", "99999999999G", "0x10", "1..2", "."})
  void whatIsNoSizeIsRefusedByName(String text) {
    assertThatThrownBy(() -> Amounts.size(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
    assertThatThrownBy(() -> Amounts.time(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1048575, 1.0 MiB",
    "5242880, 5.0 MiB",
    "1610612736, 1.5 GiB"
  })
  void sizesForPeople(long bytes, String shown) {
    assertThat(Amounts.showSize((double) bytes)).isEqualTo(shown);
  }

  @Test
  void timesForPeople() {
    assertThat(Amounts.showTime(Duration.ofMillis(449))).isEqualTo("0.4 s");
    assertThat(Amounts.showTime(Duration.ofSeconds(65))).isEqualTo("1:05");
    assertThat(Amounts.showTime(Duration.ofSeconds(7261))).isEqualTo("2:01:01");
  }
}
