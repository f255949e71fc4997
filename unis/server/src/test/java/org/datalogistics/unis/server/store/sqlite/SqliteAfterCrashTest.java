package org.datalogistics.unis.server.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.DocumentStoreContract;
import org.datalogistics.unis.server.store.StoreOptions;
import org.junit.jupiter.api.io.TempDir;

/** The whole contract, with every read answered by a store that came up after a crash. */
class SqliteAfterCrashTest extends DocumentStoreContract {

  @TempDir Path folder;
  private final AtomicInteger crashes = new AtomicInteger();

  @Override
  protected DocumentStore open(StoreOptions options) {
    Path home = folder.resolve("unis");
    return new CrashingStore(
        SqliteDocumentStore.open(home, options), () -> reopened(home, options));
  }

  /** A second store on the files as they are now, which is what a dead process would leave. */
  private DocumentStore reopened(Path home, StoreOptions options) {
    Path wreck = folder.resolve("wreck" + crashes.incrementAndGet());
    try {
      Files.createDirectory(wreck);
      for (String file : new String[] {"unis.db", "unis.db-wal"}) {
        if (Files.exists(home.resolve(file))) {
          Files.copy(home.resolve(file), wreck.resolve(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SqliteDocumentStore.open(wreck, options);
  }
}
