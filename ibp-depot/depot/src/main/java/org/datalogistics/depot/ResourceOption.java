package org.datalogistics.depot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.resource.ResourceConfig;
import org.datalogistics.node.config.ByteSize;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** One {@code --resource id=...,path=...} as the operator wrote it. */
record ResourceOption(
    String id,
    Path path,
    Optional<ByteSize> size,
    Optional<ByteSize> hard,
    Optional<Duration> maxDuration) {
  private static final Key<String> ID = Key.string("id").help("resource id, a number");
  private static final Key<Path> PATH = Key.path("path").help("its folder");
  private static final Key<Optional<ByteSize>> SIZE =
      Key.size("size").help("space to lease").optional();
  private static final Key<Optional<ByteSize>> HARD =
      Key.size("hard").help("of this, for hard allocations").optional();
  private static final Key<Optional<Duration>> MAX_DURATION =
      Key.duration("max-duration").help("longest lease").optional();

  static final Key<ResourceOption> KEY =
      Key.group("resource", List.of(ID, PATH, SIZE, HARD, MAX_DURATION), ResourceOption::of);

  /** Resource 1 in that folder, with 90 % of the free space. */
  static ResourceOption byDefault(Path path) {
    return new ResourceOption("1", path, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static ResourceOption of(Settings settings) {
    ResourceOption option =
        new ResourceOption(
            settings.get(ID),
            settings.get(PATH),
            settings.get(SIZE),
            settings.get(HARD),
            settings.get(MAX_DURATION));
    // Checked here, so that a problem is told with its place in the configuration.
    option.config(Duration.ofDays(1), Duration.ZERO);
    return option;
  }

  ResourceConfig config(Duration longest, Duration grace) {
    return new ResourceConfig(
        id,
        path,
        size.map(ByteSize::bytes).orElse(ResourceConfig.AUTO),
        hard.map(ByteSize::bytes).orElse(ResourceConfig.AUTO),
        maxDuration.orElse(longest),
        grace);
  }
}
