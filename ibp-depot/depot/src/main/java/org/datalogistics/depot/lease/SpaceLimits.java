package org.datalogistics.depot.lease;

/**
 * How much a resource leases out.
 *
 * @param size bytes that may be leased, or {@link #AUTO}: to be found out when the resource opens
 * @param hardSize of these, bytes that hard allocations may take, or {@link #AUTO}: all
 * @param largest bytes of the largest allocation, or {@link #AUTO}: all
 * @param floor bytes of the file system that stay free, or {@link #AUTO}: 1 % of it, at most 1 GiB;
 *     below it nothing is leased nor uploaded
 */
public record SpaceLimits(long size, long hardSize, long largest, long floor) {
  /** A size to be found out. */
  public static final long AUTO = -1;

  public SpaceLimits {
    if (size < 1 && size != AUTO) {
      throw new IllegalArgumentException("a resource of " + size + " bytes");
    }
    if (hardSize != AUTO && (hardSize < 0 || (size != AUTO && hardSize > size))) {
      throw new IllegalArgumentException(
          hardSize + " bytes for hard allocations of " + size + " bytes");
    }
    if (largest < 1 && largest != AUTO) {
      throw new IllegalArgumentException("a largest allocation of " + largest + " bytes");
    }
    if (floor < 0 && floor != AUTO) {
      throw new IllegalArgumentException("a floor of " + floor + " bytes");
    }
  }

  /** With one size said, and what hard allocations may take of it. */
  public static SpaceLimits of(long size, long hardSize) {
    return new SpaceLimits(size, hardSize, AUTO, AUTO);
  }

  /** Nothing said. */
  public static SpaceLimits auto() {
    return of(AUTO, AUTO);
  }

  /** The same with sizes found out. */
  public SpaceLimits resolved(long actualSize, long actualFloor) {
    return new SpaceLimits(
        actualSize,
        hardSize == AUTO ? actualSize : Math.min(hardSize, actualSize),
        largest == AUTO ? actualSize : Math.min(largest, actualSize),
        actualFloor);
  }
}
