package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.datalogistics.node.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnisConfigTest {

  @Test
  void theDefaultsListenOnAllAddressesAndKeepHistory() throws ConfigException {
    UnisConfig config = UnisConfig.SCHEMA.parse("--data", "d");

    assertThat(config).isEqualTo(UnisConfig.in(Path.of("d")));
    assertThat(config.port()).isEqualTo(8888);
    assertThat(config.storeLocation()).isEqualTo(Path.of("d", "store").toString());
  }

  @Test
  void everyKeyIsAFlag() throws ConfigException {
    UnisConfig config =
        UnisConfig.SCHEMA.parse(
            "--data",
            "d",
            "--host",
            "::1",
            "--port",
            "0",
            "--store",
            "mongodb://h/db",
            "--public-url",
            "https://unis.example.org",
            "--history=false",
            "--body-limit",
            "5M",
            "--lbone-port",
            "6767");

    assertThat(config)
        .isEqualTo(
            new UnisConfig(
                "::1",
                0,
                Path.of("d"),
                "mongodb://h/db",
                URI.create("https://unis.example.org"),
                false,
                5 << 20,
                Optional.of(6767)));
    assertThat(config.storeLocation()).isEqualTo("mongodb://h/db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--store=redis://x",
        "--public-url=ftp://h",
        "--public-url=http://h?x=1",
        "--body-limit=2G",
        "--body-limit=0",
        "--port=70000",
        "--lbone-port=70000",
        "--lbone-port=8888",
        "--host= "
      })
  void valuesThatCannotWorkAreRefused(String flag) {
    assertThatThrownBy(() -> UnisConfig.SCHEMA.parse("--data", "d", flag))
        .isInstanceOf(ConfigException.class);
  }
}
