package org.datalogistics.ibp.client;

import java.time.Duration;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.CopyRoute;
import org.jspecify.annotations.Nullable;

/**
 * What a view of the operations adds to each of them.
 *
 * @param limit longest time from call to end; null for none
 * @param network digests between the payload bytes (IBP spec 8); null for none
 * @param route how copies reach the other depot
 */
record CallOptions(@Nullable Duration limit, @Nullable BlockChecksum network, CopyRoute route) {
  static final CallOptions PLAIN = new CallOptions(null, null, CopyRoute.TCP);

  CallOptions {
    if (limit != null && (limit.isNegative() || limit.isZero())) {
      throw new IllegalArgumentException("limit of " + limit + " for an operation");
    }
  }

  CallOptions withLimit(Duration limit) {
    return new CallOptions(limit, network, route);
  }

  CallOptions withNetwork(BlockChecksum checksum) {
    return new CallOptions(limit, checksum.isNone() ? null : checksum, route);
  }

  CallOptions withRoute(CopyRoute route) {
    return new CallOptions(limit, network, route);
  }
}
