package org.datalogistics.exnode.coding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.DocumentTimes;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.jspecify.annotations.Nullable;

/**
 * Makes a coding group of nested metadata; throws {@link IllegalArgumentException} for nonsense.
 */
final class GroupParser {

  private static final int LONGEST_NUMBER = 9;

  private GroupParser() {}

  static CodingGroup parse(Metadata group) {
    List<ParitySlice> slices = new ArrayList<>();
    for (Metadata slice : list(group, CodingNames.SLICES)) {
      slices.add(slice(slice));
    }
    return new CodingGroup(
        group.string(CodingNames.CODE).orElse(""),
        small(group, CodingNames.DATA),
        small(group, CodingNames.PARITY),
        number(group, CodingNames.OFFSET),
        number(group, CodingNames.LENGTH),
        number(group, CodingNames.SLICE_LENGTH),
        slices,
        others(group, CodingNames.OF_GROUP));
  }

  private static ParitySlice slice(Metadata slice) {
    List<ConditioningStep> steps = new ArrayList<>();
    for (Metadata step : list(slice, CodingNames.FUNCTIONS)) {
      steps.add(step(step));
    }
    Extent extent =
        Extent.builder(
                number(slice, CodingNames.SLICE_OFFSET), number(slice, CodingNames.LOGICAL_LENGTH))
            .allocOffset(number(slice, CodingNames.ALLOC_OFFSET))
            .allocLength(number(slice, CodingNames.ALLOC_LENGTH))
            .conditioned(number(slice, CodingNames.E2E_BLOCK_SIZE), new FunctionChain(steps))
            .capabilities(
                new CapabilityUris(
                    text(slice, CodingNames.READ),
                    text(slice, CodingNames.WRITE),
                    text(slice, CodingNames.MANAGE)))
            .lifetime(time(slice, CodingNames.START), time(slice, CodingNames.END))
            .metadata(others(slice, CodingNames.OF_SLICE))
            .build();
    return new ParitySlice(small(slice, CodingNames.INDEX), extent);
  }

  private static ConditioningStep step(Metadata step) {
    return new ConditioningStep(
        step.string(CodingNames.NAME).orElse(""),
        nested(step, CodingNames.ARGUMENTS),
        nested(step, CodingNames.METADATA));
  }

  /**
   * The nested entries named 0, 1, 2 in the order of the numbers; none when the entry is absent.
   */
  static List<Metadata> list(Metadata metadata, String name) {
    SortedMap<Integer, Metadata> sorted = new TreeMap<>();
    for (Map.Entry<String, TypedValue> entry : nested(metadata, name).entries().entrySet()) {
      String key = entry.getKey();
      boolean number =
          !key.isEmpty()
              && key.length() <= LONGEST_NUMBER
              && key.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!number || !(entry.getValue() instanceof MetaValue value)) {
        throw new IllegalArgumentException(
            name + " of the coding groups must hold numbered, nested entries only");
      }
      if (sorted.put(Integer.parseInt(key), value.entries()) != null) {
        throw new IllegalArgumentException(
            name + " of the coding groups has the number " + key + " twice");
      }
    }
    return List.copyOf(sorted.values());
  }

  private static Metadata nested(Metadata metadata, String name) {
    TypedValue value = metadata.get(name);
    if (value == null) {
      return Metadata.EMPTY;
    }
    if (value instanceof MetaValue meta) {
      return meta.entries();
    }
    throw new IllegalArgumentException(name + " of a coding group must be nested entries");
  }

  private static long number(Metadata metadata, String name) {
    OptionalLong number = metadata.integer(name);
    if (number.isEmpty()) {
      throw new IllegalArgumentException("a coding group has no whole number " + name);
    }
    return number.getAsLong();
  }

  private static int small(Metadata metadata, String name) {
    long number = number(metadata, name);
    if (number < 0 || number > CodingGroup.MAX_SLICES) {
      throw new IllegalArgumentException(
          name + " of a coding group is " + number + ", outside 0 to " + CodingGroup.MAX_SLICES);
    }
    return (int) number;
  }

  private static @Nullable String text(Metadata metadata, String name) {
    return metadata.string(name).orElse(null);
  }

  private static @Nullable Instant time(Metadata metadata, String name) {
    return metadata.string(name).flatMap(DocumentTimes::ofText).orElse(null);
  }

  private static Metadata others(Metadata metadata, Set<String> known) {
    Map<String, TypedValue> rest = new TreeMap<>(metadata.entries());
    rest.keySet().removeAll(known);
    return Metadata.of(rest);
  }
}
