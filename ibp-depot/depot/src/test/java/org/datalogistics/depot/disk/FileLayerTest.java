package org.datalogistics.depot.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLayerTest {
  @TempDir Path folder;

  @Test
  void spaceIsThatOfTheFileSystem() throws IOException {
    long total = Files.getFileStore(folder).getTotalSpace();
    assertThat(FileLayer.PLAIN.usableSpace(folder)).isBetween(1L, total);
  }

  @Test
  void aFolderThatIsGoneHasNoSpaceAtAllButAnError() {
    assertThatThrownBy(() -> FileLayer.PLAIN.usableSpace(folder.resolve("gone")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
