package org.datalogistics.depot.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;

/** Whether a client still takes what is sent to it, and not too slowly. Event loop only. */
final class SendingDeadline {
  private final Channel channel;
  private final Duration patience;
  private final long started = Watchdog.now();
  private long sent;
  private long taken;

  /**
   * @param patience how long the client may take nothing
   */
  SendingDeadline(Channel channel, Duration patience) {
    this.channel = channel;
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  /** Counts a part that the socket took. */
  void sent(long bytes) {
    sent += bytes;
  }

  /** Whether more was taken since the last look, and not too slowly altogether. */
  boolean isMet() {
    long before = taken;
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    taken = sent + (waiting == null ? 0 : waiting.currentProgress());
    return taken > before && Watchdog.now() - started < NetConfig.transferNanos(patience, taken);
  }
}
