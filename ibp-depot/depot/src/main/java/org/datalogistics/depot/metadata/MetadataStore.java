package org.datalogistics.depot.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.journal.Journal;
import org.datalogistics.depot.journal.JournalRecovery;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a resource on disk: a database, and the journal of what is not in it yet. Opening
 * it brings the database up to date; then {@link MetadataWriter} takes it over.
 */
public final class MetadataStore implements AutoCloseable {
  /** Ids that may have been given without a trace, before a crash. */
  private static final long LOST_IDS = 1L << 20;

  /** Changed ids that are taken into the database at a time. */
  private static final int BATCH = 50_000;

  private final MetadataDb db;
  private final Journal journal;
  private final FileLayer layer;
  private final SyncPolicy sync;
  private final Pace pace;
  private final Overlay overlay = new Overlay();
  private final MetadataReader reader;
  private final long highestId;

  private MetadataStore(
      MetadataDb db,
      Journal journal,
      FileLayer layer,
      SyncPolicy sync,
      Pace pace,
      MetadataDb lookups,
      MetadataDb lists,
      long highestId) {
    this.db = db;
    this.journal = journal;
    this.layer = layer;
    this.sync = sync;
    this.pace = pace;
    this.reader = new MetadataReader(overlay, lookups, lists);
    this.highestId = highestId;
  }

  /**
   * Opens {@code metadata.db} and {@code journal/} in the folder, making them if need be, and takes
   * what a crash left in the journal into the database.
   *
   * @throws SQLException also if it was written by a newer version of the depot
   */
  public static MetadataStore open(Path folder, FileLayer layer, SyncPolicy sync)
      throws IOException, SQLException {
    return open(folder, layer, sync, Pace.USUAL);
  }

  static MetadataStore open(Path folder, FileLayer layer, SyncPolicy sync, Pace pace)
      throws IOException, SQLException {
    Path file = folder.resolve("metadata.db");
    Path journal = folder.resolve("journal");
    MetadataDb db = MetadataDb.open(file);
    MetadataDb lookups = null;
    MetadataDb lists = null;
    try {
      JournalRecovery found = recover(db, layer, journal);
      if (sync != SyncPolicy.NONE) {
        layer.forceNames(folder);
      }
      lookups = MetadataDb.open(file);
      lists = MetadataDb.open(file);
      long highest = db.highestId() + (found.clean() ? 0 : LOST_IDS);
      return new MetadataStore(
          db,
          new Journal(layer, journal, sync != SyncPolicy.NONE, pace.segmentBytes(), found),
          layer,
          sync,
          pace,
          lookups,
          lists,
          highest);
    } catch (IOException | SQLException | RuntimeException e) {
      closeAfter(e, db);
      closeAfter(e, lookups);
      closeAfter(e, lists);
      throw e;
    }
  }

  private static void closeAfter(Exception failure, @Nullable MetadataDb db) {
    try {
      if (db != null) {
        db.close();
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static JournalRecovery recover(MetadataDb db, FileLayer layer, Path journal)
      throws IOException, SQLException {
    Replay replay = new Replay(db);
    JournalRecovery found = JournalRecovery.run(layer, journal, db.applied(), replay);
    replay.apply();
    return found;
  }

  /** Takes frames into the database, many at a time; only the last image of an id counts. */
  private static final class Replay implements JournalRecovery.Reader {
    private final MetadataDb db;
    private final Map<Long, Image> images = new HashMap<>();
    private SpaceUsage usage = SpaceUsage.NONE;
    private long sequence = -1;

    Replay(MetadataDb db) {
      this.db = db;
    }

    @Override
    public void frame(long frameSequence, ByteBuffer payload) throws IOException {
      usage = ImageCodec.readUsage(payload);
      while (payload.hasRemaining()) {
        Image image = ImageCodec.read(payload);
        images.put(image.id(), image);
      }
      sequence = frameSequence;
      if (images.size() >= BATCH) {
        try {
          apply();
        } catch (SQLException e) {
          throw new IOException("Cannot take the journal into the metadata: " + e, e);
        }
      }
    }

    void apply() throws SQLException {
      if (sequence >= 0) {
        db.apply(images.values(), usage, sequence);
        images.clear();
        sequence = -1;
      }
    }
  }

  /** A setting of the resource; null if it was never set. */
  public byte @Nullable [] setting(String name) throws SQLException {
    synchronized (db) {
      return db.setting(name);
    }
  }

  /** Sets a setting, for good: it is forced to the disk. */
  public void setSetting(String name, byte[] value) throws SQLException {
    synchronized (db) {
      db.setSetting(name, value);
      db.checkpoint();
    }
  }

  /** Above every id that was ever given and may have a trace. */
  public long highestId() {
    return highestId;
  }

  /** Ids of data files that were to be unlinked when the store was opened. */
  public List<Long> doomed() throws SQLException {
    synchronized (db) {
      return db.doomed();
    }
  }

  /** Their data files are unlinked. */
  public void forgetDoomed(List<Long> ids) throws SQLException {
    synchronized (db) {
      db.apply(ids.stream().map(id -> Image.gone(id, false)).toList(), db.usage(), db.applied());
    }
  }

  /** Where allocations are looked up that are not in memory. */
  public AllocationCache.Source reader() {
    return reader;
  }

  MetadataReader lists() {
    return reader;
  }

  /** Tells those who watch the disk what failed. */
  void failed(String what, Throwable failure) {
    layer.failed(what, failure);
  }

  MetadataDb db() {
    return db;
  }

  Journal journal() {
    return journal;
  }

  Pace pace() {
    return pace;
  }

  SyncPolicy sync() {
    return sync;
  }

  Overlay overlay() {
    return overlay;
  }

  /** Closes the files; a {@link MetadataWriter} must be closed before. */
  @Override
  public void close() throws SQLException {
    journal.close();
    reader.close();
    synchronized (db) {
      db.close();
    }
  }
}
