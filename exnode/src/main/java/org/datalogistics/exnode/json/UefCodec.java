package org.datalogistics.exnode.json;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeCodec;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ExNodeNotRepresentableException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.jspecify.annotations.Nullable;

/**
 * JSON exNodes as files, {@code *.uef}: inline extents, times in seconds, a NUL at the end (exNode
 * spec 5.6). Files only, no directories.
 */
public final class UefCodec implements ExNodeCodec {

  private final Conditioned conditioned;
  private final ParseLimits limits;

  /** Refuses to write conditioned extents. */
  public UefCodec() {
    this(Conditioned.REFUSE, ParseLimits.DEFAULT);
  }

  public UefCodec(Conditioned conditioned, ParseLimits limits) {
    this.conditioned = requireNonNull(conditioned, "conditioned is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  @Override
  public ExNode read(byte[] document) throws ExNodeFormatException {
    ExNode exNode = JsonExNodeCodec.read(document, limits);
    if (exNode.mode() != Mode.FILE) {
      throw new ExNodeFormatException("/mode", "a UEF document must describe a file");
    }
    return exNode;
  }

  @Override
  public void write(ExNode exNode, OutputStream out) throws IOException {
    if (exNode.mode() != Mode.FILE) {
      throw new ExNodeNotRepresentableException(
          "a UEF document cannot describe the directory " + exNode.name());
    }
    if (!exNode.extentLinks().isEmpty()) {
      throw new ExNodeNotRepresentableException(
          "a UEF document needs the extents themselves, not "
              + exNode.extentLinks().size()
              + " links; fetch them first");
    }
    List<Extent> extents = ExNodeProperties.extents(exNode, conditioned);
    try (JsonOutput json = new JsonOutput(out)) {
      write(exNode, extents, json);
    }
    out.write(0);
  }

  private static void write(ExNode exNode, List<Extent> extents, JsonOutput json)
      throws IOException {
    json.startObject();
    json.property(JsonNames.NAME, exNode.name());
    json.property(JsonNames.MODE, exNode.mode().word());
    json.property(JsonNames.CREATED, seconds(exNode.created()));
    json.property(JsonNames.MODIFIED, seconds(exNode.modified()));
    json.property(JsonNames.SIZE, ExNodeProperties.size(exNode));
    String parent = exNode.parent();
    json.link(JsonNames.PARENT, parent == null ? "" : parent);
    ExNodeProperties.writeMetadata(exNode, json);
    json.startArray(JsonNames.EXTENTS);
    ExtentWriter writer = new ExtentWriter(json);
    for (Extent extent : extents) {
      json.startObject();
      for (String name : List.of(JsonNames.SCHEMA, JsonNames.ID, JsonNames.SELF_REF)) {
        var value = extent.metadata().get(name);
        if (value != null) {
          json.property(name, value);
        }
      }
      writer.writeProperties(extent);
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  /** 0 says unknown. */
  private static long seconds(@Nullable Instant time) {
    return time == null ? 0 : time.getEpochSecond();
  }

  @Override
  public ParseLimits limits() {
    return limits;
  }

  @Override
  public String mediaType() {
    return "application/json";
  }
}
