package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Gives the stored form of the blocks of a {@link org.datalogistics.lors.plan.BlockPlan}; closing
 * gives everything back. Where a plan has further blocks beside those of the file, a supply that
 * knows how to make them stands in front of one that knows the file's, and passes on what it does
 * not make.
 */
interface BlockSupply extends AutoCloseable {

  /** Most blocks that may be prepared and not released, whatever else is free; 1 or more. */
  int maxOpen();

  /**
   * Prepares a block; blocks are asked for in order, each at most once: those that an earlier run
   * has stored are left out. The future fails when the source cannot be read, which no retry helps.
   */
  CompletableFuture<PreparedBlock> prepare(int block);

  /** The block's bytes are needed no longer. */
  void release(int block);

  @Override
  void close() throws IOException;
}
