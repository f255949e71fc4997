package org.datalogistics.depot.allocation;

import java.util.Objects;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.Reliability;

/**
 * What was granted (IBP spec 5).
 *
 * @param maxSize bytes leased; of an alias the bytes of its window, which nobody is charged for
 * @param readCount read references; at least 0
 * @param writeCount write references; at least 0
 * @param expiresAt end of the lease, milliseconds since 1970
 */
public record Lease(
    Reliability reliability, long maxSize, int readCount, int writeCount, long expiresAt) {
  public Lease {
    Objects.requireNonNull(reliability, "reliability");
    if (maxSize < 0 || readCount < 0 || writeCount < 0) {
      throw new IllegalArgumentException(
          "lease of " + maxSize + " bytes, references " + readCount + " and " + writeCount);
    }
  }

  /** A new lease: one read reference, no write reference. */
  public static Lease granted(Reliability reliability, long maxSize, long expiresAt) {
    return new Lease(reliability, maxSize, 1, 0, expiresAt);
  }

  public Lease withReliability(Reliability next) {
    return new Lease(next, maxSize, readCount, writeCount, expiresAt);
  }

  public Lease withMaxSize(long next) {
    return new Lease(reliability, next, readCount, writeCount, expiresAt);
  }

  public Lease withExpiresAt(long next) {
    return new Lease(reliability, maxSize, readCount, writeCount, next);
  }

  public Lease withCounts(int reads, int writes) {
    return new Lease(reliability, maxSize, reads, writes, expiresAt);
  }

  /** One reference more or less of that kind, within 0 and the largest number. */
  public Lease counted(CapabilityKind counter, boolean increment) {
    int step = increment ? 1 : -1;
    return counter == CapabilityKind.READ
        ? withCounts(bounded((long) readCount + step), writeCount)
        : withCounts(readCount, bounded((long) writeCount + step));
  }

  /** Whether a reference is left. */
  public boolean isReferenced() {
    return readCount > 0 || writeCount > 0;
  }

  private static int bounded(long count) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, count));
  }
}
