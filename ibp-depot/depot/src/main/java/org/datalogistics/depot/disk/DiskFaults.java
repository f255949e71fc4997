package org.datalogistics.depot.disk;

/**
 * Told of every failure on a resource's disk, whatever it was that failed: the listener decides
 * which of them count. Called by any thread, must be quick.
 */
@FunctionalInterface
public interface DiskFaults {
  /** Nobody wants to know. */
  DiskFaults NONE = (what, failure) -> {};

  /**
   * Something failed.
   *
   * @param what what was attempted, for the log, such as "write to a data file"
   */
  void failed(String what, Throwable failure);
}
