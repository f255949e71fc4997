package org.datalogistics.depot.metadata;

/**
 * What was committed since the start.
 *
 * @param changes how many changes
 * @param groups in how many groups
 * @param seconds how long the groups took together
 */
public record CommitCounts(long changes, long groups, double seconds) {}
