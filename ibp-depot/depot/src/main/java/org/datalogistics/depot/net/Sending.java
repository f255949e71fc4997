package org.datalogistics.depot.net;

import java.time.Duration;
import java.util.List;

/** A LOAD on its way out, and whether the client still takes it. Event loop only. */
final class Sending {
  private final List<DataFileRegion> regions;
  private final Duration patience;
  private final long started = Watchdog.now();
  private long taken;

  /**
   * @param patience how long the client may take nothing
   */
  Sending(List<DataFileRegion> regions, Duration patience) {
    this.regions = regions;
    this.patience = patience;
  }

  /** Whether more was taken since the last look, and not too slowly altogether. */
  boolean goesOn() {
    long now = regions.stream().mapToLong(DataFileRegion::transferred).sum();
    boolean more = now > taken;
    taken = now;
    return more && Watchdog.now() - started < NetConfig.transferNanos(patience, taken);
  }
}
