package org.datalogistics.depot.scrub;

import org.jspecify.annotations.Nullable;

/**
 * How far the scrubber of a resource is.
 *
 * @param passes how many times it went through everything since the start
 * @param lastPassMillis when it was through last, milliseconds since 1970, 0 if it never was
 * @param bytes bytes compared since the start
 * @param damaged damaged blocks met since the start, those that were known included
 * @param adopted blocks without a checksum that it gave one since the start
 * @param position id of the allocation that it dealt with last
 * @param mended id of the allocation that was looked at last for what an unclean end left behind;
 *     {@link #WHOLE} if nothing is to be looked for
 */
public record ScrubProgress(
    long passes,
    long lastPassMillis,
    long bytes,
    long damaged,
    long adopted,
    long position,
    long mended) {
  /** No unclean end left anything behind. */
  public static final long WHOLE = -1;

  static final ScrubProgress NONE = new ScrubProgress(0, 0, 0, 0, 0, 0, WHOLE);

  /** What was saved; null if that is no such text. */
  static @Nullable ScrubProgress parse(String text) {
    String[] numbers = text.strip().split(" ", -1);
    if (numbers.length < 2 || numbers.length > 3) {
      return null;
    }
    try {
      // Older depots saved two numbers.
      long mended = numbers.length == 3 ? Long.parseLong(numbers[2]) : WHOLE;
      return new ScrubProgress(
          0, Long.parseLong(numbers[1]), 0, 0, 0, Long.parseLong(numbers[0]), mended);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** To be saved. */
  String text() {
    return position + " " + lastPassMillis + " " + mended + "\n";
  }

  /** Whether blocks may be without a checksum since an unclean end. */
  public boolean isMending() {
    return mended != WHOLE;
  }

  ScrubProgress plus(long moreBytes, long moreDamaged, long moreAdopted) {
    return new ScrubProgress(
        passes,
        lastPassMillis,
        bytes + moreBytes,
        damaged + moreDamaged,
        adopted + moreAdopted,
        position,
        mended);
  }

  ScrubProgress at(long id) {
    return new ScrubProgress(passes, lastPassMillis, bytes, damaged, adopted, id, mended);
  }

  ScrubProgress passed(long millis) {
    return new ScrubProgress(passes + 1, millis, bytes, damaged, adopted, 0, mended);
  }

  ScrubProgress mendedTo(long id) {
    return new ScrubProgress(passes, lastPassMillis, bytes, damaged, adopted, position, id);
  }
}
