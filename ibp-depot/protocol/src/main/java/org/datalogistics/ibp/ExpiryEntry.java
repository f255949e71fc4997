package org.datalogistics.ibp;

/**
 * A line of the expiry list (IBP spec 10, command 97).
 *
 * @param expirySeconds end of the lease, seconds since 1970
 * @param id of the allocation, an unsigned number
 * @param maxSize bytes leased
 */
public record ExpiryEntry(long expirySeconds, long id, long maxSize) {}
