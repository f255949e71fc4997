package org.datalogistics.depot.allocation;

/**
 * What an alias opens of its master (IBP spec 7.8).
 *
 * @param master id of the allocation that has the bytes
 * @param offset where the window begins
 * @param length bytes of the window; 0 is all up to the master's end
 */
public record Window(long master, long offset, long length) {
  public Window {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("window of " + length + " bytes at " + offset);
    }
  }

  /**
   * Bytes of the window in a master of that leased size; less than its length if the master was cut
   * since.
   */
  public long lengthWithin(long masterMaxSize) {
    long behind = Math.max(0, masterMaxSize - offset);
    return length == 0 ? behind : Math.min(length, behind);
  }
}
