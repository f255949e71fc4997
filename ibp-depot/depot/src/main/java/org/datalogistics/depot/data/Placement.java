package org.datalogistics.depot.data;

import java.util.List;
import java.util.function.UnaryOperator;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;

/**
 * Where an upload goes, and what it changes when it counts.
 *
 * @param claim the right to it
 * @param pieces ranges of the data file in the order in which they are written
 * @param counted what counts afterwards, from what counts before
 */
record Placement(Claim claim, List<ByteRange> pieces, UnaryOperator<Contents> counted) {
  Placement {
    pieces = List.copyOf(pieces);
  }

  /** Bytes at their places: what counts reaches to the last of them. */
  static Placement ofBytes(Claim claim) {
    return new Placement(
        claim, claim.pieces(), now -> claim.end() > now.size() ? now.withSize(claim.end()) : now);
  }

  /** Bytes of all pieces. */
  long length() {
    return pieces.stream().mapToLong(ByteRange::length).sum();
  }

  /** Fails if the allocation is too small by now. */
  void requireRoom(AllocationRecord now) throws RefusedException {
    Contents after = counted.apply(now.contents());
    if (after.size() > now.maxSize() && after.size() > now.size()) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "shrank during the upload");
    }
  }
}
