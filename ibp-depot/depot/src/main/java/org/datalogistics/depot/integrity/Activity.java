package org.datalogistics.depot.integrity;

import java.util.BitSet;
import org.datalogistics.depot.allocation.Claim;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who changes bytes of a file, or computes over them and must know when they changed
 * meanwhile. Guarded by the lock of its file's {@link Activities}.
 */
final class Activity {
  /** Above so many blocks, one disturbance counts for all of them. */
  private static final long MAX_SPAN = 1 << 20;

  final Claim claim;

  /** Whether it changes its bytes. */
  final boolean changes;

  /** Whose own changes do not matter. */
  final @Nullable Activity owner;

  /** Whether others made a sum of a block unknown that it may have written. */
  boolean spoilt;

  /** Of its own new blocks, those before this byte have their sums in the file already. */
  long publishedTo;

  /** The first of them. */
  long publishedFrom;

  private final long firstBlock;
  private final boolean wide;
  private @Nullable BitSet disturbed;

  Activity(Claim claim, boolean changes) {
    this(claim, changes, null);
  }

  Activity(Claim claim, boolean changes, @Nullable Activity owner) {
    this.claim = claim;
    this.owner = owner;
    this.changes = changes;
    boolean empty = claim.rangeCount() == 0;
    this.firstBlock = empty ? 0 : Blocks.of(claim.range(0).offset());
    this.wide = !empty && Blocks.of(claim.end() - 1) - firstBlock >= MAX_SPAN;
  }

  long firstBlock() {
    return firstBlock;
  }

  /** Others began to change bytes of these blocks. */
  void disturb(long first, long last) {
    BitSet bits = disturbed;
    if (bits == null) {
      bits = new BitSet();
      disturbed = bits;
    }
    if (wide) {
      bits.set(0);
    } else {
      bits.set((int) (first - firstBlock), (int) (last - firstBlock) + 1);
    }
  }

  /** Whether others began to change bytes of that block, which it must have. */
  boolean isDisturbed(long block) {
    BitSet bits = disturbed;
    return bits != null && bits.get(wide ? 0 : (int) (block - firstBlock));
  }

  boolean isDisturbed() {
    return disturbed != null;
  }

  /** Whether the sum of that block, all its own, is in the file. */
  boolean hasPublished(long block) {
    return Blocks.start(block) >= publishedFrom
        && Blocks.start(block + 1) <= publishedTo
        && !isDisturbed(block);
  }
}
