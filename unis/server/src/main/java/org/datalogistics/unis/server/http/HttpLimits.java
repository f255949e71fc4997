package org.datalogistics.unis.server.http;

import java.time.Duration;

/**
 * What one HTTP server takes upon itself.
 *
 * @param workers threads that run requests
 * @param maxConnections open at once; further ones are closed at once
 * @param maxHeadBytes request line and headers together
 * @param maxBodyBytes one request body
 * @param maxBodiesBytes all request bodies in memory together; a larger body is refused for its
 *     size
 * @param maxSpooledBytes answers waiting on disk for their readers, together
 * @param idle without a byte in either direction, and for a whole request head
 * @param total for the body of one request, and for the answer to it
 */
public record HttpLimits(
    int workers,
    int maxConnections,
    int maxHeadBytes,
    long maxBodyBytes,
    long maxBodiesBytes,
    long maxSpooledBytes,
    Duration idle,
    Duration total) {

  private static final int MIB = 1 << 20;

  /** Checks that everything is positive. */
  public HttpLimits {
    if (workers < 1
        || maxConnections < 1
        || maxHeadBytes < 1
        || maxBodyBytes < 1
        || maxBodiesBytes < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
    if (maxBodyBytes > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "a body limit above 1 GiB is not possible: " + maxBodyBytes);
    }
    if (maxSpooledBytes < 0 || idle.toMillis() < 1 || idle.compareTo(total) > 0) {
      throw new IllegalArgumentException(
          "times must be positive, and idle not above total: " + idle + ", " + total);
    }
  }

  /**
   * Limits for this machine and heap: bodies in memory may take an eighth of the heap, because the
   * documents in them take several times their size.
   */
  public static HttpLimits forThisJvm(long maxBodyBytes) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new HttpLimits(
        Math.max(8, 4 * processors),
        4096,
        MIB / 8,
        maxBodyBytes,
        Math.max(MIB, Runtime.getRuntime().maxMemory() / 8),
        4096L * MIB,
        Duration.ofMinutes(1),
        Duration.ofMinutes(10));
  }

  /**
   * The largest body that is taken: what is allowed for one, if all of them together may have so
   * much.
   */
  public long effectiveBodyBytes() {
    return Math.min(maxBodyBytes, maxBodiesBytes);
  }
}
