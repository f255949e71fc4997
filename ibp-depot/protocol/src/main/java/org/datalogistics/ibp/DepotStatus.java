package org.datalogistics.ibp;

/**
 * Space and limits of one resource as STATUS INQUIRE tells them (IBP spec 7.11); bytes, also where
 * the answer was in megabytes.
 *
 * @param rid resource id, empty if the answer named none
 * @param total bytes configured
 * @param used bytes leased, hard and soft
 * @param totalHard bytes that hard allocations may take
 * @param usedHard bytes leased hard
 * @param allocable bytes that can be leased now
 * @param allocableHard bytes that can be leased hard now
 * @param maxDurationSeconds longest lease; negative for no limit
 */
public record DepotStatus(
    String rid,
    long total,
    long used,
    long totalHard,
    long usedHard,
    long allocable,
    long allocableHard,
    long maxDurationSeconds) {}
