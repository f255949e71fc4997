package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.erasure.SlicePart;

/** Makes bytes of a file from the other slices of their coding group. */
final class CodingRebuilder implements Rebuilder {
  private final ExNode exNode;

  private CodingRebuilder(ExNode exNode) {
    this.exNode = exNode;
  }

  /** The rebuilder of a file, which is none for a file without coding groups. */
  static Rebuilder of(ExNode exNode) {
    return exNode.codingGroups().isEmpty() ? NONE : new CodingRebuilder(exNode);
  }

  /** The range in which lie all bytes of the file that rebuilding those of a range may need. */
  static ByteRange reach(ExNode exNode, ByteRange range) {
    long start = range.offset();
    long end = range.end();
    for (CodingGroup group : exNode.codingGroups()) {
      if (group.range().overlaps(range)) {
        start = Math.min(start, group.offset());
        end = Math.max(end, group.end());
      }
    }
    return ByteRange.between(start, end);
  }

  @Override
  public long memory(ByteRange range) {
    Optional<List<SlicePart>> parts = SlicePart.of(exNode, range);
    if (parts.isEmpty()) {
      return 0;
    }
    long most = 0;
    for (SlicePart part : parts.get()) {
      most = Math.max(most, part.group().dataSlices() * part.columns().length());
    }
    return most + range.length();
  }

  /** One slice's part after the other, so that no more than one needs memory. */
  @Override
  public CompletableFuture<ByteBuffer> rebuild(
      ByteRange range, SliceReader slices, Executor workers) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(range.length()));
    CompletableFuture<?> done = CompletableFuture.completedFuture(null);
    for (SlicePart part : SlicePart.of(exNode, range).orElseThrow()) {
      done =
          done.thenCompose(
              nothing -> {
                ByteBuffer to =
                    bytes.slice(
                        (int) (part.range().offset() - range.offset()),
                        (int) part.range().length());
                return new SliceRebuild(part, slices, workers, to).start();
              });
    }
    return done.thenApply(nothing -> bytes);
  }
}
