package org.datalogistics.lbone;

import java.io.IOException;

/** Bytes that are no request, or no reply; the message says which field is wrong. */
public final class LboneFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int code;

  LboneFormatException(String message) {
    this(message, LboneError.UNREADABLE);
  }

  LboneFormatException(String message, int code) {
    super(message);
    this.code = code;
  }

  /** A request that a server has no memory for. */
  public static LboneFormatException noMemory() {
    return new LboneFormatException("no memory for a request of that size", LboneError.NO_MEMORY);
  }

  /** What a server answers to it, see {@link LboneError}. */
  public int code() {
    return code;
  }
}
