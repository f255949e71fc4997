package org.datalogistics.depot.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.KeyRing;
import org.datalogistics.depot.data.DataAccess;
import org.datalogistics.depot.data.DataFiles;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.disk.DiskThreads;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.Forcing;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.Integrity;
import org.datalogistics.depot.lease.LeaseClock;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.lease.Unlinker;
import org.datalogistics.depot.metadata.MetadataStore;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.node.DataFolder;
import org.jspecify.annotations.Nullable;

/**
 * The open folder of a resource: metadata, data files and what guards them. Whatever was opened is
 * closed again, also when opening the rest fails.
 */
final class Storage implements AutoCloseable {
  private static final int OPEN_FILES = 512;

  /** Of files that are gone so much is kept for those to come, as part of the size and at most. */
  private static final int RECYCLED_PART = 8;

  private static final long MOST_RECYCLED = 1L << 30;
  private static final int CACHED_ALLOCATIONS = 100_000;

  /** Of the files that a crash left to be unlinked; the others are in the background. */
  private static final int UNLINKED_AT_START = 10_000;

  /** Room beyond which some of it is set aside: more than is. */
  private static final long LEAST_TO_SET_ASIDE = 2L * SpareRoom.BYTES;

  private interface Closing {
    void run() throws IOException, SQLException;
  }

  /** What is to be closed, the latest opened first. */
  private final Deque<Closing> open = new ArrayDeque<>();

  private LeaseClock.@Nullable Reading last;
  private boolean clean;
  private @Nullable IOException failure;

  final SpareRoom spare;
  final FolderSettings settings;
  final SpaceLimits space;
  final SpaceGauge gauge;
  final KeyRing keys;
  final long highestId;
  final AllocationCache cache;
  final MetadataWriter metadata;
  final Integrity integrity;
  final DataFiles files;
  final DataAccess data;
  final Unlinker unlinker;

  /**
   * Opens it, making the folder if need be, and finishes what a crash interrupted.
   *
   * @throws IOException if the folder is not usable, in use by another depot, or another resource
   */
  Storage(
      ResourceConfig config,
      SecureRandom random,
      DiskAccess disk,
      DiskThreads threads,
      FileLayer layer)
      throws IOException {
    String id = config.id();
    try {
      DataFolder folder = DataFolder.open(config.path());
      open.push(folder::close);
      spare = new SpareRoom(config.path());
      spare.give();
      settings = FolderSettings.open(config.path(), id);
      open.push(this::leave);
      MetadataStore store = MetadataStore.open(config.path(), layer, config.fsync());
      open.push(store::close);
      FirstOpening first = new FirstOpening(config, store);
      space = first.space();
      gauge = new SpaceGauge(id, layer, config.path(), space.floor());
      keys = new KeyRing(first.salt(random), random);
      highestId = store.highestId();
      cache = new AllocationCache(store.reader(), CACHED_ALLOCATIONS);
      metadata = new MetadataWriter(store, cache, disk);
      open.push(metadata::close);
      integrity = new Integrity(id, config.integrity().verify(), metadata, layer, System::nanoTime);
      Forcing forcing = new Forcing(config.fsync(), id, threads);
      open.push(forcing::close);
      files =
          new DataFiles(
              config.path().resolve("data"),
              layer,
              OPEN_FILES,
              integrity,
              forcing,
              recycled(config));
      open.push(files::close);
      List<Long> doomed = store.doomed();
      List<Long> unlinked = doomed.subList(0, Math.min(UNLINKED_AT_START, doomed.size()));
      for (long each : unlinked) {
        files.unlink(each);
      }
      store.forgetDoomed(unlinked);
      data = new DataAccess(files, metadata, disk);
      unlinker = new Unlinker(id, files, metadata, cache, disk);
      open.push(unlinker::stop);
      unlinker.addLeftOver(doomed.subList(unlinked.size(), doomed.size()));
      setRoomAside();
    } catch (SQLException e) {
      IOException told =
          new IOException("Cannot open the metadata in " + config.path() + ": " + e, e);
      closeAfter(told);
      throw told;
    } catch (IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  /** Sets room aside for the next start, and for deletions on a full disk, where there is some. */
  void setRoomAside() {
    if (gauge.usable() > LEAST_TO_SET_ASIDE) {
      metadata.replenish();
      spare.take();
    }
  }

  /**
   * Bytes of files to keep. None where, when the power fails, a file may have what it had before
   * under a record that counts what was written over it since.
   */
  private long recycled(ResourceConfig config) throws IOException {
    boolean safe = config.fsync() == SyncPolicy.DATA || isMemory(config.path());
    return safe ? Math.min(MOST_RECYCLED, space.size() / RECYCLED_PART) : 0;
  }

  private static boolean isMemory(Path folder) throws IOException {
    String type = Files.getFileStore(folder).type();
    return type.equals("tmpfs") || type.equals("ramfs");
  }

  /** Closes it because of that. */
  void closeAfter(Exception why) {
    try {
      close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * As {@link #close}, and notes how it was left.
   *
   * @param reading what the clocks show
   * @param inOrder whether nothing is to be repaired
   */
  void close(LeaseClock.Reading reading, boolean inOrder) throws IOException {
    last = reading;
    clean = inOrder;
    close();
  }

  private void leave() throws IOException {
    if (last != null) {
      settings.saveClock(last);
    }
    if (clean && failure == null) {
      settings.closed();
    }
  }

  /** Commits what was handed in, then closes everything; the first failure is told. */
  @Override
  public void close() throws IOException {
    for (Closing each = open.poll(); each != null; each = open.poll()) {
      try {
        each.run();
      } catch (IOException | SQLException | RuntimeException e) {
        if (failure == null) {
          failure = new IOException("Closing a resource failed: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
