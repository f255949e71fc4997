package org.datalogistics.exnode.coding;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.MetaValue;

/**
 * Moves coding groups between their values and the entry {@value #ENTRY} of an exNode's metadata.
 * An entry of another version than {@value #VERSION} stays in the metadata, untouched and unused.
 */
public final class CodingForm {

  /** Name of the entry. */
  public static final String ENTRY = "erasure";

  /** The version of the form described in {@code docs/erasure-coding.md}. */
  public static final long VERSION = 1;

  private CodingForm() {}

  /** The metadata to write: the exNode's, and an entry of its coding groups when it has some. */
  public static Metadata metadataWithGroups(ExNode exNode) {
    if (exNode.codingGroups().isEmpty()) {
      return exNode.metadata();
    }
    List<Metadata> groups = new ArrayList<>();
    exNode.codingGroups().forEach(group -> groups.add(GroupPrinter.print(group)));
    Metadata entry =
        Metadata.EMPTY
            .with(CodingNames.VERSION, TypedValue.of(VERSION))
            .with(CodingNames.GROUPS, TypedValue.of(GroupPrinter.numbered(groups)));
    return exNode.metadata().with(ENTRY, TypedValue.of(entry));
  }

  /**
   * An exNode as read, its coding groups moved from the metadata to their place.
   *
   * @throws IllegalArgumentException when the entry is of the known version and makes no sense; the
   *     message holds no capability
   */
  public static ExNode withGroupsOfMetadata(ExNode exNode) {
    if (!(exNode.metadata().get(ENTRY) instanceof MetaValue entry)
        || entry.entries().integer(CodingNames.VERSION).orElse(0) != VERSION) {
      return exNode;
    }
    List<CodingGroup> groups = new ArrayList<>();
    for (Metadata group : GroupParser.list(entry.entries(), CodingNames.GROUPS)) {
      groups.add(GroupParser.parse(group));
    }
    return exNode.toBuilder()
        .codingGroups(groups)
        .metadata(exNode.metadata().without(ENTRY))
        .build();
  }
}
