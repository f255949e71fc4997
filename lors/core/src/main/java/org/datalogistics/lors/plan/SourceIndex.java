package org.datalogistics.lors.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Segment;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.condition.KeyRing;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a file by range, made once and asked for many ranges; each takes time that grows
 * with its own extents only. Immutable, safe for use by many threads.
 */
public final class SourceIndex {

  /** Most pieces of one range. */
  static final int MAX_PIECES = 1_000_000;

  private final Map<Extent, Source> sources;
  private final ReplicaMap replicas;
  private final List<DownloadPlan.Unusable> unusable;

  private SourceIndex(
      Map<Extent, Source> sources, ReplicaMap replicas, List<DownloadPlan.Unusable> unusable) {
    this.sources = sources;
    this.replicas = replicas;
    this.unusable = unusable;
  }

  /**
   * The sources of a part of a file.
   *
   * @param now tells which have expired
   * @param keys where the keys are that extents only name
   */
  public static SourceIndex of(ExNode exNode, ByteRange range, Instant now, KeyRing keys) {
    IdentityHashMap<Extent, Source> sources = new IdentityHashMap<>();
    List<DownloadPlan.Unusable> unusable = new ArrayList<>();
    for (Extent extent : exNode.extents()) {
      if (extent.isWellFormed() && !extent.range().overlaps(range)) {
        continue;
      }
      try {
        sources.put(extent, Source.of(extent, now, keys));
      } catch (LorsException e) {
        unusable.add(new DownloadPlan.Unusable(extent, String.valueOf(e.getMessage())));
      }
    }
    return new SourceIndex(
        sources, ReplicaMap.of(exNode, sources::containsKey), List.copyOf(unusable));
  }

  /** Extents that cannot be read, with the reason. */
  public List<DownloadPlan.Unusable> unusable() {
    return unusable;
  }

  /**
   * A range cut into pieces, see {@link DownloadPlan}.
   *
   * @param pieceSize most bytes of a piece
   * @param memory most bytes that a conditioned piece should take while it is fetched; one block is
   *     fetched at once even if it takes more
   * @throws LorsException when there would be more than {@value #MAX_PIECES} pieces: they are held
   *     in memory, and a stranger's document may claim any size
   */
  public List<Piece> pieces(ByteRange range, long pieceSize, long memory) throws LorsException {
    List<Piece> pieces = new ArrayList<>();
    for (Segment segment : replicas.segments(range)) {
      List<Source> holders = new ArrayList<>();
      for (Extent extent : segment.replicas()) {
        @Nullable Source source = sources.get(extent);
        if (source != null) {
          holders.add(source);
        }
      }
      addPieces(pieces, segment.range(), List.copyOf(holders), pieceSize, memory);
    }
    return pieces;
  }

  private static void addPieces(
      List<Piece> pieces, ByteRange segment, List<Source> sources, long pieceSize, long memory)
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
    for (Source source : sources) {
      step = within(memory, source, segment, step);
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

  /** The step, halved in whole blocks until what is stored for it fits as well. */
  private static long within(long memory, Source source, ByteRange segment, long step) {
    long block = source.chain().blockSize();
    long fitting = step;
    while (block > 0 && fitting > block && held(source, segment, fitting) > memory) {
      fitting = Math.max(1, fitting / block / 2) * block;
    }
    return fitting;
  }

  /** Bytes that a fetch of the first {@code length} bytes of a segment takes: both forms. */
  private static long held(Source source, ByteRange segment, long length) {
    long part = Math.min(length, segment.length());
    try {
      return part + source.plan(new ByteRange(segment.offset(), part)).length();
    } catch (CorruptDataException e) {
      return part; // the fetch itself will tell
    }
  }
}
