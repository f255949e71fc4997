package org.datalogistics.unis.server.store.factory;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreOptions;
import org.datalogistics.unis.server.store.mongo.MongoDocumentStore;
import org.datalogistics.unis.server.store.sqlite.SqliteDocumentStore;

/** Opens document stores. */
public final class Stores {

  private Stores() {}

  /**
   * Opens the store at a location.
   *
   * @param location a {@code mongodb://} or {@code mongodb+srv://} URL, or else a folder for the
   *     embedded store, made when it does not exist
   * @throws StoreException when it cannot be opened
   */
  public static DocumentStore open(String location, StoreOptions options) {
    if (location.startsWith("mongodb://") || location.startsWith("mongodb+srv://")) {
      return MongoDocumentStore.open(location, options);
    }
    if (location.contains("://")) {
      throw new StoreException(
          "no store for '"
              + location.substring(0, location.indexOf("://") + 3)
              + "...': give a folder, or a mongodb:// URL");
    }
    try {
      return SqliteDocumentStore.open(Path.of(location), options);
    } catch (InvalidPathException e) {
      throw new StoreException("'" + location + "' is not a folder: " + e.getMessage(), e);
    }
  }
}
