package org.datalogistics.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TempFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 65535, 65536, 65537, 1_000_003})
  void fileHasItsSizeAndDigest(long size) throws IOException {
    RandomFile file = TempFiles.random(folder.resolve("f"), size, 5);

    assertThat(file.path()).hasSize(size);
    assertThat(file.sha256())
        .isEqualTo(TempFiles.sha256(file.path()))
        .isEqualTo(TempFiles.sha256(Files.readAllBytes(file.path())));
  }

  @Test
  void seedDecidesTheBytes() {
    RandomFile one = TempFiles.random(folder.resolve("1"), 1000, 1);

    assertThat(TempFiles.random(folder.resolve("2"), 1000, 1).sha256()).isEqualTo(one.sha256());
    assertThat(TempFiles.random(folder.resolve("3"), 1000, 2).sha256()).isNotEqualTo(one.sha256());
  }
}
