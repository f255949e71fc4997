package org.datalogistics.depot.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.IbpCommand;

/**
 * How long clients are waited for.
 *
 * @param idle how long a connection may stay without a complete request line
 * @param idleNotice whether an idle connection gets a notice before it is closed (IBP spec 6.3)
 * @param byDefault patience for requests that name none
 * @param longest patience, whatever a request names
 */
public record Timeouts(Duration idle, boolean idleNotice, Duration byDefault, Duration longest) {
  /** Slowest transfer that is not given up, bytes per second (IBP spec 14.7, LoRS spec 6.2). */
  private static final long SLOWEST_RATE = 10 * 1024;

  /** How much later a command is given up that watches its own deadline. */
  private static final Duration OWN_DEADLINE = Duration.ofSeconds(1);

  public Timeouts {
    if (idle.isNegative() || idle.isZero()) {
      throw new IllegalArgumentException("idle timeout " + idle);
    }
    if (byDefault.isNegative() || byDefault.isZero()) {
      throw new IllegalArgumentException("default timeout " + byDefault);
    }
    if (longest.compareTo(Duration.ofSeconds(1)) < 0
        || longest.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException("longest timeout " + longest);
    }
  }

  /** How long a transfer may take until it has moved that many bytes; a slow one is given up. */
  static long transferNanos(Duration patience, long bytes) {
    return patience.plusSeconds(Math.min(bytes / SLOWEST_RATE, 1_000_000_000L)).toNanos();
  }

  /** The patience for a request without progress: what it asks for within limits. */
  Duration patience(int timeoutSeconds) {
    Duration asked = timeoutSeconds > 0 ? Duration.ofSeconds(timeoutSeconds) : byDefault;
    return asked.compareTo(longest) < 0 ? asked : longest;
  }

  /** How long a command may take before it answers; a copy as long as it asks for, if it is big. */
  Duration commandLimit(IbpCommand command, Duration patience) {
    if (command instanceof IbpCommand.Upload || command instanceof IbpCommand.Download) {
      return patience.plus(OWN_DEADLINE); // It may wait for data or room, and says so itself.
    }
    if (!(command instanceof IbpCommand.Copy copy)) {
      return patience;
    }
    long asked = TimeUnit.SECONDS.toNanos(copy.timeout());
    long most = transferNanos(patience, copy.length());
    return Duration.ofNanos(Math.max(patience.toNanos(), Math.min(asked, most))).plus(OWN_DEADLINE);
  }
}
