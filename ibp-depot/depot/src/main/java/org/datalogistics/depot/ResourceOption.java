package org.datalogistics.depot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.IntegrityConfig;
import org.datalogistics.depot.integrity.VerifyPolicy;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.resource.ResourceConfig;
import org.datalogistics.depot.resource.ResourceState;
import org.datalogistics.node.config.ByteSize;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/**
 * One {@code --resource id=...,path=...} as the operator wrote it. What it does not say comes from
 * the depot's own settings.
 *
 * <p>A new key is a constant, its place in {@link #FIELDS}, and its use in {@link #over}.
 */
record ResourceOption(Settings given) {
  private static final Key<String> ID = Key.string("id").help("resource id, a number");
  private static final Key<Path> PATH = Key.path("path").help("its folder");
  private static final Key<Optional<ByteSize>> SIZE =
      Key.size("size").help("space to lease").optional();
  private static final Key<Optional<ByteSize>> HARD =
      Key.size("hard").help("of this, for hard allocations").optional();
  private static final Key<Optional<ByteSize>> MAX_SIZE =
      Key.size("max-size").help("largest allocation").optional();
  private static final Key<Optional<ByteSize>> FLOOR =
      Key.size("floor").help("space of its file system that stays free").optional();
  private static final Key<Optional<Duration>> MAX_DURATION =
      Key.duration("max-duration").help("longest lease").optional();
  private static final Key<Optional<Duration>> GRACE =
      Key.duration("grace").help("usable so long after the lease").optional();
  private static final Key<Optional<Duration>> TRASH_DELETED =
      Key.duration("trash-deleted").help("deleted allocations are kept so long").optional();
  private static final Key<Optional<Duration>> TRASH_EXPIRED =
      Key.duration("trash-expired").help("expired allocations are kept so long").optional();
  private static final Key<Optional<Checksum>> CHECKSUM =
      Key.choice("checksum", Checksum.class).help("of each block of new allocations").optional();
  private static final Key<Optional<VerifyPolicy>> VERIFY =
      Key.choice("verify", VerifyPolicy.class).help("when blocks are checked").optional();
  private static final Key<Optional<ByteSize>> SCRUB_RATE =
      Key.size("scrub-rate").help("bytes a second checked in the background").optional();
  private static final Key<Optional<Duration>> SCRUB_INTERVAL =
      Key.duration("scrub-interval").help("from one such pass to the next").optional();
  private static final Key<Optional<SyncPolicy>> FSYNC =
      Key.choice("fsync", SyncPolicy.class).help("what is forced to the disk").optional();
  private static final Key<Optional<ResourceState>> STATE =
      Key.choice("state", ResourceState.class)
          .help("what it serves from the start on; else as it was left")
          .optional();

  private static final List<Key<?>> FIELDS =
      List.of(
          ID,
          PATH,
          SIZE,
          HARD,
          MAX_SIZE,
          FLOOR,
          MAX_DURATION,
          GRACE,
          TRASH_DELETED,
          TRASH_EXPIRED,
          CHECKSUM,
          VERIFY,
          SCRUB_RATE,
          SCRUB_INTERVAL,
          FSYNC,
          STATE);

  static final Key<ResourceOption> KEY = Key.group("resource", FIELDS, ResourceOption::of);

  private static ResourceOption of(Settings given) {
    ResourceOption option = new ResourceOption(given);
    // Checked here, so that a problem is told with its place in the configuration.
    option.over(StorageOptions.plainResource(Path.of("any")));
    return option;
  }

  /** The resource, with what the option does not say as {@code base} has it. */
  ResourceConfig over(ResourceConfig base) {
    return new ResourceConfig(
        given.get(ID),
        given.get(PATH),
        new SpaceLimits(
            bytes(SIZE, base.space().size()),
            bytes(HARD, base.space().hardSize()),
            bytes(MAX_SIZE, base.space().largest()),
            bytes(FLOOR, base.space().floor())),
        new LeaseTerms(
            given.get(MAX_DURATION).orElse(base.terms().maxDuration()),
            given.get(GRACE).orElse(base.terms().grace()),
            given.get(TRASH_DELETED).orElse(base.terms().keepDeleted()),
            given.get(TRASH_EXPIRED).orElse(base.terms().keepExpired())),
        new IntegrityConfig(
            given.get(CHECKSUM).map(Checksum::isKept).orElse(base.integrity().checksum()),
            given.get(VERIFY).orElse(base.integrity().verify()),
            bytes(SCRUB_RATE, base.integrity().scrubRate()),
            given.get(SCRUB_INTERVAL).orElse(base.integrity().scrubInterval())),
        given.get(FSYNC).orElse(base.fsync()),
        given.get(STATE).or(base::state));
  }

  private long bytes(Key<Optional<ByteSize>> key, long base) {
    return given.get(key).map(ByteSize::bytes).orElse(base);
  }
}
