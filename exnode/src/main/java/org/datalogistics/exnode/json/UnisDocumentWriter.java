package org.datalogistics.exnode.json;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.DocumentTimes;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.TypedValue;
import org.jspecify.annotations.Nullable;

/** Writes the single document with inline extents that all known readers take (exNode spec 6.1). */
final class UnisDocumentWriter {

  private final JsonWriteOptions options;
  private final JsonOutput out;
  private final ExtentWriter extentWriter;

  UnisDocumentWriter(JsonWriteOptions options, JsonOutput out) {
    this.options = options;
    this.out = out;
    extentWriter = new ExtentWriter(out);
  }

  /**
   * The exNode, with id, selfRef, owner, group and permission, and ids for those of its extents
   * that have none or one that was seen before.
   */
  static ExNode identified(ExNode exNode, JsonWriteOptions options) {
    String id = exNode.id().orElseGet(options.ids());
    Metadata metadata =
        exNode.metadata().with(JsonNames.ID, id).with(JsonNames.SELF_REF, options.exNodeUrl(id));
    metadata = withDefault(metadata, JsonNames.OWNER, options.owner());
    metadata = withDefault(metadata, JsonNames.GROUP, options.group());
    String permission = exNode.mode() == Mode.DIRECTORY ? "755" : "644";
    metadata = withDefault(metadata, JsonNames.PERMISSION, permission);
    Set<String> seen = new HashSet<>();
    List<Extent> extents =
        exNode.extents().stream().map(extent -> identified(extent, options, seen)).toList();
    return exNode.withMetadata(metadata).withExtents(extents);
  }

  private static Metadata withDefault(Metadata metadata, String name, String value) {
    return metadata.string(name).isPresent() ? metadata : metadata.with(name, value);
  }

  /** A range that was cut in two carries its id twice: the second part gets its own. */
  static Extent identified(Extent extent, JsonWriteOptions options, Set<String> seen) {
    String id = extent.id().filter(seen::add).orElseGet(options.ids());
    seen.add(id);
    Metadata metadata =
        extent.metadata().with(JsonNames.ID, id).with(JsonNames.SELF_REF, options.extentUrl(id));
    return extent.toBuilder().metadata(metadata).build();
  }

  /** Writes an exNode that is identified. */
  void write(ExNode exNode) throws IOException {
    List<Extent> extents = ExNodeProperties.extents(exNode, options.conditioned());
    out.startObject();
    out.property(JsonNames.SCHEMA, JsonNames.EXNODE_SCHEMA);
    out.property(JsonNames.NAME, exNode.name());
    out.property(JsonNames.MODE, exNode.mode().word());
    out.property(JsonNames.SIZE, ExNodeProperties.size(exNode));
    out.property(JsonNames.CREATED, micros(exNode.created()));
    out.property(JsonNames.MODIFIED, micros(exNode.modified()));
    writeParent(exNode.parent());
    ExNodeProperties.writeMetadata(exNode, out);
    out.startArray(JsonNames.EXTENTS);
    for (Extent extent : extents) {
      writeExtent(extent, exNode.selfRef().orElseThrow());
    }
    for (String link : exNode.extentLinks()) {
      out.link(link);
    }
    out.endArray();
    out.endObject();
  }

  /** Writes an extent that is identified. */
  void writeExtent(Extent extent, String exNodeUrl) throws IOException {
    out.startObject();
    TypedValue schema = extent.metadata().get(JsonNames.SCHEMA);
    out.property(
        JsonNames.SCHEMA, schema == null ? TypedValue.of(JsonNames.EXTENT_SCHEMA) : schema);
    out.property(JsonNames.ID, extent.id().orElseThrow());
    out.property(JsonNames.SELF_REF, extent.selfRef().orElseThrow());
    out.link(JsonNames.PARENT, exNodeUrl);
    extentWriter.writeProperties(extent);
    out.endObject();
  }

  private void writeParent(@Nullable String parent) throws IOException {
    if (parent == null) {
      out.nullProperty(JsonNames.PARENT);
    } else {
      out.link(JsonNames.PARENT, parent.contains("://") ? parent : options.exNodeUrl(parent));
    }
  }

  /** 0 says unknown. */
  private static long micros(@Nullable Instant time) {
    return time == null ? 0 : DocumentTimes.micros(time);
  }
}
