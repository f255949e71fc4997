package org.datalogistics.ibp.client;

/** Where the line between small commands and transfers is. */
final class Sizes {
  /**
   * Most bytes on the wire, either way, of a command that shares a connection with others: sent at
   * once, read and verified without leaving the event loop, all in less than a millisecond.
   */
  static final int SMALL = 64 << 10;

  private Sizes() {}
}
