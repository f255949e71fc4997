package org.datalogistics.depot.allocation;

import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Reliability;

/**
 * The state of an allocation at one moment, as it is or will be committed.
 *
 * @param maxSize bytes leased, charged against the resource
 * @param size bytes stored: the highest written byte + 1
 * @param expiresAt end of the lease, milliseconds since 1970
 * @param createdAt milliseconds since 1970
 * @param deleted whether it is gone; never stored
 */
public record AllocationRecord(
    long id,
    KeyHashes keys,
    Reliability reliability,
    AllocationType type,
    long maxSize,
    long size,
    int readCount,
    int writeCount,
    long expiresAt,
    long createdAt,
    boolean deleted) {

  public AllocationRecord withSize(long newSize) {
    return new AllocationRecord(
        id,
        keys,
        reliability,
        type,
        maxSize,
        newSize,
        readCount,
        writeCount,
        expiresAt,
        createdAt,
        deleted);
  }

  public AllocationRecord withCounts(int reads, int writes) {
    return new AllocationRecord(
        id, keys, reliability, type, maxSize, size, reads, writes, expiresAt, createdAt, deleted);
  }

  public AllocationRecord withLease(
      long newMaxSize, long newExpiresAt, Reliability newReliability) {
    return new AllocationRecord(
        id,
        keys,
        newReliability,
        type,
        newMaxSize,
        Math.min(size, newMaxSize),
        readCount,
        writeCount,
        newExpiresAt,
        createdAt,
        deleted);
  }

  public AllocationRecord gone() {
    return new AllocationRecord(
        id,
        keys,
        reliability,
        type,
        maxSize,
        size,
        readCount,
        writeCount,
        expiresAt,
        createdAt,
        true);
  }
}
