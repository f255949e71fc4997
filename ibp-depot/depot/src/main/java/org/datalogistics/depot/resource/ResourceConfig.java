package org.datalogistics.depot.resource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.datalogistics.ibp.wire.ResourceIds;

/**
 * A folder of storage that a depot leases out.
 *
 * @param id resource id (RID); a number, because old clients read it as one
 * @param path its folder: data and metadata, movable to another machine as it is
 * @param size bytes that may be leased, or {@link #AUTO}: 90 % of the space that is free when the
 *     resource is made, kept from then on
 * @param hardSize of these, bytes that hard allocations may take, or {@link #AUTO}: all
 * @param maxDuration longest lease
 * @param grace how long an allocation stays usable after its lease ended
 */
public record ResourceConfig(
    String id, Path path, long size, long hardSize, Duration maxDuration, Duration grace) {
  /** A size to be found out. */
  public static final long AUTO = -1;

  public ResourceConfig {
    if (!ResourceIds.isValid(id) || id.equals("0")) {
      throw new IllegalArgumentException(
          "'" + id + "' can not be a resource id: 1 to 127 characters without / # :, and not 0");
    }
    Objects.requireNonNull(path, "path");
    if (size < 1 && size != AUTO) {
      throw new IllegalArgumentException("resource " + id + " of " + size + " bytes");
    }
    if (hardSize != AUTO && (hardSize < 0 || (size != AUTO && hardSize > size))) {
      throw new IllegalArgumentException(
          "resource " + id + ": " + hardSize + " bytes for hard allocations of " + size);
    }
    if (maxDuration.toSeconds() < 1) {
      throw new IllegalArgumentException("resource " + id + ": longest lease " + maxDuration);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("resource " + id + ": grace " + grace);
    }
  }

  /** The same with sizes found out. */
  public ResourceConfig resolved(long actualSize) {
    long hard = hardSize == AUTO ? actualSize : Math.min(hardSize, actualSize);
    return new ResourceConfig(id, path, actualSize, hard, maxDuration, grace);
  }
}
