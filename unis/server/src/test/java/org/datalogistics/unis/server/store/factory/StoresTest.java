package org.datalogistics.unis.server.store.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

  @TempDir Path folder;

  @Test
  void folderIsAnEmbeddedStore() {
    Path data = folder.resolve("new/data");
    try (DocumentStore store = Stores.open(data.toString(), StoreOptions.DEFAULT)) {
      assertThat(data.resolve("unis.db")).exists();
      assertThat(store.collections()).isEmpty();
    }
  }

  @Test
  void otherUrlsAreRefusedWithoutRepeatingWhatMayBeSecret() {
    assertThatThrownBy(() -> Stores.open("postgres://u:secret@host", StoreOptions.DEFAULT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("postgres://")
        .hasMessageNotContaining("secret");
  }
}
