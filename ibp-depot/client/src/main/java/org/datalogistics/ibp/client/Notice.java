package org.datalogistics.ibp.client;

import java.time.Duration;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/**
 * The line by which a depot says that it takes no more commands now (IBP spec 1, 6.3).
 *
 * @param error which of the two forms it was
 * @param pause what it suggests to wait before coming back, at most an hour
 */
record Notice(IbpError error, Duration pause) {
  private static final Duration UNSAID = Duration.ofMillis(500);
  private static final double LONGEST = 3600;

  /** The notice that a line is, or null if it is none. */
  static @Nullable Notice parse(String line) {
    String[] fields = line.strip().split(" +", 3);
    if (fields[0].equals(Integer.toString(IbpError.QUEUE_FULL.code()))) {
      return new Notice(IbpError.QUEUE_FULL, UNSAID);
    }
    if (!fields[0].equals(Integer.toString(IbpError.OUT_OF_SOCKETS.code()))) {
      return null;
    }
    return new Notice(IbpError.OUT_OF_SOCKETS, fields.length > 1 ? seconds(fields[1]) : UNSAID);
  }

  private static Duration seconds(String text) {
    double seconds;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return UNSAID;
    }
    return seconds >= 0 ? Duration.ofNanos((long) (Math.min(seconds, LONGEST) * 1e9)) : UNSAID;
  }
}
