package org.datalogistics.lors.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.erasure.SlicePart;
import org.datalogistics.lors.plan.BlockPlan;
import org.datalogistics.lors.plan.UploadBlock;
import org.datalogistics.lors.plan.UploadBlock.Kind;

/** Slices to be made, group by group, each with the depots that hold the rest of its group. */
final class RecodePlan implements BlockPlan {
  private final List<UploadBlock> blocks = new ArrayList<>();
  private final Map<Integer, SlicePart> wanted = new HashMap<>();
  private final List<StoredBlock> present = new ArrayList<>();
  private int groups;
  private int apart = 1;

  /**
   * Adds a group.
   *
   * @param holders depots with slices of it: each counts as one slice
   * @param parts to be made
   */
  void add(CodingGroup group, List<DepotAddress> holders, List<SlicePart> parts) {
    Extent nothing = Extent.builder(0, 1).build();
    for (DepotAddress holder : holders) {
      // Stands for what is there; one byte, so that it counts for nothing.
      UploadBlock block = block(new ByteRange(group.offset(), 1), 1);
      present.add(new StoredBlock(block, holder, nothing));
    }
    for (SlicePart part : parts) {
      ByteRange range = part.isData() ? part.range() : group.range();
      UploadBlock block = block(range, part.isData() ? range.length() : part.columns().length());
      wanted.put(block.index(), part);
    }
    groups++;
    apart = Math.max(apart, group.dataSlices() + group.paritySlices());
  }

  /** All count as parity: one that cannot be stored does not end the rest. */
  private UploadBlock block(ByteRange range, long length) {
    UploadBlock block = new UploadBlock(blocks.size(), Kind.PARITY, range, length, 1, groups);
    blocks.add(block);
    return block;
  }

  /** Most blocks that are to be kept apart. */
  int apart() {
    return apart;
  }

  boolean isEmpty() {
    return wanted.isEmpty();
  }

  List<StoredBlock> present() {
    return present;
  }

  /** What a block is to be; only for those that are not present. */
  SlicePart part(int block) {
    SlicePart part = wanted.get(block);
    if (part == null) {
      throw new IllegalArgumentException("block " + block + " is there already");
    }
    return part;
  }

  Set<Map.Entry<Integer, SlicePart>> wanted() {
    return wanted.entrySet();
  }

  /** Wanted blocks of parity of a block's group, it included. */
  List<Integer> parityBlocks(int block) {
    CodingGroup group = part(block).group();
    List<Integer> siblings = new ArrayList<>();
    for (int i = block; i >= 0 && belongs(i, group); i--) {
      siblings.add(i);
    }
    for (int i = block + 1; i < blocks.size() && belongs(i, group); i++) {
      siblings.add(i);
    }
    siblings.sort(null);
    return siblings;
  }

  private boolean belongs(int block, CodingGroup group) {
    SlicePart part = wanted.get(block);
    return part != null && part.group().offset() == group.offset() && !part.isData();
  }

  @Override
  public int count() {
    return blocks.size();
  }

  @Override
  public UploadBlock block(int index) {
    return blocks.get(index);
  }
}
