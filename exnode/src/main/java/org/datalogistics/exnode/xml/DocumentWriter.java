package org.datalogistics.exnode.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.DocumentTimes;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.coding.CodingForm;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document in the shape the C tools write and every known reader takes (exNode spec
 * 6.3).
 */
final class DocumentWriter {

  /** What is written at once: writers that convert each character cost more than all the rest. */
  private static final int CHUNK = 16 << 10;

  private final OutputStream stream;
  private final StringBuilder out = new StringBuilder(4096);
  private final ElementWriter elements;

  DocumentWriter(OutputStream stream) {
    this.stream = stream;
    elements = new ElementWriter(out);
  }

  void write(ExNode exNode) throws IOException {
    out.append("<?xml version=\"1.0\"?>\n");
    out.append("<exnode xmlns:exnode=\"").append(XmlNames.NAMESPACE).append("\">\n");
    elements.values(XmlNames.METADATA, metadata(exNode));
    for (Extent extent : exNode.extents()) {
      if (extent.length() != 0) {
        writeMapping(extent);
        if (out.length() > CHUNK) {
          flush();
        }
      }
    }
    out.append("</exnode>\n");
    flush();
    stream.flush();
  }

  private void flush() throws IOException {
    stream.write(out.toString().getBytes(StandardCharsets.US_ASCII));
    out.setLength(0);
  }

  private static Map<String, TypedValue> metadata(ExNode exNode) {
    Map<String, TypedValue> metadata =
        new HashMap<>(CodingForm.metadataWithGroups(exNode).entries());
    metadata.put(XmlNames.VERSION, TypedValue.of(XmlNames.CURRENT_VERSION));
    metadata.put(XmlNames.MODE, TypedValue.of(exNode.mode().word()));
    putText(metadata, XmlNames.FILENAME, exNode.name());
    putText(metadata, XmlNames.PARENT, exNode.parent());
    Long size = exNode.size();
    if (size != null) {
      metadata.put(XmlNames.SIZE, TypedValue.of(size));
    }
    putSeconds(metadata, XmlNames.CREATED, exNode.created());
    putSeconds(metadata, XmlNames.MODIFIED, exNode.modified());
    return metadata;
  }

  private static void putText(
      Map<String, TypedValue> metadata, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      metadata.put(name, TypedValue.of(text));
    }
  }

  private static void putSeconds(
      Map<String, TypedValue> metadata, String name, @Nullable Instant time) {
    if (time != null) {
      metadata.put(name, TypedValue.of(time.getEpochSecond()));
    }
  }

  private void writeMapping(Extent extent) throws IOException {
    Map<String, TypedValue> metadata = new HashMap<>(extent.metadata().entries());
    metadata.put(XmlNames.EXNODE_OFFSET, TypedValue.of(extent.offset()));
    metadata.put(XmlNames.LOGICAL_LENGTH, TypedValue.of(extent.length()));
    metadata.put(XmlNames.ALLOC_OFFSET, TypedValue.of(extent.allocOffset()));
    metadata.put(XmlNames.ALLOC_LENGTH, TypedValue.of(extent.allocLength()));
    metadata.put(XmlNames.E2E_BLOCK_SIZE, TypedValue.of(extent.e2eBlockSize()));
    putDate(metadata, XmlNames.START, extent.start());
    putDate(metadata, XmlNames.END, extent.end());
    elements.open(XmlNames.MAPPING);
    elements.values(XmlNames.METADATA, metadata);
    List<ConditioningStep> steps = extent.functions().steps();
    for (int i = steps.size() - 1; i >= 0; i--) { // the one applied last is the outermost
      elements.openNamed(XmlNames.FUNCTION, steps.get(i).name());
      elements.values(XmlNames.ARGUMENT, steps.get(i).arguments().entries());
      elements.values(XmlNames.METADATA, steps.get(i).metadata().entries());
    }
    for (int i = 0; i < steps.size(); i++) {
      elements.close(XmlNames.FUNCTION);
    }
    writeCapability(XmlNames.READ, extent.read());
    writeCapability(XmlNames.WRITE, extent.write());
    writeCapability(XmlNames.MANAGE, extent.manage());
    elements.close(XmlNames.MAPPING);
  }

  private static void putDate(
      Map<String, TypedValue> metadata, String name, @Nullable Instant time) {
    if (time != null) {
      metadata.put(name, TypedValue.of(DocumentTimes.print(time)));
    }
  }

  /** An empty element says withheld. */
  private void writeCapability(String kind, @Nullable String uri) throws IOException {
    elements.text(kind, uri == null ? "" : uri);
  }
}
