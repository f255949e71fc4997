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
import org.datalogistics.node.config.ByteSize;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Settings of what is leased out, and on which terms where a resource does not say its own. */
final class StorageOptions {
  private static final String STORAGE = "Storage";

  private static final Key<Path> DATA =
      Key.path("data").in(STORAGE).help("folder of the depot: its identity and its storage");
  private static final Key<List<ResourceOption>> RESOURCES =
      Key.list("resources", ResourceOption.KEY)
          .in(STORAGE)
          .help(
              "a folder to lease out. Without any: resource 1 under data with"
                  + " 90 % of the free space");
  private static final Key<Duration> MAX_DURATION =
      Key.duration("max-duration")
          .byDefault(LeaseTerms.DEFAULT.maxDuration())
          .in(STORAGE)
          .help("longest lease, where a resource does not say its own");
  private static final Key<Duration> GRACE =
      Key.duration("grace")
          .byDefault(LeaseTerms.DEFAULT.grace())
          .in(STORAGE)
          .help("how long an allocation stays usable and renewable after its lease ended");
  private static final Key<Duration> TRASH_DELETED =
      Key.duration("trash-deleted")
          .byDefault(LeaseTerms.DEFAULT.keepDeleted())
          .in(STORAGE)
          .help("how long a deleted allocation can be brought back, unless its space is needed");
  private static final Key<Duration> TRASH_EXPIRED =
      Key.duration("trash-expired")
          .byDefault(LeaseTerms.DEFAULT.keepExpired())
          .in(STORAGE)
          .help("how long an expired allocation can be brought back, unless its space is needed");
  private static final Key<Checksum> CHECKSUM =
      Key.choice("checksum", Checksum.class)
          .byDefault(Checksum.CRC32C)
          .in(STORAGE)
          .help("what is kept of each 64 KiB of new allocations to tell damage by");
  private static final Key<VerifyPolicy> VERIFY =
      Key.choice("verify", VerifyPolicy.class)
          .byDefault(IntegrityConfig.DEFAULT.verify())
          .in(STORAGE)
          .help(
              "when bytes are compared with it: at each read, at the first read and hourly"
                  + " (sampled), or never at reads (scrub)");
  private static final Key<ByteSize> SCRUB_RATE =
      Key.size("scrub-rate")
          .byDefault(ByteSize.of(IntegrityConfig.DEFAULT.scrubRate()))
          .in(STORAGE)
          .help("bytes a second that are compared with it in the background; 0 for none");
  private static final Key<Duration> SCRUB_INTERVAL =
      Key.duration("scrub-interval")
          .byDefault(IntegrityConfig.DEFAULT.scrubInterval())
          .in(STORAGE)
          .help("how long after one pass over everything the next begins");
  private static final Key<SyncPolicy> FSYNC =
      Key.choice("fsync", SyncPolicy.class)
          .byDefault(SyncPolicy.NONE)
          .in(STORAGE)
          .help(
              "what is forced to the disk before an answer: nothing, the metadata, or the data"
                  + " too; what is answered then survives a loss of power");
  private static final Key<Integer> DISK_THREADS =
      Key.integer("disk-threads", 1, 1024)
          .byDefault(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()))
          .in(STORAGE)
          .help("threads that wait for the disk");

  static final List<Key<?>> KEYS =
      List.of(
          DATA,
          RESOURCES,
          MAX_DURATION,
          GRACE,
          TRASH_DELETED,
          TRASH_EXPIRED,
          CHECKSUM,
          VERIFY,
          SCRUB_RATE,
          SCRUB_INTERVAL,
          FSYNC,
          DISK_THREADS);

  private StorageOptions() {}

  /** Resource 1 in a folder, with every setting at its default. */
  static ResourceConfig plainResource(Path path) {
    return new ResourceConfig(
        "1",
        path,
        SpaceLimits.auto(),
        LeaseTerms.DEFAULT,
        IntegrityConfig.DEFAULT,
        SyncPolicy.NONE,
        Optional.empty());
  }

  static Path data(Settings settings) {
    return settings.get(DATA);
  }

  static int diskThreads(Settings settings) {
    return settings.get(DISK_THREADS);
  }

  static List<ResourceConfig> resources(Settings settings) {
    ResourceConfig plain = plainResource(data(settings).resolve("resource-1"));
    ResourceConfig base =
        new ResourceConfig(
            plain.id(),
            plain.path(),
            plain.space(),
            new LeaseTerms(
                settings.get(MAX_DURATION),
                settings.get(GRACE),
                settings.get(TRASH_DELETED),
                settings.get(TRASH_EXPIRED)),
            new IntegrityConfig(
                settings.get(CHECKSUM).isKept(),
                settings.get(VERIFY),
                settings.get(SCRUB_RATE).bytes(),
                settings.get(SCRUB_INTERVAL)),
            settings.get(FSYNC),
            plain.state());
    List<ResourceOption> given = settings.get(RESOURCES);
    return given.isEmpty() ? List.of(base) : given.stream().map(each -> each.over(base)).toList();
  }
}
