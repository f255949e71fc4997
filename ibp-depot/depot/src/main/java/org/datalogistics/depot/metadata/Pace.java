package org.datalogistics.depot.metadata;

/**
 * When what is in the journal goes on from there.
 *
 * @param enough changed ids that are worth a transaction of the database at once
 * @param patienceNanos how long fewer of them gather
 * @param checkpointRows rows after which the database is forced to the disk
 * @param checkpointBytes bytes of journal after which it is, too
 * @param maxWaiting changed ids beyond which changes wait for the database
 * @param maxJournal bytes of journal beyond which they do, too
 * @param segmentBytes bytes of a segment of the journal, about
 */
record Pace(
    int enough,
    long patienceNanos,
    int checkpointRows,
    long checkpointBytes,
    int maxWaiting,
    long maxJournal,
    long segmentBytes) {
  static final Pace USUAL =
      new Pace(8192, 500_000_000, 20_000, 16L << 20, 32_768, 256L << 20, 4L << 20);
}
