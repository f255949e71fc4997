package org.datalogistics.depot.net;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.payload.PayloadBudget;
import org.datalogistics.depot.payload.PayloadPump;
import org.datalogistics.depot.payload.PayloadSink;

/** The payload of one STORE or WRITE on its way in, and how long it may take. Event loop only. */
final class Reception {
  private final PayloadPump pump;
  private final boolean announced;
  private final long length;
  private final Duration patience;
  private long started = Watchdog.now();

  /**
   * @param announced whether the go-ahead went out on its own, before the result
   * @param patience how long nothing may come
   */
  Reception(
      Incoming incoming,
      PayloadSink sink,
      boolean announced,
      Duration patience,
      PayloadBudget budget,
      PayloadPump.Listener listener) {
    this.pump = new PayloadPump(incoming, sink, budget, listener);
    this.announced = announced;
    this.patience = patience;
    this.length = sink.wireLength();
  }

  boolean announced() {
    return announced;
  }

  /** Nothing was read for so long, by no fault of the client. */
  void paused(long nanos) {
    started += nanos;
  }

  /** Bytes still to come. */
  long missing() {
    return pump.missing();
  }

  /** When to give up if nothing comes from now on: a drip does not count as progress. */
  long deadline() {
    long now = Watchdog.now();
    long sinceStart = now - started + patience.toNanos();
    return started
        + Math.min(sinceStart, Timeouts.transferNanos(patience, length - pump.missing()));
  }

  /** Takes bytes over; false if the socket should not be read for now. */
  boolean offer(ByteBuf bytes) {
    return pump.offer(bytes);
  }

  /** Takes the upload back, unless it is complete already. */
  void abort() {
    pump.abort();
  }
}
