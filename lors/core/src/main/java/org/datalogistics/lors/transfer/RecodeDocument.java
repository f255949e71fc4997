package org.datalogistics.lors.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.lors.erasure.SlicePart;

/** Writes new slices down in the exNode of their file. */
final class RecodeDocument {

  private RecodeDocument() {}

  static RecodeResult of(
      ExNode exNode, RecodePlan plan, List<StoredBlock> blocks, Instant modified) {
    Map<Integer, SlicePart> wanted = new HashMap<>();
    plan.wanted().forEach(entry -> wanted.put(entry.getKey(), entry.getValue()));
    List<Extent> stored = new ArrayList<>();
    List<Extent> data = new ArrayList<>(exNode.extents());
    Map<Long, List<ParitySlice>> parity = new HashMap<>();
    for (StoredBlock block : blocks) {
      SlicePart part = wanted.remove(block.block().index());
      if (part == null) {
        continue; // was there before
      }
      Extent extent =
          block.extent().toBuilder().range(part.isData() ? part.range() : part.columns()).build();
      stored.add(extent);
      if (part.isData()) {
        data.add(extent);
      } else {
        int index = part.slice() - part.group().dataSlices();
        parity
            .computeIfAbsent(part.group().offset(), any -> new ArrayList<>())
            .add(new ParitySlice(index, extent));
      }
    }
    List<CodingGroup> groups = new ArrayList<>();
    for (CodingGroup group : exNode.codingGroups()) {
      List<ParitySlice> slices = new ArrayList<>(group.slices());
      slices.addAll(parity.getOrDefault(group.offset(), List.of()));
      if (!slices.isEmpty()) {
        groups.add(group.withSlices(slices));
      }
    }
    List<String> missed = new ArrayList<>();
    wanted
        .values()
        .forEach(part -> missed.add("slice " + part.slice() + " of bytes " + part.group().range()));
    return new RecodeResult(
        exNode.toBuilder().extents(data).codingGroups(groups).modified(modified).build(),
        stored,
        missed);
  }
}
