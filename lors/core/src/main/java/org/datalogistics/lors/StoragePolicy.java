package org.datalogistics.lors;

import java.time.Duration;
import java.util.Objects;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.erasure.Coding;
import org.jspecify.annotations.Nullable;

/**
 * How a file is kept.
 *
 * @param copies of every block, each on a depot of its own, 1 to 1000
 * @param maxDepots depots to spread over; more are used when the copies need them
 * @param reliability hard or soft allocations
 * @param lease how long, whole seconds, at least one
 * @param blockSize bytes of the file per allocation
 * @param coding parity that protects the file beside its copies; null for none. Blocks are the data
 *     slices of its groups then
 * @param copyBy who makes further copies; parity is always sent by this process
 */
public record StoragePolicy(
    int copies,
    int maxDepots,
    Reliability reliability,
    Duration lease,
    long blockSize,
    @Nullable Coding coding,
    CopyBy copyBy) {

  /** One copy over 4 depots, hard, for a day, in blocks of 5 MiB. */
  public static final StoragePolicy DEFAULTS =
      new StoragePolicy(1, 4, Reliability.HARD, Duration.ofDays(1), 5L << 20);

  public StoragePolicy {
    Objects.requireNonNull(copyBy, "copyBy is null");
    if (copies < 1 || copies > 1000) {
      throw new IllegalArgumentException("copies must be 1 to 1000, not " + copies);
    }
    if (maxDepots < 1) {
      throw new IllegalArgumentException("at least one depot is needed, not " + maxDepots);
    }
    if (lease.toSeconds() < 1) {
      throw new IllegalArgumentException("a lease lasts 1 s or longer, not " + lease);
    }
    if (blockSize < 1) {
      throw new IllegalArgumentException("a block has 1 byte or more, not " + blockSize);
    }
  }

  /** A policy without parity, whose copies are all sent by this process. */
  public StoragePolicy(
      int copies, int maxDepots, Reliability reliability, Duration lease, long blockSize) {
    this(copies, maxDepots, reliability, lease, blockSize, null, CopyBy.CLIENT);
  }

  /** The same with another number of copies. */
  public StoragePolicy withCopies(int number) {
    return new StoragePolicy(number, maxDepots, reliability, lease, blockSize, coding, copyBy);
  }

  /** The same with other blocks. */
  public StoragePolicy withBlockSize(long bytes) {
    return new StoragePolicy(copies, maxDepots, reliability, lease, bytes, coding, copyBy);
  }

  /** The same with another lease. */
  public StoragePolicy withLease(Duration duration) {
    return new StoragePolicy(copies, maxDepots, reliability, duration, blockSize, coding, copyBy);
  }

  /** The same with other parity; null for none. */
  public StoragePolicy withCoding(@Nullable Coding parity) {
    return new StoragePolicy(copies, maxDepots, reliability, lease, blockSize, parity, copyBy);
  }

  /** The same with further copies made by others. */
  public StoragePolicy withCopyBy(CopyBy who) {
    return new StoragePolicy(copies, maxDepots, reliability, lease, blockSize, coding, who);
  }
}
