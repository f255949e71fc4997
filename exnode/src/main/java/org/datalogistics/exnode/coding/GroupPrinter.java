package org.datalogistics.exnode.coding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.DocumentTimes;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.exnode.TypedValue;
import org.jspecify.annotations.Nullable;

/** Turns a coding group into nested metadata; what is empty or unknown is left out. */
final class GroupPrinter {

  private GroupPrinter() {}

  static Metadata print(CodingGroup group) {
    Map<String, TypedValue> entries = new TreeMap<>(group.metadata().entries());
    entries.put(CodingNames.CODE, TypedValue.of(group.code()));
    entries.put(CodingNames.DATA, TypedValue.of((long) group.dataSlices()));
    entries.put(CodingNames.PARITY, TypedValue.of((long) group.paritySlices()));
    entries.put(CodingNames.OFFSET, TypedValue.of(group.offset()));
    entries.put(CodingNames.LENGTH, TypedValue.of(group.length()));
    entries.put(CodingNames.SLICE_LENGTH, TypedValue.of(group.sliceLength()));
    entries.remove(CodingNames.SLICES);
    putList(entries, CodingNames.SLICES, group.slices().stream().map(s -> print(s)).toList());
    return Metadata.of(entries);
  }

  private static Metadata print(ParitySlice slice) {
    Extent extent = slice.extent();
    Map<String, TypedValue> entries = new TreeMap<>(extent.metadata().entries());
    entries.keySet().removeAll(CodingNames.OF_SLICE);
    entries.put(CodingNames.INDEX, TypedValue.of((long) slice.index()));
    entries.put(CodingNames.SLICE_OFFSET, TypedValue.of(extent.offset()));
    entries.put(CodingNames.LOGICAL_LENGTH, TypedValue.of(extent.length()));
    entries.put(CodingNames.ALLOC_OFFSET, TypedValue.of(extent.allocOffset()));
    entries.put(CodingNames.ALLOC_LENGTH, TypedValue.of(extent.allocLength()));
    entries.put(CodingNames.E2E_BLOCK_SIZE, TypedValue.of(extent.e2eBlockSize()));
    putText(entries, CodingNames.START, date(extent.start()));
    putText(entries, CodingNames.END, date(extent.end()));
    putText(entries, CodingNames.READ, extent.read());
    putText(entries, CodingNames.WRITE, extent.write());
    putText(entries, CodingNames.MANAGE, extent.manage());
    List<Metadata> steps = new ArrayList<>();
    extent.functions().steps().forEach(step -> steps.add(print(step)));
    putList(entries, CodingNames.FUNCTIONS, steps);
    return Metadata.of(entries);
  }

  private static Metadata print(ConditioningStep step) {
    Metadata entries =
        Metadata.EMPTY
            .with(CodingNames.NAME, step.name())
            .with(CodingNames.ARGUMENTS, TypedValue.of(step.arguments()));
    return step.metadata().isEmpty()
        ? entries
        : entries.with(CodingNames.METADATA, TypedValue.of(step.metadata()));
  }

  private static @Nullable String date(@Nullable Instant time) {
    return time == null ? null : DocumentTimes.print(time);
  }

  private static void putText(Map<String, TypedValue> entries, String name, @Nullable String text) {
    if (text != null) {
      entries.put(name, TypedValue.of(text));
    }
  }

  private static void putList(Map<String, TypedValue> entries, String name, List<Metadata> list) {
    if (!list.isEmpty()) {
      entries.put(name, TypedValue.of(numbered(list)));
    }
  }

  /** A list as the form has none: entries named 0, 1, 2. */
  static Metadata numbered(List<Metadata> list) {
    Map<String, TypedValue> entries = new TreeMap<>();
    for (int i = 0; i < list.size(); i++) {
      entries.put(Integer.toString(i), TypedValue.of(list.get(i)));
    }
    return Metadata.of(entries);
  }
}
