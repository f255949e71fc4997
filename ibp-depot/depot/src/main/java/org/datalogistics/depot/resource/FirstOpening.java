package org.datalogistics.depot.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.sql.SQLException;
import org.datalogistics.depot.allocation.KeyRing;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.metadata.MetadataStore;

/** What is found out when a resource is made, and kept with its metadata from then on. */
final class FirstOpening {
  private static final String SIZE = "auto_size";
  private static final String SALT = "key_salt";
  private static final long HIGHEST_FLOOR = 1L << 30;

  private final ResourceConfig config;
  private final MetadataStore db;

  FirstOpening(ResourceConfig config, MetadataStore db) {
    this.config = config;
    this.db = db;
  }

  /** The limits, with sizes found out. */
  SpaceLimits space() throws IOException, SQLException {
    SpaceLimits asked = config.space();
    FileStore store = Files.getFileStore(config.path());
    long size = asked.size() == SpaceLimits.AUTO ? size(store) : asked.size();
    return asked.resolved(size, floor(asked, store));
  }

  private static long floor(SpaceLimits asked, FileStore store) throws IOException {
    return asked.floor() == SpaceLimits.AUTO
        ? Math.min(HIGHEST_FLOOR, store.getTotalSpace() / 100)
        : asked.floor();
  }

  /** Changed limits of a resource that is open; one without a size keeps that which it has. */
  static SpaceLimits changed(ResourceConfig config, SpaceLimits now) throws IOException {
    SpaceLimits asked = config.space();
    long size = asked.size() == SpaceLimits.AUTO ? now.size() : asked.size();
    if (asked.hardSize() > size) {
      throw new IOException(
          "resource %s: %d bytes for hard allocations of %d"
              .formatted(config.id(), asked.hardSize(), size));
    }
    return asked.resolved(size, floor(asked, Files.getFileStore(config.path())));
  }

  private long size(FileStore store) throws IOException, SQLException {
    byte[] known = db.setting(SIZE);
    if (known != null) {
      return Long.parseLong(new String(known, StandardCharsets.US_ASCII));
    }
    long size = Math.max(1, store.getUsableSpace() / 10 * 9);
    db.setSetting(SIZE, Long.toString(size).getBytes(StandardCharsets.US_ASCII));
    return size;
  }

  /** What the hashes of its keys are salted with. */
  byte[] salt(SecureRandom random) throws SQLException {
    byte[] salt = db.setting(SALT);
    if (salt == null) {
      salt = new byte[KeyRing.SALT_LENGTH];
      random.nextBytes(salt);
      db.setSetting(SALT, salt);
    }
    return salt;
  }
}
