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
}
