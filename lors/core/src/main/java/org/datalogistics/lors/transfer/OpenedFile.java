package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.plan.Piece;
import org.datalogistics.lors.plan.SourceIndex;

/** A file of a {@link ReadEngine}. Immutable, safe for use by many threads, nothing to close. */
public final class OpenedFile {
  private final ReadEngine engine;
  private final ByteRange file;
  private final SourceIndex index;
  private final Rebuilder rebuilder;
  private final SliceReader slices;

  OpenedFile(ReadEngine engine, ExNode exNode, KeyRing keys) {
    this.engine = engine;
    this.file = new ByteRange(0, exNode.effectiveSize());
    this.index = SourceIndex.of(exNode, file, engine.clock().instant(), keys);
    this.rebuilder = CodingRebuilder.of(exNode);
    this.slices = new ExtentSlices(index, keys, engine.clock(), engine.sliceReads());
  }

  /** Bytes of the file. */
  public long size() {
    return file.length();
  }

  /** Reads a range into a new buffer, see {@link #read(ByteRange, ByteBuffer)}. */
  public CompletableFuture<ByteBuffer> read(ByteRange range) {
    return read(range, ByteBuffer.allocate(Math.toIntExact(range.length())));
  }

  /**
   * Reads a range.
   *
   * @param range within the file
   * @param bytes where to, from its position on, with room for the range; not to be touched until
   *     the future has ended, and after a failure bytes may still be written to it for a moment
   * @return a view of the bytes, from its position to its limit. It completes on a thread of the
   *     engine, which must not be blocked; it fails with a {@link LorsException} that says which
   *     bytes cannot be had, and why
   */
  public CompletableFuture<ByteBuffer> read(ByteRange range, ByteBuffer bytes) {
    if (range.end() > file.length() || range.length() > bytes.remaining()) {
      throw new IllegalArgumentException(
          "%s of a file of %d bytes into a buffer with room for %d"
              .formatted(range, file.length(), bytes.remaining()));
    }
    List<Piece> pieces;
    try {
      pieces = index.pieces(range, engine.limits().pieceSize(), engine.limits().memory() / 4);
    } catch (LorsException e) {
      return CompletableFuture.failedFuture(e);
    }
    return engine.read(new RangeReads.Job(range, pieces, rebuilder, slices, false), bytes);
  }
}
