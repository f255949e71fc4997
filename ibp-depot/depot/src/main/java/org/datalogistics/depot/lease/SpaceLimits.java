package org.datalogistics.depot.lease;

/**
 * How much a resource leases out.
 *
 * @param size bytes that may be leased, or {@link #AUTO}: to be found out when the resource opens
 * @param hardSize of these, bytes that hard allocations may take, or {@link #AUTO}: all
 */
public record SpaceLimits(long size, long hardSize) {
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
  }

  /** The same with sizes found out. */
  public SpaceLimits resolved(long actualSize) {
    long hard = hardSize == AUTO ? actualSize : Math.min(hardSize, actualSize);
    return new SpaceLimits(actualSize, hard);
  }
}
