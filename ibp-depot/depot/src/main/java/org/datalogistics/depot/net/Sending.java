package org.datalogistics.depot.net;

import io.netty.channel.DefaultFileRegion;
import java.time.Duration;

/** A LOAD on its way out, and whether the client still takes it. Event loop only. */
final class Sending {
  private final DefaultFileRegion region;
  private final long deadline;
  private long taken;

  /**
   * @param patience how long the client may take nothing
   */
  Sending(DefaultFileRegion region, Duration patience) {
    this.region = region;
    this.deadline = Watchdog.now() + NetConfig.transferNanos(patience, region.count());
  }

  /** Whether more was taken since the last look, and not too slowly altogether. */
  boolean goesOn() {
    boolean more = region.transferred() > taken;
    taken = region.transferred();
    return more && Watchdog.now() - deadline < 0;
  }
}
