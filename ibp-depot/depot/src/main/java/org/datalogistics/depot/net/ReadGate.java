package org.datalogistics.depot.net;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;

/** Whether the socket is read: unless somebody has a reason against it. Event loop only. */
final class ReadGate {
  /** Why the socket is not read. */
  enum Reason {
    /** Enough waits behind the command that is being carried out. */
    AHEAD,
    /** Enough payload waits for the disk. */
    DISK,
    /** The client has had its share for now. */
    RATE
  }

  private final Channel channel;
  private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

  ReadGate(Channel channel) {
    this.channel = channel;
  }

  void shut(Reason reason) {
    if (reasons.isEmpty()) {
      channel.config().setAutoRead(false);
    }
    reasons.add(reason);
  }

  void open(Reason reason) {
    if (reasons.remove(reason) && reasons.isEmpty()) {
      channel.config().setAutoRead(true);
    }
  }

  /** Whatever the reasons were. */
  void openWide() {
    reasons.clear();
    channel.config().setAutoRead(true);
  }
}
