package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.datalogistics.exnode.ByteRange;

/**
 * Makes bytes of a file from other ones when none of their copies can be had, or the last one is
 * late. The engine asks for the missing ranges only, part by part, in the order in which it needs
 * them; the copies that can still be tried are tried beside it.
 *
 * <p>Safe for use by many threads.
 */
public interface Rebuilder {

  /** Cannot make anything. */
  Rebuilder NONE =
      new Rebuilder() {
        @Override
        public long memory(ByteRange range) {
          return 0;
        }

        @Override
        public CompletableFuture<ByteBuffer> rebuild(
            ByteRange range, SliceReader slices, Executor workers) {
          throw new IllegalStateException("nothing can be rebuilt");
        }
      };

  /**
   * Bytes of memory that rebuilding a range takes, its own included, so that the engine can ask for
   * less or for fewer at once; 0 when no redundancy covers the range.
   */
  long memory(ByteRange range);

  /**
   * Rebuilds a range for which {@link #memory} is not 0, no longer than 1 MiB.
   *
   * @param slices reads what is needed
   * @param workers for what takes time to compute
   * @return exactly the bytes of the range; fails with a message for people when too little is left
   */
  CompletableFuture<ByteBuffer> rebuild(ByteRange range, SliceReader slices, Executor workers);
}
