package org.datalogistics.depot.ops;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.datalogistics.depot.lease.LeaseBands;
import org.datalogistics.depot.resource.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases by time left. Counting millions takes a moment, so what was counted serves for a while,
 * the longer the longer it took. Used by one thread.
 */
final class Census {
  private static final Logger log = LoggerFactory.getLogger(Census.class);
  private static final long LEAST = Duration.ofSeconds(2).toNanos();

  /** Part of the time that counting may take is one of this. */
  private static final int SHARE = 100;

  private record Counted(Resource resource, LeaseBands bands, long until) {}

  private final LongSupplier nanoTime;
  private final Map<String, Counted> known = new HashMap<>();

  Census(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Optional<LeaseBands> of(Resource resource) {
    Counted counted = known.get(resource.id());
    long start = nanoTime.getAsLong();
    if (counted != null && counted.resource() == resource && counted.until() - start > 0) {
      return Optional.of(counted.bands());
    }
    try {
      LeaseBands bands = resource.leaseBands();
      long end = nanoTime.getAsLong();
      long until = end + Math.max(LEAST, SHARE * (end - start));
      known.put(resource.id(), new Counted(resource, bands, until));
      return Optional.of(bands);
    } catch (IOException e) {
      known.remove(resource.id());
      log.debug("Cannot count the leases of resource {}", resource.id(), e);
      return Optional.empty();
    }
  }
}
