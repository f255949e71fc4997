package org.datalogistics.exnode.plan;

/** What is known of the allocation behind an extent (exNode spec 8.5). */
public enum ExtentState {
  /** Nobody asked, or the answer proves nothing. */
  UNKNOWN,
  /** The recorded end has passed, and nobody asked since: a hint. */
  EXPIRED,
  /** The depot has the allocation. */
  LIVE,
  /** The depot does not have it any more. */
  DEAD,
  /** The depot does not answer; it may again. */
  UNREACHABLE,
  /** What was read is not what was stored. */
  CORRUPT,
  /** The capability to ask or read with is missing. */
  WITHHELD,
  /** The document contradicts itself here (exNode spec 8.1). */
  MALFORMED;

  /** Whether nothing speaks against finding the bytes there. */
  public boolean mayHold() {
    return this == LIVE || this == UNKNOWN || this == EXPIRED;
  }

  /** Whether the bytes are not there and will not be. */
  public boolean isLost() {
    return this == DEAD || this == CORRUPT || this == MALFORMED;
  }
}
