package org.datalogistics.depot.resource;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.depot.data.DataAccess;
import org.datalogistics.depot.disk.DiskAccess;
import org.datalogistics.depot.disk.DiskThreads;
import org.datalogistics.depot.disk.FileLayer;
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
import org.datalogistics.depot.metadata.LeaseCensus;
import org.datalogistics.depot.scrub.ScrubProgress;
import org.datalogistics.depot.scrub.Scrubber;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of leased storage: {@code metadata.db} and {@code data/}. Safe for use by many threads;
 * what may wait for the disk returns a future. Changes are durable against the death of the process
 * when their future completes.
 */
public final class Resource implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Resource.class);
  private volatile ResourceConfig config;
  private volatile SpaceLimits space;
  private final LeaseClock clock;
  private final Storage storage;
  private final Availability availability;
  private final DiskAccess disk;
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

  private Resource(ResourceConfig config, TimeSource time, DiskAccess disk, Opening opening)
      throws IOException {
    this.config = config;
    this.disk = disk;
    this.availability = opening.availability();
    this.storage = opening.storage();
    this.clock = opening.clock();
    this.space = storage.space;
    this.book = new LeaseBook(space, config.terms(), clock, storage.metadata, storage.unlinker);
    this.finder =
        new Finder(
            storage.keys, storage.cache, book, disk, opening.health(), availability::isLeaving);
    Issuer issuer = new Issuer(storage.keys, storage.highestId);
    Cutter cutter = new Cutter(storage.data, disk);
    this.leases = new Leases(book, availability, issuer, cutter, protection(config));
    this.splits = new Splits(book, leases, issuer, cutter);
    this.aliases = new Aliases(book, issuer);
    this.trash = new Trash(book);
    this.forecast = new Forecast(book);
    this.damage = new DamageList(book);
    LostFiles lost = new LostFiles(config.path(), time.wall());
    this.rescans = new Rescans(Rescan.Place.of(config, storage, lost), time.wall());
    if (!storage.settings.endedCleanly()) {
      rescans.start();
    }
    this.caretaker =
        new Caretaker(
            new Caretaker.Charge(
                config.id(),
                clock,
                storage.settings,
                storage.gauge,
                availability,
                new Endings(book),
                trash,
                storage.unlinker,
                storage.files,
                lost,
                opening.health(),
                storage::setRoomAside));
    this.scrubber =
        new Scrubber(
            config.id(),
            storage.metadata,
            storage.cache,
            storage.data.verification(),
            storage.settings.scrubMemory(),
            InstantSource.system(),
            () -> availability.fault() != null,
            config.integrity());
  }

  /** What a resource is made of. */
  private record Opening(
      Storage storage, Availability availability, LeaseClock clock, DiskHealth health) {}

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
      DiskThreads threads,
      FileLayer layer)
      throws IOException {
    Availability availability = new Availability();
    DiskHealth health =
        new DiskHealth(System::nanoTime, reason -> fail(config, availability, reason));
    DiskAccess disk = new DiskAccess(threads, System::nanoTime, config.fsync() == SyncPolicy.NONE);
    Storage storage = new Storage(config, random, disk, threads, new WatchedFiles(layer, health));
    try {
      FolderSettings settings = storage.settings;
      availability.want(config.state().orElseGet(settings::state));
      availability.setAccess(settings.access());
      LeaseClock.Reading saved = settings.clock();
      LeaseClock clock =
          saved == null
              ? LeaseClock.start(config.id(), time)
              : LeaseClock.resume(config.id(), time, saved);
      return new Resource(config, time, disk, new Opening(storage, availability, clock, health));
    } catch (IOException | RuntimeException e) {
      storage.closeAfter(e);
      throw e;
    }
  }

  private static void fail(ResourceConfig config, Availability availability, String reason) {
    if (availability.fail(reason)) {
      log.error("Resource {} at {} is OFFLINE: {}", config.id(), config.path(), reason);
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
    storage.gauge.keepFree(limits.floor());
    book.configure(limits, changed.terms());
    leases.protect(protection(changed));
    storage.integrity.setPolicy(changed.integrity().verify());
    scrubber.configure(changed.integrity());
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
    return storage.settings.uid();
  }

  /** The bytes of its allocations. */
  public DataAccess data() {
    return storage.data;
  }

  /** The checksums of its allocations. */
  public Integrity integrity() {
    return storage.integrity;
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
    storage.settings.setState(state);
  }

  /** Has its allocations take those kinds of command, as {@link #setState}. */
  public void setAccess(AccessMode mode) throws IOException {
    availability.setAccess(mode);
    log.info("Resource {} has by its operator {}", id(), mode);
    storage.settings.setAccess(mode);
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
    SpaceUsage usage = storage.metadata.usage();
    SpaceLimits limits = space;
    boolean open = availability.leases() && !availability.isLow();
    long room =
        Math.min(
            limits.size() - usage.total(),
            storage.gauge.room() + usage.trash() + storage.files.spareBytes());
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
        storage.metadata.commits(),
        disk.isSlow(),
        storage.integrity.comparedBytes(),
        storage.integrity.damagedBlocks(),
        scrubber.progress());
  }

  /** Space leased. */
  public SpaceUsage usage() {
    return storage.metadata.usage();
  }

  /** Allocations and data files that commands under way hold; 0 when there are none. */
  public long inUse() {
    return storage.cache.pinned() + storage.files.used();
  }

  /** Serves nothing more; what is under way goes on until it is closed. */
  void leave() {
    availability.leave();
  }

  /** Commits what was handed in, then closes the files; uploads in progress fail. */
  @Override
  public void close() throws IOException {
    leave();
    scrubber.close();
    caretaker.close();
    rescans.close();
    storage.close(clock.look(), !rescans.isUnfinished());
  }
}
