package org.datalogistics.setup.up;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.datalogistics.node.config.ConfigException;
import org.junit.jupiter.api.Test;

class UpConfigTest {

  @Test
  void aNodeThatLeasesOutNothingIsRefusedByItsOwnOption() {
    assertThatThrownBy(() -> UpConfig.SCHEMA.parse("--size", "0"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--size: must be more than 0");
  }
}
