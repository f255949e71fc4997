package org.datalogistics.exnode.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeBuilder;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.datalogistics.exnode.coding.CodingForm;
import org.jspecify.annotations.Nullable;

/** Reads one document (exNode spec 5.2, 6.2). Used once. */
final class JsonDocumentReader {

  private final JsonCursor cursor;
  private final JsonScalars scalars;
  private final int maxExtents;
  private final ExNodeBuilder exNode = ExNode.builder("");
  private final Map<String, TypedValue> metadata = new TreeMap<>();
  private final List<Extent> extents = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private boolean wrapped;

  JsonDocumentReader(JsonCursor cursor, ParseLimits limits) {
    this.cursor = cursor;
    scalars = new JsonScalars(cursor);
    maxExtents = limits.maxExtents();
  }

  /** The exNode in a document. */
  ExNode readExNode() throws ExNodeFormatException {
    enterDocument();
    cursor.properties(this::readProperty);
    leaveDocument();
    exNode.extents(extents).extentLinks(links).metadata(Metadata.of(metadata));
    try {
      return CodingForm.withGroupsOfMetadata(exNode.build());
    } catch (IllegalArgumentException e) {
      throw cursor.error(String.valueOf(e.getMessage()));
    }
  }

  /** The extent in a document of its own, as found behind a link. */
  Extent readExtent() throws ExNodeFormatException {
    enterDocument();
    Extent extent = new ExtentReader(cursor, scalars).readProperties().extent();
    leaveDocument();
    return extent;
  }

  /** A directory may answer with an array of one (exNode spec 5.5). */
  private void enterDocument() throws ExNodeFormatException {
    wrapped = cursor.next() == JsonToken.START_ARRAY;
    if (wrapped) {
      cursor.next();
    }
    if (!cursor.isAt(JsonToken.START_OBJECT)) {
      throw cursor.error("the document must be an object, or an array of exactly one");
    }
  }

  private void leaveDocument() throws ExNodeFormatException {
    if (wrapped && cursor.next() != JsonToken.END_ARRAY) {
      throw cursor.error("the document must be an object, or an array of exactly one");
    }
    if (cursor.next() != null) {
      throw cursor.error("the document goes on behind its end");
    }
  }

  private void readProperty(String name) throws ExNodeFormatException {
    switch (name) {
      case JsonNames.NAME -> exNode.name(orEmpty(scalars.text(name)));
      case JsonNames.MODE -> exNode.mode(mode(scalars.text(name)));
      case JsonNames.SIZE -> exNode.size(scalars.wholeNumber(name));
      case JsonNames.CREATED -> exNode.created(scalars.time());
      case JsonNames.MODIFIED -> exNode.modified(scalars.time());
      case JsonNames.PARENT -> exNode.parent(scalars.link());
      case JsonNames.EXTENTS -> readExtents();
      case JsonNames.PROPERTIES -> keep(name, withoutMark(scalars.value()));
      case JsonNames.SCHEMA -> cursor.skip(); // an exNode in any version of the schema is an exNode
      default -> keep(name, scalars.value());
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private Mode mode(@Nullable String word) throws ExNodeFormatException {
    if (word == null) {
      return Mode.FILE;
    }
    return Mode.ofWord(word).orElseThrow(() -> cursor.error("mode must be file or directory"));
  }

  private void keep(String name, @Nullable TypedValue value) throws ExNodeFormatException {
    if (value != null) {
      cursor.countEntry();
      metadata.put(name, value);
    }
  }

  /**
   * The properties without the mark of conditioned extents, which the writer sets anew; null when
   * nothing is left.
   */
  private static @Nullable TypedValue withoutMark(TypedValue properties) {
    if (!(properties instanceof MetaValue meta)
        || meta.entries().get(JsonNames.CONDITIONED) == null) {
      return properties;
    }
    Metadata rest = meta.entries().without(JsonNames.CONDITIONED);
    return rest.isEmpty() ? null : TypedValue.of(rest);
  }

  private void readExtents() throws ExNodeFormatException {
    extents.clear();
    links.clear();
    if (cursor.isAt(JsonToken.VALUE_NULL)) {
      return;
    }
    if (!cursor.isAt(JsonToken.START_ARRAY)) {
      throw cursor.error("extents must be an array");
    }
    cursor.elements(this::readExtentOrLink);
  }

  private void readExtentOrLink() throws ExNodeFormatException {
    if (extents.size() + links.size() >= maxExtents) {
      throw cursor.error("the document has more than " + maxExtents + " extents");
    }
    if (cursor.isAt(JsonToken.VALUE_STRING)) {
      links.add(cursor.text());
      return;
    }
    if (!cursor.isAt(JsonToken.START_OBJECT)) {
      throw cursor.error("an extent must be an object or a link");
    }
    ExtentReader reader = new ExtentReader(cursor, scalars).readProperties();
    String link = reader.link();
    if (link != null) {
      links.add(link);
    } else {
      extents.add(reader.extent());
    }
  }
}
