package org.datalogistics.setup.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datalogistics.exnode.ByteRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentsTest {
  @TempDir private Path folder;

  @Test
  void aMadeFileHasItsLengthAndFollowsFromItsSeed() throws IOException {
    Path one = folder.resolve("one");
    Path again = folder.resolve("again");
    FileContents.writeRandom(one, 1_500_001, 42);
    FileContents.writeRandom(again, 1_500_001, 42);

    assertThat(one).hasSize(1_500_001).hasSameBinaryContentAs(again);
    assertThat(FileContents.sha256(one)).isEqualTo(FileContents.sha256(again));
  }

  @Test
  void theSha256IsTheOneThatEverybodyComputes() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));

    assertThat(FileContents.sha256(empty))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void onlyTheRangeIsComparedAndMissingBytesDiffer() throws IOException {
    Path one = Files.write(folder.resolve("one"), new byte[] {1, 2, 3, 4});
    Path other = Files.write(folder.resolve("other"), new byte[] {9, 2, 3});

    assertThat(FileContents.isSame(one, other, new ByteRange(1, 2))).isTrue();
    assertThat(FileContents.isSame(one, other, new ByteRange(0, 2))).isFalse();
    assertThat(FileContents.isSame(one, other, new ByteRange(1, 3))).isFalse();
  }
}
