package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;

/**
 * Reads the bytes that a {@link Rebuilder} makes others from: with the conditioning undone, from
 * whichever copy works, without rebuilding. Safe for use by many threads.
 *
 * <p>The futures complete on some thread of the engine, on which nothing must block or compute for
 * long: go on with {@code thenApplyAsync} on the executor that the rebuilder was given. They fail
 * soon, with the reason, when no copy can be had: a depot that is silent for 4 s is given up.
 */
public interface SliceReader {

  /** Bytes of the file, as its extents have them. */
  CompletableFuture<ByteBuffer> read(ByteRange range);

  /**
   * Bytes of an extent in a space of its own, such as parity.
   *
   * @param range within the range of the extent
   */
  CompletableFuture<ByteBuffer> read(Extent extent, ByteRange range);
}
