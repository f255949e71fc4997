package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.LorsException;
import org.jspecify.annotations.Nullable;

/** Reads parity of a group wherever it is: in one extent or several, in copies or not. */
final class ParityReads {
  private final CodingGroup group;
  private final SliceReader slices;

  ParityReads(CodingGroup group, SliceReader slices) {
    this.group = group;
    this.slices = slices;
  }

  /** The columns of one parity slice. */
  CompletableFuture<ByteBuffer> read(int index, ByteRange columns) {
    List<Extent> extents = new ArrayList<>();
    SortedSet<Long> cuts = new TreeSet<>();
    for (Extent extent : group.parity(index)) {
      if (extent.isWellFormed() && extent.range().overlaps(columns)) {
        extents.add(extent);
        cuts.add(Math.max(columns.offset(), extent.offset()));
        cuts.add(Math.min(columns.end(), extent.range().end()));
      }
    }
    if (extents.stream().allMatch(extent -> extent.range().contains(columns))) {
      return first(index, columns, extents, null);
    }
    cuts.add(columns.offset());
    cuts.add(columns.end());
    return pieces(index, columns, extents, List.copyOf(cuts));
  }

  private CompletableFuture<ByteBuffer> pieces(
      int index, ByteRange columns, List<Extent> extents, List<Long> cuts) {
    ByteBuffer whole = ByteBuffer.allocate((int) columns.length());
    List<CompletableFuture<?>> parts = new ArrayList<>();
    for (int i = 1; i < cuts.size(); i++) {
      ByteRange piece = ByteRange.between(cuts.get(i - 1), cuts.get(i));
      List<Extent> holders =
          extents.stream().filter(extent -> extent.range().contains(piece)).toList();
      int at = (int) (piece.offset() - columns.offset());
      parts.add(
          first(index, piece, holders, null)
              .thenAccept(bytes -> whole.duplicate().position(at).put(bytes.duplicate())));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(nothing -> whole);
  }

  /** From the first extent that gives it; the others are tried one after the other. */
  private CompletableFuture<ByteBuffer> first(
      int index, ByteRange columns, List<Extent> extents, @Nullable Throwable failure) {
    if (extents.isEmpty()) {
      return CompletableFuture.failedFuture(
          failure != null
              ? failure
              : new LorsException(
                  "no extent has bytes " + columns + " of parity slice " + index + " of " + group));
    }
    return slices
        .read(extents.get(0), columns)
        .handle(
            (bytes, reason) ->
                reason == null
                    ? CompletableFuture.completedFuture(bytes)
                    : first(index, columns, extents.subList(1, extents.size()), reason))
        .thenCompose(next -> next);
  }
}
