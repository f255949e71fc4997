package org.datalogistics.depot.disk;

/** What of a resource is forced to the disk before a request is answered. */
public enum SyncPolicy {
  /** Nothing: answered requests survive the death of the process. */
  NONE,
  /** The metadata: leases survive a power failure, the latest bytes may not. */
  METADATA,
  /** The bytes, then the metadata: answered requests survive a power failure. */
  DATA
}
