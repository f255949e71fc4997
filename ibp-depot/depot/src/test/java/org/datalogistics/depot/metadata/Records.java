package org.datalogistics.depot.metadata;

import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.SeededRandom;
import org.jspecify.annotations.Nullable;

/** Allocations for tests. */
final class Records {
  static final KeyHashes NO_KEYS = new KeyHashes(new byte[16], new byte[16], new byte[16]);

  private Records() {}

  static AllocationRecord live(long id, Reliability reliability, long maxSize, long expiresAt) {
    return new AllocationRecord(
        id,
        NO_KEYS,
        AllocationType.BYTEARRAY,
        5,
        Lease.granted(reliability, maxSize, expiresAt),
        Contents.EMPTY,
        Protection.CRC,
        null,
        State.LIVE);
  }

  static AllocationRecord alias(long id, long master, long expiresAt) {
    return live(id, Reliability.HARD, 10, expiresAt).withWindow(new Window(master, 0, 0));
  }

  /** Anything that can be stored. */
  static AllocationRecord any(long id, SeededRandom random, @Nullable Long master) {
    byte[] keys = random.bytes(48);
    byte[][] hashes = new byte[3][16];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(keys, 16 * i, hashes[i], 0, 16);
    }
    long maxSize = random.between(1L, 1L << 40);
    ChecksumType digest = random.pick(ChecksumType.values());
    return new AllocationRecord(
        id,
        new KeyHashes(hashes[0], hashes[1], hashes[2]),
        random.pick(AllocationType.values()),
        random.between(0L, 1L << 45),
        new Lease(
            random.pick(Reliability.values()),
            maxSize,
            random.between(0, 5),
            random.between(0, Integer.MAX_VALUE),
            random.between(-5L, 1L << 45)),
        new Contents(
            random.between(0L, maxSize),
            random.between(0L, maxSize),
            (int) random.between(Integer.MIN_VALUE, (long) Integer.MAX_VALUE),
            random.chance(0.5)),
        new Protection(
            random.chance(0.5),
            digest == ChecksumType.NONE
                ? BlockChecksum.NONE
                : new BlockChecksum(digest, random.between(1L << 12, 1L << 31)),
            random.chance(0.1)),
        master == null ? null : new Window(master, random.between(0L, maxSize), 1),
        random.pick(
            State.LIVE,
            State.LIVE,
            State.deletedAt(random.between(1, 100)),
            State.expiredAt(random.between(1, 100))));
  }
}
