package org.datalogistics.depot.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;

/** Whether a client still takes what is sent to it, and not too slowly. Event loop only. */
final class SendingDeadline {
  private final Channel channel;
  private final Duration patience;
  private long started = Watchdog.now();
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

  /** Nothing was sent for so long, by no fault of the client. */
  void paused(long nanos) {
    started += nanos;
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
    return taken > before && Watchdog.now() - started < Timeouts.transferNanos(patience, taken);
  }
}
