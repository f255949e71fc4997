package org.datalogistics.depot.net;

import org.datalogistics.depot.traffic.TransferCounter;
import org.jspecify.annotations.Nullable;

/** What a connection is busy with, one thing at a time. Event loop only. */
interface Phase {
  /** Bytes that a read asks for at least. */
  int SMALL_READ = 8 * 1024;

  /** Goes on, as more input is there or the client takes more output. */
  default void proceed() {}

  /** The deadline is over. */
  void expired();

  /** The client ended its output. */
  default void inputEnded() {}

  /** The connection ends: takes back what is under way. */
  default void abandon() {}

  /** The client has had its share: nothing moves for that many nanoseconds, by no fault of it. */
  default void paused(long nanos) {}

  /** What kind of transfer it is; null for none. */
  default TransferCounter.@Nullable Kind transfer() {
    return null;
  }

  /** Whether more input is of use now; otherwise little of it is taken ahead. */
  boolean takesInput();

  /** Bytes that the next read should ask for: room for a line and a small block behind it. */
  default int readSize() {
    return SMALL_READ;
  }
}
