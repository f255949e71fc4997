package org.datalogistics.depot.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.KeyRing;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.data.DataAccess;
import org.datalogistics.depot.data.DataFiles;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.lease.LeaseClock;
import org.datalogistics.depot.lease.Leases;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.lease.TimeSource;
import org.datalogistics.depot.metadata.Checkpoint;
import org.datalogistics.depot.metadata.MetadataDb;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.node.DataFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of leased storage: {@code metadata.db} and {@code data/}. Safe for use by many threads;
 * what may wait for the disk returns a future. Changes are durable against the death of the process
 * when their future completes.
 */
public final class Resource implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Resource.class);
  private static final int OPEN_FILES = 512;
  private static final int CACHED_ALLOCATIONS = 100_000;

  private final ResourceConfig config;
  private final SpaceLimits space;
  private final LeaseClock clock;
  private final DiskAccess disk;
  private final DataFolder folder;
  private final MetadataDb reader;
  private final MetadataWriter metadata;
  private final AllocationCache cache;
  private final DataFiles files;
  private final KeyRing keys;
  private final DataAccess data;
  private final Leases leases;
  private final AtomicLong lastId;

  private Resource(
      ResourceConfig asked,
      TimeSource time,
      SecureRandom random,
      Executor threads,
      DataFolder folder)
      throws IOException, SQLException {
    this.config = asked;
    this.clock = LeaseClock.start(asked.id(), time);
    this.disk = new DiskAccess(threads, System::nanoTime);
    this.folder = folder;
    Path database = asked.path().resolve("metadata.db");
    MetadataDb writer = MetadataDb.open(database);
    this.space = asked.space().resolved(size(asked, writer), floor(asked));
    this.reader = MetadataDb.open(database);
    this.keys = new KeyRing(salt(writer, random), random);
    this.lastId = new AtomicLong(writer.highestId());
    this.files = new DataFiles(asked.path().resolve("data"), OPEN_FILES);
    for (long id : writer.doomed()) {
      files.unlink(id);
      writer.forgetDoomed(id);
    }
    this.cache = new AllocationCache(reader, CACHED_ALLOCATIONS);
    this.metadata = new MetadataWriter(writer, cache, new Checkpoint(database), disk);
    this.data = new DataAccess(files, metadata, disk);
    this.leases =
        new Leases(config.id(), space, config.terms(), clock, metadata, cache, files, data, disk);
  }

  /**
   * Opens the resource, making its folder if need be, and finishes what a crash interrupted.
   *
   * @param threads run what waits long for the disk
   * @throws IOException if the folder is not usable or in use by another depot
   */
  public static Resource open(
      ResourceConfig config, TimeSource time, SecureRandom random, Executor threads)
      throws IOException {
    DataFolder folder = DataFolder.open(config.path());
    try {
      return new Resource(config, time, random, threads, folder);
    } catch (SQLException e) {
      folder.close();
      throw new IOException("Cannot open the metadata in " + config.path() + ": " + e, e);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static long size(ResourceConfig asked, MetadataDb db) throws IOException, SQLException {
    if (asked.space().size() != SpaceLimits.AUTO) {
      return asked.space().size();
    }
    byte[] known = db.setting("auto_size");
    if (known != null) {
      return Long.parseLong(new String(known, StandardCharsets.US_ASCII));
    }
    long size = Math.max(1, Files.getFileStore(asked.path()).getUsableSpace() / 10 * 9);
    db.setSetting("auto_size", Long.toString(size).getBytes(StandardCharsets.US_ASCII));
    return size;
  }

  private static long floor(ResourceConfig asked) throws IOException {
    if (asked.space().floor() != SpaceLimits.AUTO) {
      return asked.space().floor();
    }
    return Math.min(1L << 30, Files.getFileStore(asked.path()).getTotalSpace() / 100);
  }

  private static byte[] salt(MetadataDb db, SecureRandom random) throws SQLException {
    byte[] salt = db.setting("key_salt");
    if (salt == null) {
      salt = new byte[KeyRing.SALT_LENGTH];
      random.nextBytes(salt);
      db.setSetting("key_salt", salt);
    }
    return salt;
  }

  /** The resource id. */
  public String id() {
    return config.id();
  }

  /** The bytes of its allocations. */
  public DataAccess data() {
    return data;
  }

  /** The leases of its allocations. */
  public Leases leases() {
    return leases;
  }

  /** Leases space. Fails with {@link RefusedException}: -28 lease too long, -19 no space. */
  public CompletableFuture<IssuedKeys> allocate(IbpCommand.Allocate request) {
    long id = lastId.incrementAndGet();
    KeyRing.IssuedKey read = keys.issue(id);
    KeyRing.IssuedKey write = keys.issue(id);
    KeyRing.IssuedKey manage = keys.issue(id);
    return leases
        .grant(id, new KeyHashes(read.hash(), write.hash(), manage.hash()), request)
        .thenApply(allocation -> new IssuedKeys(read.text(), write.text(), manage.text()));
  }

  /**
   * Finds the allocation that the key opens.
   *
   * @param kinds the kinds of key that will do
   * @return a handle to be closed; fails with {@link RefusedException} -4 if there is none
   */
  public CompletableFuture<AllocationHandle> find(String key, Set<CapabilityKind> kinds) {
    KeyRing.PresentedKey presented = keys.read(key);
    if (presented == null) {
      return CompletableFuture.failedFuture(notFound());
    }
    Allocation cached = cache.pinIfPresent(presented.id());
    if (cached != null) {
      return checked(cached, presented, kinds);
    }
    return CompletableFuture.supplyAsync(() -> pin(presented.id()), disk)
        .thenCompose(
            allocation ->
                allocation == null
                    ? CompletableFuture.failedFuture(notFound())
                    : checked(allocation, presented, kinds));
  }

  private @Nullable Allocation pin(long id) {
    try {
      return cache.pin(id);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the metadata of resource " + id(), e);
    }
  }

  private CompletableFuture<AllocationHandle> checked(
      Allocation allocation, KeyRing.PresentedKey presented, Set<CapabilityKind> kinds) {
    AllocationHandle handle = new AllocationHandle(allocation, cache);
    AllocationRecord record = allocation.committed();
    boolean opens = false;
    for (CapabilityKind kind : kinds) {
      opens |= record.keys().matches(kind, presented.hash());
    }
    if (!opens || !record.isLive() || leases.isOver(record)) {
      handle.close();
      return CompletableFuture.failedFuture(notFound());
    }
    return CompletableFuture.completedFuture(handle);
  }

  private static RefusedException notFound() {
    return new RefusedException(IbpError.CAP_NOT_FOUND, "no allocation has that key");
  }

  /** What PROBE tells. */
  public AllocationStatus probe(AllocationHandle handle) {
    AllocationRecord record = handle.allocation().committed();
    return new AllocationStatus(
        record.lease().readCount(),
        record.lease().writeCount(),
        record.size(),
        record.maxSize(),
        Math.floorDiv(record.lease().expiresAt() - clock.millis() + 500, 1000L),
        record.lease().reliability(),
        record.type());
  }

  /** What STATUS INQUIRE tells. */
  public DepotStatus status() {
    SpaceUsage usage = metadata.usage();
    long free = Math.max(0, Math.min(space.size() - usage.total(), usableSpace()));
    return new DepotStatus(
        config.id(),
        space.size(),
        usage.total(),
        space.hardSize(),
        usage.hard(),
        free,
        Math.max(0, Math.min(free, space.hardSize() - usage.hard())),
        config.terms().maxDuration().toSeconds());
  }

  /** Space leased. */
  public SpaceUsage usage() {
    return metadata.usage();
  }

  /** Allocations and data files that commands under way hold; 0 when there are none. */
  public long inUse() {
    return cache.pinned() + files.used();
  }

  private long usableSpace() {
    try {
      return Files.getFileStore(config.path()).getUsableSpace();
    } catch (IOException e) {
      log.warn("Cannot tell the free space under resource {}", config.id(), e);
      return 0;
    }
  }

  /** Commits what was handed in, then closes the files; uploads in progress fail. */
  @Override
  public void close() throws IOException {
    try {
      metadata.close();
      reader.close();
    } catch (SQLException e) {
      throw new IOException("Closing the metadata of resource " + id() + " failed: " + e, e);
    } finally {
      files.close();
      folder.close();
    }
  }
}
