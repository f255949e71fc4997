package org.datalogistics.lors;

/** Some bytes of a file could not be read: those before them were delivered. */
public final class IncompleteException extends LorsException {
  private static final long serialVersionUID = 1L;

  private final long delivered;

  /**
   * A file that breaks off.
   *
   * @param delivered bytes delivered from the start of the wanted range
   */
  public IncompleteException(String message, long delivered) {
    super(message);
    this.delivered = delivered;
  }

  /** Bytes delivered, from the start of the wanted range without a gap. */
  public long delivered() {
    return delivered;
  }
}
