package org.datalogistics.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path temp;

  @Test
  void folderIsMadeWithItsParents() throws IOException {
    Path path = temp.resolve("a/b c/ü");

    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.path()).isEqualTo(path).isDirectory();
      assertThat(folder.folder("sub/deep")).isDirectory().startsWith(path);
      assertThat(folder.resolve("x")).isEqualTo(path.resolve("x"));
    }
  }

  @Test
  void folderCanBeTakenAgainOnceItIsClosed() throws IOException {
    DataFolder.open(temp).close();
    DataFolder.open(temp).close();

    assertThat(temp.resolve("lock")).content().isEqualTo(ProcessHandle.current().pid() + "\n");
  }

  @Test
  void secondUserInThisProcessIsRefusedAndTheFirstKeepsIt() throws IOException {
    try (DataFolder first = DataFolder.open(temp)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> DataFolder.open(temp.resolve("x/..")))
            .isInstanceOf(IOException.class)
            .hasMessage(
                "data folder %s is already in use by this process: stop it, or choose another folder"
                    .formatted(first));
      }
    }
  }

  @Test
  void otherProcessHoldsTheFolderUntilItDiesHoweverItDies() throws IOException {
    try (ChildProcess holder = JavaProcess.of(FolderHolder.class).args(temp).start()) {
      holder.awaitLine("^HOLDING$", LIMIT);
      assertThatThrownBy(() -> DataFolder.open(temp))
          .hasMessageContaining("is already in use by pid " + holder.pid() + ":");

      holder.kill9();

      DataFolder.open(temp).close();
    }
  }

  @Test
  void fileInsteadOfAFolderIsRefused() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file))
        .hasMessage("data folder " + file + " is a file, not a folder");
    assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
        .hasMessageStartingWith("cannot make the data folder " + file.resolve("below"));
  }

  @Test
  void lockFileThatCannotBeWrittenIsToldWithTheFolder() throws IOException {
    Files.createDirectory(temp.resolve("lock"));

    assertThatThrownBy(() -> DataFolder.open(temp))
        .hasMessageStartingWith("cannot write to the data folder " + temp + ": ");
  }
}
