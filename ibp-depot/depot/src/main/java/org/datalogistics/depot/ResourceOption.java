package org.datalogistics.depot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.resource.ResourceConfig;
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
  private static final Key<Optional<Duration>> MAX_DURATION =
      Key.duration("max-duration").help("longest lease").optional();
  private static final Key<Optional<Duration>> GRACE =
      Key.duration("grace").help("usable so long after the lease").optional();

  private static final List<Key<?>> FIELDS = List.of(ID, PATH, SIZE, HARD, MAX_DURATION, GRACE);

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
            given.get(SIZE).map(ByteSize::bytes).orElse(base.space().size()),
            given.get(HARD).map(ByteSize::bytes).orElse(base.space().hardSize())),
        new LeaseTerms(
            given.get(MAX_DURATION).orElse(base.terms().maxDuration()),
            given.get(GRACE).orElse(base.terms().grace())));
  }
}
