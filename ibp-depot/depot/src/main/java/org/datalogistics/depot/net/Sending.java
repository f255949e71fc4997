package org.datalogistics.depot.net;

import io.netty.channel.DefaultFileRegion;
import java.time.Duration;

/** A LOAD on its way out, and whether the client still takes it. Event loop only. */
final class Sending {
  private final DefaultFileRegion region;
  private final Duration patience;
  private final long started = Watchdog.now();
  private long taken;

  /**
   * @param patience how long the client may take nothing
   */
  Sending(DefaultFileRegion region, Duration patience) {
    this.region = region;
    this.patience = patience;
  }

  /** Whether more was taken since the last look, and not too slowly altogether. */
  boolean goesOn() {
    boolean more = region.transferred() > taken;
    taken = region.transferred();
    return more && Watchdog.now() - started < NetConfig.transferNanos(patience, taken);
  }
}
