package org.datalogistics.ibp;

/**
 * What PROBE tells of an alias (IBP spec 7.8).
 *
 * @param readCount read references of the alias
 * @param writeCount write references of the alias
 * @param offset first byte of the window
 * @param length bytes of the window; 0 for all behind the offset
 * @param secondsLeft until the lease of the alias ends, negative once it has
 */
public record AliasStatus(
    int readCount, int writeCount, long offset, long length, long secondsLeft) {}
