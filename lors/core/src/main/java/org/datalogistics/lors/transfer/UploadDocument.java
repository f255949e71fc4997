package org.datalogistics.lors.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.lors.plan.BlockPlan;
import org.datalogistics.lors.plan.CodedPlan;
import org.datalogistics.lors.plan.UploadBlock.Kind;

/** Writes down what an upload has stored. */
final class UploadDocument {

  /** The version of the LoRS library whose documents these are like (exNode spec 2.3). */
  private static final double LORS_VERSION = 2.0;

  private UploadDocument() {}

  static ExNode of(
      UploadRequest request, BlockPlan plan, List<StoredBlock> blocks, Instant created) {
    List<Extent> extents =
        blocks.stream()
            .filter(stored -> stored.block().kind() == Kind.DATA)
            .sorted(
                Comparator.comparingLong((StoredBlock b) -> b.block().range().offset())
                    .thenComparing(StoredBlock::depot))
            .map(StoredBlock::extent)
            .toList();
    return ExNode.builder(request.name())
        .size(request.source().length())
        .created(created)
        .modified(created)
        .metadata("lorsversion", TypedValue.of(LORS_VERSION))
        .metadata("duration", TypedValue.of((double) request.storage().lease().toSeconds()))
        .extents(extents)
        .codingGroups(plan instanceof CodedPlan coded ? groups(coded, blocks) : List.of())
        .build();
  }

  /** A group without parity protects nothing and is left out. */
  private static List<CodingGroup> groups(CodedPlan plan, List<StoredBlock> blocks) {
    Map<Integer, List<ParitySlice>> parity = new TreeMap<>();
    for (StoredBlock stored : blocks) {
      if (stored.block().kind() == Kind.PARITY) {
        int index = plan.parity(stored.block().index());
        parity
            .computeIfAbsent(stored.block().group(), any -> new ArrayList<>())
            .add(new ParitySlice(index, stored.extent()));
      }
    }
    List<CodingGroup> groups = new ArrayList<>();
    parity.forEach((number, slices) -> groups.add(plan.layout().group(number).withSlices(slices)));
    return groups;
  }
}
