package org.datalogistics.depot.resource;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.KeyRing;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.depot.data.DataAccess;
import org.datalogistics.depot.data.DataFiles;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.Forcing;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.Integrity;
import org.datalogistics.depot.lease.Aliases;
import org.datalogistics.depot.lease.Cutter;
import org.datalogistics.depot.lease.DamageList;
import org.datalogistics.depot.lease.Endings;
import org.datalogistics.depot.lease.Forecast;
import org.datalogistics.depot.lease.Issuer;
import org.datalogistics.depot.lease.LeaseBands;
import org.datalogistics.depot.lease.LeaseBook;
import org.datalogistics.depot.lease.LeaseClock;
import org.datalogistics.depot.lease.Leases;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.lease.Splits;
import org.datalogistics.depot.lease.TimeSource;
import org.datalogistics.depot.lease.Trash;
import org.datalogistics.depot.lease.Unlinker;
import org.datalogistics.depot.metadata.LeaseCensus;
import org.datalogistics.depot.metadata.MetadataStore;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.depot.scrub.ScrubProgress;
import org.datalogistics.depot.scrub.Scrubber;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.node.DataFolder;
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

  /** Of the files that a crash left to be unlinked; the others are in the background. */
  private static final int UNLINKED_AT_START = 10_000;

  private volatile ResourceConfig config;
  private volatile SpaceLimits space;
  private final LeaseClock clock;
  private final DataFolder folder;
  private final FolderSettings settings;
  private final Availability availability;
  private final SpaceGauge gauge;
  private final DiskAccess disk;
  private final MetadataStore store;
  private final MetadataWriter metadata;
  private final AllocationCache cache;
  private final Integrity integrity;
  private final DataFiles files;
  private final Forcing forcing;
  private final DataAccess data;
  private final LeaseBook book;
  private final Finder finder;
  private final Leases leases;
  private final Splits splits;
  private final Aliases aliases;
  private final Trash trash;
  private final Forecast forecast;
  private final DamageList damage;
  private final Rescans rescans;
  private final Caretaker caretaker;
  private final Scrubber scrubber;

  private Resource(
      ResourceConfig config,
      TimeSource time,
      SecureRandom random,
      Executor threads,
      FileLayer plain,
      DataFolder folder,
      FolderSettings settings)
      throws IOException, SQLException {
    this.config = config;
    this.folder = folder;
    this.settings = settings;
    this.availability =
        new Availability(config.state().orElseGet(settings::state), settings.access());
    LeaseClock.Reading saved = settings.clock();
    this.clock =
        saved == null
            ? LeaseClock.start(config.id(), time)
            : LeaseClock.resume(config.id(), time, saved);
    DiskHealth health = new DiskHealth(System::nanoTime, this::fail);
    FileLayer layer = new WatchedFiles(plain, health);
    this.disk = new DiskAccess(threads, System::nanoTime, config.fsync() == SyncPolicy.NONE);
    this.store = MetadataStore.open(config.path(), layer, config.fsync());
    FirstOpening first = new FirstOpening(config, store);
    this.space = first.space();
    this.gauge = new SpaceGauge(config.id(), layer, config.path(), space.floor());
    KeyRing keys = new KeyRing(first.salt(random), random);
    this.cache = new AllocationCache(store.reader(), CACHED_ALLOCATIONS);
    this.metadata = new MetadataWriter(store, cache, disk);
    this.integrity =
        new Integrity(config.id(), config.integrity().verify(), metadata, layer, System::nanoTime);
    this.forcing = new Forcing(config.fsync(), config.id());
    this.files =
        new DataFiles(config.path().resolve("data"), layer, OPEN_FILES, integrity, forcing);
    List<Long> doomed = store.doomed();
    List<Long> unlinked = doomed.subList(0, Math.min(UNLINKED_AT_START, doomed.size()));
    for (long id : unlinked) {
      files.unlink(id);
    }
    store.forgetDoomed(unlinked);
    this.data = new DataAccess(files, metadata, disk);
    Unlinker unlinker = new Unlinker(config.id(), files, metadata, cache, disk);
    unlinker.addLeftOver(doomed.subList(unlinked.size(), doomed.size()));
    this.book = new LeaseBook(space, config.terms(), clock, metadata, unlinker);
    this.finder = new Finder(keys, cache, book, disk, health);
    Issuer issuer = new Issuer(keys, store.highestId());
    Cutter cutter = new Cutter(data, disk);
    this.leases = new Leases(book, availability, issuer, cutter, protection(config));
    this.splits = new Splits(book, leases, issuer, cutter);
    this.aliases = new Aliases(book, issuer);
    this.trash = new Trash(book);
    this.forecast = new Forecast(book);
    this.damage = new DamageList(book);
    LostFiles lost = new LostFiles(config.path(), time.wall());
    this.rescans =
        new Rescans(
            new Rescan.Place(config.id(), config.path(), files, metadata, unlinker, lost),
            time.wall());
    if (!settings.endedCleanly()) {
      rescans.start();
    }
    this.caretaker =
        new Caretaker(
            new Caretaker.Charge(
                config.id(),
                clock,
                settings,
                gauge,
                availability,
                new Endings(book),
                trash,
                unlinker,
                lost,
                health));
    this.scrubber =
        new Scrubber(
            config.id(),
            metadata,
            cache,
            data.verification(),
            settings.scrubMemory(),
            InstantSource.system(),
            config.integrity().scrubRate());
  }

  /**
   * Opens the resource, making its folder if need be, and finishes what a crash interrupted.
   *
   * @param threads run what waits long for the disk
   * @param layer has its files
   * @throws IOException if the folder is not usable, in use by another depot, or another resource
   */
  public static Resource open(
      ResourceConfig config,
      TimeSource time,
      SecureRandom random,
      Executor threads,
      FileLayer layer)
      throws IOException {
    DataFolder folder = DataFolder.open(config.path());
    try {
      FolderSettings settings = FolderSettings.open(config.path(), config.id());
      return new Resource(config, time, random, threads, layer, folder, settings);
    } catch (SQLException e) {
      folder.close();
      throw new IOException("Cannot open the metadata in " + config.path() + ": " + e, e);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static Protection protection(ResourceConfig config) {
    return config.integrity().checksum() ? Protection.CRC : Protection.NONE;
  }

  /** Its settings. */
  public ResourceConfig config() {
    return config;
  }

  /**
   * Takes changed settings over: limits, terms, checks, and the state if they say another one.
   * Folder and fsync stay. Waits for the disk.
   *
   * @throws IOException if its file system can not be asked; then nothing changed
   */
  void configure(ResourceConfig changed) throws IOException {
    SpaceLimits limits = FirstOpening.changed(changed, space);
    Optional<ResourceState> before = config.state();
    space = limits;
    gauge.keepFree(limits.floor());
    book.configure(limits, changed.terms());
    leases.protect(protection(changed));
    integrity.setPolicy(changed.integrity().verify());
    scrubber.setRate(changed.integrity().scrubRate());
    config = changed.onto(config);
    if (changed.state().isPresent() && !changed.state().equals(before)) {
      setState(changed.state().get());
    }
  }

  /** The resource id. */
  public String id() {
    return config.id();
  }

  /** The id that its folder has, and no other folder. */
  public String uid() {
    return settings.uid();
  }

  /** The bytes of its allocations. */
  public DataAccess data() {
    return data;
  }

  /** The checksums of its allocations. */
  public Integrity integrity() {
    return integrity;
  }

  /** How far its scrubber is. */
  public ScrubProgress scrubbed() {
    return scrubber.progress();
  }

  /** The leases of its allocations. */
  public Leases leases() {
    return leases;
  }

  /** Space that moves between its allocations. */
  public Splits splits() {
    return splits;
  }

  /** Aliases of its allocations. */
  public Aliases aliases() {
    return aliases;
  }

  /** What was deleted or expired and can be brought back. */
  public Trash trash() {
    return trash;
  }

  /** Which of its leases end next. */
  public Forecast forecast() {
    return forecast;
  }

  /**
   * Compares its data files with its metadata, in the background; what it finds is in the log.
   * Looks only once if it is at it already.
   *
   * @return completes when it is done
   */
  public CompletableFuture<Rescan.Result> rescan() {
    return rescans.start();
  }

  /** Which of its allocations are damaged. */
  public DamageList damage() {
    return damage;
  }

  /** What it serves now. */
  public ResourceState state() {
    return availability.state();
  }

  /** Why it went offline against its operator's will; empty if it did not. */
  public Optional<String> fault() {
    return Optional.ofNullable(availability.fault());
  }

  /** Which kinds of command its allocations take (IBP spec 10, command 90). */
  public AccessMode access() {
    return availability.access();
  }

  /**
   * Has it serve that from now on, also after the next start; waits for the disk.
   *
   * @throws IOException if that can not be written down; it serves it nevertheless
   */
  public void setState(ResourceState state) throws IOException {
    availability.want(state);
    log.info("Resource {} is {} by its operator", id(), state);
    settings.setState(state);
  }

  /** Has its allocations take those kinds of command, as {@link #setState}. */
  public void setAccess(AccessMode mode) throws IOException {
    availability.setAccess(mode);
    log.info("Resource {} has by its operator {}", id(), mode);
    settings.setAccess(mode);
  }

  private void fail(String reason) {
    if (availability.fail(reason)) {
      log.error("Resource {} at {} is OFFLINE: {}", id(), config.path(), reason);
    }
  }

  /**
   * Leases space. Fails with {@link RefusedException}: -23 nothing is leased now, -28 lease too
   * long, -19 too large or no space.
   */
  public CompletableFuture<IssuedKeys> allocate(IbpCommand.Allocate request) {
    try {
      availability.requireLeasing();
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
    return leases.grant(request);
  }

  /**
   * Finds the allocation that the key opens, or the window of it that the key of an alias opens.
   *
   * @param kinds the kinds of key that will do; with the manage key among them it is to be managed
   * @return a handle to be closed; fails with {@link RefusedException} -4 if there is none, -15,
   *     -16 or -17 if the resource lacks that access, -19 for an upload onto a nearly full file
   *     system, -23 if it is offline
   */
  public CompletableFuture<AllocationHandle> find(String key, Set<CapabilityKind> kinds) {
    try {
      availability.require(kinds);
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
    return finder.find(key, kinds);
  }

  /** What PROBE tells: through an alias of its window, with the lease of the master. */
  public AllocationStatus probe(AllocationHandle handle) {
    AllocationRecord record = handle.allocation().committed();
    Window window = handle.window();
    long offset = window == null ? 0 : window.offset();
    long maxSize = window == null ? record.maxSize() : window.lengthWithin(record.maxSize());
    return new AllocationStatus(
        record.lease().readCount(),
        record.lease().writeCount(),
        Math.max(0, Math.min(record.size() - offset, maxSize)),
        maxSize,
        book.secondsLeft(record),
        record.lease().reliability(),
        record.type());
  }

  /** What STATUS INQUIRE tells; what is in the trash counts as free. */
  public DepotStatus status() {
    SpaceUsage usage = metadata.usage();
    SpaceLimits limits = space;
    boolean open = availability.leases() && !availability.isLow();
    long room = Math.min(limits.size() - usage.total(), gauge.room() + usage.trash());
    long free = open ? Math.max(0, room) : 0;
    return new DepotStatus(
        config.id(),
        limits.size(),
        usage.total(),
        limits.hardSize(),
        usage.hard(),
        free,
        Math.max(0, Math.min(free, limits.hardSize() - usage.hard())),
        config.terms().maxDuration().toSeconds());
  }

  /** How many leases end when, as of some seconds ago; waits for the disk. */
  public LeaseBands leaseBands() throws IOException {
    try {
      return new LeaseBands(LeaseCensus.count(config.path(), LeaseBands.moments(clock.millis())));
    } catch (SQLException e) {
      throw new IOException("Cannot count the leases of resource " + id() + ": " + e, e);
    }
  }

  /** What it does. */
  public ResourceActivity activity() {
    return new ResourceActivity(
        space.largest(),
        metadata.commits(),
        disk.isSlow(),
        integrity.comparedBytes(),
        integrity.damagedBlocks(),
        scrubber.progress());
  }

  /** Space leased. */
  public SpaceUsage usage() {
    return metadata.usage();
  }

  /** Allocations and data files that commands under way hold; 0 when there are none. */
  public long inUse() {
    return cache.pinned() + files.used();
  }

  /** Commits what was handed in, then closes the files; uploads in progress fail. */
  @Override
  public void close() throws IOException {
    scrubber.close();
    caretaker.close();
    rescans.close();
    forcing.close();
    try {
      metadata.close();
      store.close();
      settings.saveClock(clock.look());
      if (!rescans.isUnfinished()) {
        settings.closed();
      }
    } catch (SQLException e) {
      throw new IOException("Closing the metadata of resource " + id() + " failed: " + e, e);
    } finally {
      files.close();
      folder.close();
    }
  }
}
