package org.datalogistics.ibp;

/**
 * What PROBE tells of an allocation (IBP spec 7.5).
 *
 * @param readCount read references
 * @param writeCount write references
 * @param size bytes stored: the highest written byte + 1
 * @param maxSize bytes leased
 * @param secondsLeft until the lease ends, negative once it has
 */
public record AllocationStatus(
    int readCount,
    int writeCount,
    long size,
    long maxSize,
    long secondsLeft,
    Reliability reliability,
    AllocationType type) {}
