package org.datalogistics.lors.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.LorsException;

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

  public DownloadPlan {
    pieces = List.copyOf(pieces);
    unusable = List.copyOf(unusable);
  }

  /** Plans to read a range of a file, which must lie within it. */
  public static DownloadPlan of(ExNode exNode, ByteRange range, long pieceSize, Instant now) {
    List<Source> sources = new ArrayList<>();
    List<Unusable> unusable = new ArrayList<>();
    for (Extent extent : exNode.extents()) {
      if (extent.offset() >= 0 && extent.length() > 0 && !extent.range().overlaps(range)) {
        continue;
      }
      try {
        sources.add(Source.of(extent, now));
      } catch (LorsException e) {
        unusable.add(new Unusable(extent, String.valueOf(e.getMessage())));
      }
    }
    return new DownloadPlan(range, cut(range, sources, pieceSize), unusable);
  }

  private static List<Piece> cut(ByteRange range, List<Source> sources, long pieceSize) {
    TreeSet<Long> cuts = new TreeSet<>();
    cuts.add(range.offset());
    cuts.add(range.end());
    for (Source source : sources) {
      cuts.add(Math.max(range.offset(), source.extent().offset()));
      cuts.add(Math.min(range.end(), source.extent().range().end()));
    }
    List<Source> byStart = new ArrayList<>(sources);
    byStart.sort(Comparator.comparingLong(source -> source.extent().offset()));
    Iterator<Source> coming = byStart.iterator();
    Source next = coming.hasNext() ? coming.next() : null;
    Set<Source> present = new LinkedHashSet<>();
    List<Piece> pieces = new ArrayList<>();
    Long from = cuts.pollFirst();
    for (Long to : cuts) {
      long start = from == null ? range.offset() : from;
      while (next != null && next.extent().offset() <= start) {
        present.add(next);
        next = coming.hasNext() ? coming.next() : null;
      }
      present.removeIf(source -> source.extent().range().end() <= start);
      addPieces(pieces, ByteRange.between(start, to), distinct(present), pieceSize);
      from = to;
    }
    return pieces;
  }

  /** The same capability listed twice is one copy (exNode spec 8.4). */
  private static List<Source> distinct(Set<Source> present) {
    Set<String> seen = new LinkedHashSet<>();
    return present.stream().filter(source -> seen.add(source.read().uri())).toList();
  }

  private static void addPieces(
      List<Piece> pieces, ByteRange segment, List<Source> sources, long pieceSize) {
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
      pieces.add(new Piece(ByteRange.between(start, end), sources));
      start = end;
    }
  }
}
