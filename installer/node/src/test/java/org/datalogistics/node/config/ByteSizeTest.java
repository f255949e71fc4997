package org.datalogistics.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "512, 512, 512",
    "512B, 512, 512",
    "5M, 5242880, 5M",
    "5m, 5242880, 5M",
    "5 MiB, 5242880, 5M",
    "1.5G, 1610612736, 1.5G",
    "10GiB, 10737418240, 10G",
    "1.5k, 1536, 1.5K",
    "1536, 1536, 1.5K",
    "0.0001K, 0, 0",
    "1000001, 1000001, 1000001",
    "7E, 8070450532247928832, 7E",
    "9223372036854775807, 9223372036854775807, 9223372036854775807",
  })
  void sizesAreReadAndPrinted(String text, long bytes, String printed) {
    assertThat(ByteSize.parse(text)).isEqualTo(ByteSize.of(bytes));
    assertThat(ByteSize.of(bytes)).hasToString(printed);
  }

  @SeededTest(cases = 500)
  void whatIsPrintedReadsBackToTheSame(SeededRandom random) {
    ByteSize size = ByteSize.of(random.size(Long.MAX_VALUE) << random.between(0, 3) >>> 4);

    assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "M",
        "-1",
        "5X",
        "1.5.5G",
        "1e3",
        "5MM",
        "0x10",
        "1,5G",
        "５",
        "8E",
        "99999999999999999999"
      })
  void whatIsNoSizeIsRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": " + text);
  }

  @Test
  void negativeSizeIsRefused() {
    assertThatThrownBy(() -> ByteSize.of(-1)).hasMessage("a size is not negative: -1");
  }

  @Test
  void sizesAreOrdered() {
    assertThat(ByteSize.parse("1K")).isGreaterThan(ByteSize.of(1023)).isLessThan(ByteSize.of(1025));
  }
}
