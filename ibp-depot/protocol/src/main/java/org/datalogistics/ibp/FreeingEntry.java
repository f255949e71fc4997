package org.datalogistics.ibp;

/**
 * A line of the space by date (IBP spec 10, command 98): what becomes free until that time.
 *
 * @param expirySeconds seconds since 1970
 * @param allocations how many end
 * @param aliases how many of them are aliases
 * @param bytesUsed bytes stored in them
 * @param bytes bytes leased by them
 */
public record FreeingEntry(
    long expirySeconds, long allocations, long aliases, long bytesUsed, long bytes) {}
