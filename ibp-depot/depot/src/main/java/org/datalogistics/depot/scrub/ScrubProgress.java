package org.datalogistics.depot.scrub;

/**
 * How far the scrubber of a resource is.
 *
 * @param passes how many times it went through everything since the start
 * @param lastPassMillis when it was through last, milliseconds since 1970, 0 if it never was
 * @param bytes bytes compared since the start
 * @param damaged damaged blocks met since the start, those that were known included
 * @param adopted blocks without a checksum that it gave one since the start
 * @param position id of the allocation that it dealt with last
 */
public record ScrubProgress(
    long passes, long lastPassMillis, long bytes, long damaged, long adopted, long position) {
  static final ScrubProgress NONE = new ScrubProgress(0, 0, 0, 0, 0, 0);

  ScrubProgress plus(long moreBytes, long moreDamaged, long moreAdopted) {
    return new ScrubProgress(
        passes,
        lastPassMillis,
        bytes + moreBytes,
        damaged + moreDamaged,
        adopted + moreAdopted,
        position);
  }

  ScrubProgress at(long id) {
    return new ScrubProgress(passes, lastPassMillis, bytes, damaged, adopted, id);
  }

  ScrubProgress passed(long millis) {
    return new ScrubProgress(passes + 1, millis, bytes, damaged, adopted, 0);
  }
}
