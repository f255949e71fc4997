package org.datalogistics.depot.traffic;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts transfers under way, and the bytes of copies that went well. Thread-safe. */
public final class TransferCounter {
  private final AtomicInteger uploads = new AtomicInteger();
  private final AtomicInteger downloads = new AtomicInteger();
  private final AtomicInteger copies = new AtomicInteger();
  private final LongAdder pushed = new LongAdder();
  private final LongAdder pulled = new LongAdder();
  private final LongAdder within = new LongAdder();

  /** What goes on. */
  public enum Kind {
    UPLOAD,
    DOWNLOAD,
    COPY
  }

  /** Where a copy went: to another depot, from one, or within this one. */
  public enum Way {
    PUSHED,
    PULLED,
    WITHIN
  }

  /** One begins; {@link #ended} must follow. */
  public void began(Kind kind) {
    of(kind).incrementAndGet();
  }

  /** One is over. */
  public void ended(Kind kind) {
    of(kind).decrementAndGet();
  }

  private AtomicInteger of(Kind kind) {
    return switch (kind) {
      case UPLOAD -> uploads;
      case DOWNLOAD -> downloads;
      case COPY -> copies;
    };
  }

  /** So many bytes were copied. */
  public void copied(Way way, long bytes) {
    of(way).add(bytes);
  }

  private LongAdder of(Way way) {
    return switch (way) {
      case PUSHED -> pushed;
      case PULLED -> pulled;
      case WITHIN -> within;
    };
  }

  /** All counts. */
  TransferReport report() {
    return new TransferReport(
        Map.of(Kind.UPLOAD, uploads.get(), Kind.DOWNLOAD, downloads.get(), Kind.COPY, copies.get()),
        Map.of(Way.PUSHED, pushed.sum(), Way.PULLED, pulled.sum(), Way.WITHIN, within.sum()));
  }
}
