package org.datalogistics.lors.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Segment;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.KeyRing;
import org.jspecify.annotations.Nullable;

/**
 * A range of a file cut into pieces: at every border of an extent, and at most {@code pieceSize}
 * bytes long (whole conditioning blocks, so that none is loaded twice). LoRS spec 6.3.
 *
 * @param range the bytes wanted
 * @param pieces in order, covering the range; a hole is one piece without sources
 * @param unusable extents in the range that cannot be read, with the reason
 */
public record DownloadPlan(ByteRange range, List<Piece> pieces, List<Unusable> unusable) {

  /** An extent that cannot be read, and why. */
  public record Unusable(Extent extent, String reason) {}

  /** Most pieces of one download. */
  static final int MAX_PIECES = 1_000_000;

  public DownloadPlan {
    pieces = List.copyOf(pieces);
    unusable = List.copyOf(unusable);
  }

  /**
   * Plans to read a range of a file, which must lie within it.
   *
   * @param keys where the keys are that extents only name
   * @throws LorsException when there would be more than {@value #MAX_PIECES} pieces: they are held
   *     in memory, and a stranger's document may claim any size
   */
  public static DownloadPlan of(
      ExNode exNode, ByteRange range, long pieceSize, Instant now, KeyRing keys)
      throws LorsException {
    IdentityHashMap<Extent, Source> sources = new IdentityHashMap<>();
    List<Unusable> unusable = new ArrayList<>();
    for (Extent extent : exNode.extents()) {
      if (extent.isWellFormed() && !extent.range().overlaps(range)) {
        continue;
      }
      try {
        sources.put(extent, Source.of(extent, now, keys));
      } catch (LorsException e) {
        unusable.add(new Unusable(extent, String.valueOf(e.getMessage())));
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (Segment segment : ReplicaMap.of(exNode, sources::containsKey).segments(range)) {
      List<Source> holders = new ArrayList<>();
      for (Extent extent : segment.replicas()) {
        @Nullable Source source = sources.get(extent);
        if (source != null) {
          holders.add(source);
        }
      }
      addPieces(pieces, segment.range(), List.copyOf(holders), pieceSize);
    }
    return new DownloadPlan(range, pieces, unusable);
  }

  private static void addPieces(
      List<Piece> pieces, ByteRange segment, List<Source> sources, long pieceSize)
      throws LorsException {
    if (sources.isEmpty()) {
      pieces.add(new Piece(segment, sources));
      return;
    }
    long origin = 0;
    long step = pieceSize;
    for (Source source : sources) {
      long block = source.chain().blockSize();
      if (block > 0) {
        origin = source.extent().offset() - source.extent().allocOffset();
        step = Math.max(1, pieceSize / block) * block;
        break;
      }
    }
    for (long start = segment.offset(); start < segment.end(); ) {
      long borderAfter = start + step - Math.floorMod(start - origin, step);
      long end = borderAfter < start ? segment.end() : Math.min(segment.end(), borderAfter);
      if (pieces.size() == MAX_PIECES) {
        throw new LorsException(
            "bytes %s in pieces of %d bytes are more than %d pieces; choose larger pieces, or a part"
                .formatted(segment, pieceSize, MAX_PIECES));
      }
      pieces.add(new Piece(ByteRange.between(start, end), sources));
      start = end;
    }
  }
}
