package org.datalogistics.depot.access;

/**
 * What one client address may take; of IPv6 all addresses of a /64 are one client. 0 is no limit.
 *
 * @param connections at once
 * @param allocationsPerMinute ALLOCATE and its relatives, as many at once after a quiet minute
 * @param bytesInPerSecond of what it sends, averaged over about a second
 * @param bytesOutPerSecond of what it gets
 */
public record ClientLimits(
    int connections, int allocationsPerMinute, long bytesInPerSecond, long bytesOutPerSecond) {
  /** No limits at all. */
  public static final ClientLimits NONE = new ClientLimits(0, 0, 0, 0);

  public ClientLimits {
    if (connections < 0
        || allocationsPerMinute < 0
        || bytesInPerSecond < 0
        || bytesOutPerSecond < 0) {
      throw new IllegalArgumentException(
          "limits of a client: "
              + connections
              + " connections, "
              + allocationsPerMinute
              + " allocations, "
              + bytesInPerSecond
              + " and "
              + bytesOutPerSecond
              + " bytes");
    }
  }
}
