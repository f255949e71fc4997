package org.datalogistics.exnode.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.datalogistics.exnode.Extent;

/**
 * Filters of extents by what the document says of them; what probes say is for the caller to add.
 */
public final class ExtentFilters {

  /**
   * How long after its recorded end an extent is still tried, since clocks differ (exNode spec
   * 8.5).
   */
  public static final Duration GRACE = Duration.ofSeconds(60);

  private ExtentFilters() {}

  /**
   * Extents whose read capability is there and whose recorded end, if there is one, is not past by
   * more than {@link #GRACE}.
   */
  public static Predicate<Extent> readable(Instant now) {
    return readable(now, GRACE);
  }

  /**
   * Extents whose read capability is there and whose recorded end, if there is one, is not past by
   * more than the grace.
   */
  public static Predicate<Extent> readable(Instant now, Duration grace) {
    Instant limit = now.minus(grace);
    return extent -> {
      Instant end = extent.end();
      return extent.read() != null && (end == null || !end.isBefore(limit));
    };
  }
}
