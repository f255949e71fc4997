package org.datalogistics.lors.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.condition.KeyRing;

/**
 * A range of a file cut into pieces: at every border of an extent, and at most {@code pieceSize}
 * bytes long (whole conditioning blocks, so that none is loaded twice). LoRS spec 6.3.
 *
 * @param range the bytes wanted
 * @param pieces in order, covering the range but for what is there already; a hole is one piece
 *     without sources
 * @param unusable extents in the range that cannot be read, with the reason
 */
public record DownloadPlan(ByteRange range, List<Piece> pieces, List<Unusable> unusable) {

  /** An extent that cannot be read, and why. */
  public record Unusable(Extent extent, String reason) {}

  public DownloadPlan {
    pieces = List.copyOf(pieces);
    unusable = List.copyOf(unusable);
  }

  /**
   * Plans to read a range of a file, which must lie within it.
   *
   * @param keys where the keys are that extents only name
   * @throws LorsException when there would be more than {@value SourceIndex#MAX_PIECES} pieces
   */
  public static DownloadPlan of(
      ExNode exNode, ByteRange range, long pieceSize, Instant now, KeyRing keys)
      throws LorsException {
    SourceIndex index = SourceIndex.of(exNode, range, now, keys);
    return of(index, range, List.of(range), pieceSize, Long.MAX_VALUE);
  }

  /**
   * Plans to read parts of a range of a file.
   *
   * @param parts of the range, in order, without overlaps
   * @param memory see {@link SourceIndex#pieces}
   */
  public static DownloadPlan of(
      SourceIndex index, ByteRange range, List<ByteRange> parts, long pieceSize, long memory)
      throws LorsException {
    List<Piece> pieces = new ArrayList<>();
    for (ByteRange part : parts) {
      pieces.addAll(index.pieces(part, pieceSize, memory));
      if (pieces.size() > SourceIndex.MAX_PIECES) {
        throw new LorsException(
            "more than %d pieces; choose larger ones than %d bytes, or a part of the file"
                .formatted(SourceIndex.MAX_PIECES, pieceSize));
      }
    }
    return new DownloadPlan(range, pieces, index.unusable());
  }

  /** Bytes on the heap that the largest fetch of a conditioned piece takes; 0 if none is. */
  public long largestHeld() {
    long most = 0;
    for (Piece piece : pieces) {
      for (Source source : piece.sources()) {
        if (!source.chain().isEmpty()) {
          most = Math.max(most, held(piece, source));
        }
      }
    }
    return most;
  }

  private static long held(Piece piece, Source source) {
    try {
      return piece.range().length() + source.plan(piece.range()).length();
    } catch (CorruptDataException e) {
      return 0; // it is never fetched
    }
  }
}
