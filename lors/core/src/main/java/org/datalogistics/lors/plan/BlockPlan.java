package org.datalogistics.lors.plan;

/**
 * What an upload stores, in the order in which it is prepared. Blocks are computed when they are
 * asked for, so that memory does not grow with the file.
 *
 * <p>The data blocks cover the file once. A plan may have further blocks, such as parity, between
 * or behind them: the block supply of the upload has to know how to make these.
 */
public interface BlockPlan {

  /** Number of blocks. */
  int count();

  /** A block, 0 to {@code count() - 1}. */
  UploadBlock block(int index);

  /** Every block of a layout with so many copies. */
  static BlockPlan of(BlockLayout layout, int copies) {
    return new BlockPlan() {
      @Override
      public int count() {
        return layout.count();
      }

      @Override
      public UploadBlock block(int index) {
        return UploadBlock.data(index, layout.block(index), copies);
      }
    };
  }
}
