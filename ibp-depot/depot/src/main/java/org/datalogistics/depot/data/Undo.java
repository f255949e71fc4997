package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Claims;
import org.datalogistics.ibp.ByteRange;

/** Takes back what a broken upload wrote behind the bytes that counted when it began. */
final class Undo {
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 * 1024).asReadOnlyBuffer();

  private final Allocation allocation;
  private final Claim claim;
  private final DataFile file;

  Undo(Allocation allocation, Claim claim, DataFile file) {
    this.allocation = allocation;
    this.claim = claim;
    this.file = file;
  }

  /** Blocks for the disk. */
  void run() throws IOException {
    for (int i = 0; i < claim.rangeCount(); i++) {
      run(claim.range(i));
    }
  }

  /** Cuts the file, or writes zeros where another upload lies behind. */
  private void run(ByteRange range) throws IOException {
    Claims claims = allocation.claims();
    long clean = Math.max(range.offset(), claim.exclusiveFrom());
    while (!allocation.committed().isGone()) {
      long until;
      synchronized (claims) {
        long kept = claims.keptEnd(allocation.committed().size(), claim);
        until = Math.min(Math.min(range.end(), kept), file.length());
        if (clean >= until) {
          if (file.length() > kept) {
            file.truncate(kept);
          }
          return;
        }
      }
      while (clean < until) {
        int count = (int) Math.min(ZEROS.capacity(), until - clean);
        file.write(ZEROS.duplicate().limit(count), clean);
        clean += count;
      }
    }
  }
}
