package org.datalogistics.setup.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {
  @Test
  void withoutArgumentsAFileIsMadeAndNothingKept() {
    assertThat(DemoOptions.parse()).isEqualTo(new DemoOptions(Optional.empty(), false));
  }

  @Test
  void afterTwoHyphensEverythingIsAFile() {
    assertThat(DemoOptions.parse("--keep", "--", "--keep"))
        .isEqualTo(new DemoOptions(Optional.of(Path.of("--keep")), true));
  }

  @Test
  void twoFilesAndUnknownOptionsAreRefused() {
    assertThatThrownBy(() -> DemoOptions.parse("a", "b")).hasMessageContaining("b");
    assertThatThrownBy(() -> DemoOptions.parse("--kep")).hasMessageContaining("--kep");
  }

  @Test
  void slicesGrowWithTheFileWithinBounds() {
    assertThat(Transfers.sliceSize(0)).isEqualTo(1L << 20);
    assertThat(Transfers.sliceSize(256L << 20)).isEqualTo(16L << 20);
    assertThat(Transfers.sliceSize((256L << 20) + 1)).isEqualTo(32L << 20);
    assertThat(Transfers.sliceSize(1L << 50)).isEqualTo(64L << 20);
  }
}
