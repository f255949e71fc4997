package org.datalogistics.lors.plan;

import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.lors.erasure.GroupLayout;
import org.datalogistics.lors.plan.UploadBlock.Kind;

/**
 * The blocks of a coded file: group by group the data slices that have bytes, then the parity
 * slices.
 */
public final class CodedPlan implements BlockPlan {
  private final GroupLayout layout;
  private final int copies;

  /**
   * A plan.
   *
   * @param layout groups from byte 0 of the file to its end
   * @param copies of each data slice; parity is stored once
   */
  public CodedPlan(GroupLayout layout, int copies) {
    this.layout = layout;
    this.copies = copies;
  }

  /** Blocks that are to be kept apart: all of a group, each copy. */
  public int apart() {
    return layout.coding().dataSlices() * copies + layout.coding().paritySlices();
  }

  private int blocksOf(CodingGroup group) {
    return GroupLayout.filledSlices(group) + group.paritySlices();
  }

  @Override
  public int count() {
    int groups = layout.count();
    return groups == 0
        ? 0
        : (groups - 1) * layout.coding().slices() + blocksOf(layout.group(groups - 1));
  }

  @Override
  public UploadBlock block(int index) {
    int number = group(index);
    CodingGroup group = layout.group(number);
    int place = index - first(number);
    int data = GroupLayout.filledSlices(group);
    if (place < data) {
      var slice = group.dataSlice(place);
      return new UploadBlock(index, Kind.DATA, slice, slice.length(), copies, number);
    }
    return new UploadBlock(index, Kind.PARITY, group.range(), group.sliceLength(), 1, number);
  }

  /** The number of the group that a block belongs to. */
  public int group(int block) {
    if (block < 0 || block >= count()) {
      throw new IndexOutOfBoundsException("block " + block + " of " + count());
    }
    return block / layout.coding().slices();
  }

  /** The first block of a group. */
  public int first(int group) {
    return group * layout.coding().slices();
  }

  /** Which parity slice of its group a block is; negative for data. */
  public int parity(int block) {
    int number = group(block);
    return block - first(number) - GroupLayout.filledSlices(layout.group(number));
  }

  /** How the groups are cut. */
  public GroupLayout layout() {
    return layout;
  }
}
