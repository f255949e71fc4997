package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.plan.Piece;
import org.datalogistics.lors.plan.Source;
import org.datalogistics.lors.plan.SourceIndex;

/** What a rebuilder reads, through the fetches of the reader or download that wants the bytes. */
final class ExtentSlices implements SliceReader {
  private final SourceIndex index;
  private final KeyRing keys;
  private final InstantSource clock;
  private final RangeReads reads;

  ExtentSlices(SourceIndex index, KeyRing keys, InstantSource clock, RangeReads reads) {
    this.index = index;
    this.keys = keys;
    this.clock = clock;
    this.reads = reads;
  }

  @Override
  public CompletableFuture<ByteBuffer> read(ByteRange range) {
    try {
      return read(range, index.pieces(range, range.length(), Long.MAX_VALUE));
    } catch (LorsException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<ByteBuffer> read(Extent extent, ByteRange range) {
    try {
      Source source = Source.of(extent, clock.instant(), keys);
      return read(range, List.of(new Piece(range, List.of(source))));
    } catch (LorsException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<ByteBuffer> read(ByteRange range, List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece.sources().isEmpty()) {
        return CompletableFuture.failedFuture(
            new LorsException("no copy of bytes " + piece.range() + " is usable"));
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) range.length());
    return reads.read(new RangeReads.Job(range, pieces, Rebuilder.NONE, null, true), bytes);
  }
}
