package org.datalogistics.exnode.json;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.datalogistics.exnode.coding.CodingForm;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;

/** What the documents of UNIS and UEF files have in common. */
final class ExNodeProperties {

  /** Properties that are not taken from an exNode's metadata. */
  private static final Set<String> KNOWN =
      Set.of(
          JsonNames.SCHEMA,
          JsonNames.NAME,
          JsonNames.MODE,
          JsonNames.SIZE,
          JsonNames.CREATED,
          JsonNames.MODIFIED,
          JsonNames.PARENT,
          JsonNames.EXTENTS);

  private ExNodeProperties() {}

  /** The extents to write: without those of length 0, which hold nothing (exNode spec 8.1). */
  static List<Extent> extents(ExNode exNode, Conditioned conditioned) {
    List<Extent> extents =
        exNode.extents().stream().filter(extent -> extent.length() != 0).toList();
    extents.forEach(extent -> ExtentWriter.check(extent, conditioned));
    return extents;
  }

  /** The size as recorded, else as computed. */
  static long size(ExNode exNode) {
    Long size = exNode.size();
    return size == null ? exNode.effectiveSize() : size;
  }

  /** The metadata, with the mark of conditioned extents when there are some. */
  static void writeMetadata(ExNode exNode, JsonOutput out) throws IOException {
    Metadata all = CodingForm.metadataWithGroups(exNode);
    Map<String, TypedValue> metadata = all.entries();
    if (ExtentWriter.needsFunctions(exNode)) {
      TypedValue properties = metadata.get(JsonNames.PROPERTIES);
      if (properties == null || properties instanceof MetaValue) {
        Metadata others = properties instanceof MetaValue meta ? meta.entries() : Metadata.EMPTY;
        TypedValue marked = TypedValue.of(others.with(JsonNames.CONDITIONED, TypedValue.of(1)));
        metadata = all.with(JsonNames.PROPERTIES, marked).entries();
      }
    }
    out.entries(metadata, KNOWN);
  }
}
