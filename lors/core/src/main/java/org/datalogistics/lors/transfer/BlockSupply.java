package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Gives the stored form of the blocks of an upload; closing gives everything back. */
interface BlockSupply extends AutoCloseable {

  /** Most blocks that may be prepared and not released, whatever else is free; 1 or more. */
  int maxOpen();

  /**
   * Prepares a block; blocks are asked for in order, each once. The future fails when the source
   * cannot be read, which no retry helps.
   */
  CompletableFuture<PreparedBlock> prepare(int block);

  /** The block's bytes are needed no longer. */
  void release(int block);

  @Override
  void close() throws IOException;
}
