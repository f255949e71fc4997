package org.datalogistics.exnode.xml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.datalogistics.exnode.DocumentTimes;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeBuilder;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.StringValue;
import org.datalogistics.exnode.coding.CodingForm;
import org.jspecify.annotations.Nullable;

/** Reads one document (exNode spec 2.1, 2.3). */
final class DocumentReader {

  private final XmlCursor cursor;
  private final ValueReader values;
  private final MappingReader mappings;
  private final int maxExtents;
  private final Map<String, TypedValue> metadata = new TreeMap<>();
  private final List<Extent> extents = new ArrayList<>();
  private boolean namespaceSeen;

  DocumentReader(XmlCursor cursor, ParseLimits limits) {
    this.cursor = cursor;
    maxExtents = limits.maxExtents();
    values = new ValueReader(cursor, limits);
    mappings = new MappingReader(cursor, values);
  }

  ExNode read() throws ExNodeFormatException {
    cursor.toRoot();
    // The C tools write the root in no namespace: only its local name counts.
    if (!cursor.localName().equals(XmlNames.EXNODE)) {
      throw cursor.error("the root element is " + cursor.localName() + ", not " + XmlNames.EXNODE);
    }
    namespaceSeen = cursor.declaresNamespace();
    cursor.children(this::readChild);
    if (!namespaceSeen) {
      throw cursor.error("the namespace " + XmlNames.NAMESPACE + " is not declared");
    }
    ExNode exNode = build();
    cursor.toEnd();
    return exNode;
  }

  private void readChild(String name) throws ExNodeFormatException {
    if (!cursor.isExNodeElement()) {
      cursor.skip();
      return;
    }
    namespaceSeen = true;
    switch (name) {
      case XmlNames.METADATA -> values.readInto(metadata, Set.of());
      case XmlNames.MAPPING -> {
        if (extents.size() >= maxExtents) {
          throw cursor.error("the document has more than " + maxExtents + " mappings");
        }
        extents.add(mappings.read());
      }
      default -> cursor.skip();
    }
  }

  private ExNode build() throws ExNodeFormatException {
    metadata.remove(XmlNames.VERSION); // of the document, not of the file
    ExNodeBuilder exNode = ExNode.builder(takeString(XmlNames.FILENAME).orElse(""));
    exNode.size(takeSize());
    exNode.created(takeTime(XmlNames.CREATED)).modified(takeTime(XmlNames.MODIFIED));
    exNode.parent(takeString(XmlNames.PARENT).orElse(null));
    takeString(XmlNames.MODE).flatMap(Mode::ofWord).ifPresent(exNode::mode);
    exNode.extents(extents).metadata(Metadata.of(metadata));
    try {
      return CodingForm.withGroupsOfMetadata(exNode.build());
    } catch (IllegalArgumentException e) {
      throw cursor.error(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> takeString(String name) {
    if (metadata.get(name) instanceof StringValue text) {
      metadata.remove(name);
      return Optional.of(text.value());
    }
    return Optional.empty();
  }

  /** The number in an entry, which is left in place when it is none. */
  private OptionalLong takeNumber(String name) {
    TypedValue value = metadata.get(name);
    OptionalLong number = value == null ? OptionalLong.empty() : value.wholeNumber();
    if (number.isPresent()) {
      metadata.remove(name);
    }
    return number;
  }

  private @Nullable Long takeSize() {
    OptionalLong size = takeNumber(XmlNames.SIZE);
    if (size.isPresent()) {
      return size.getAsLong();
    }
    TypedValue original = metadata.get(XmlNames.ORIGINAL_SIZE);
    OptionalLong older = original == null ? OptionalLong.empty() : original.wholeNumber();
    return older.isPresent() ? older.getAsLong() : null;
  }

  private @Nullable Instant takeTime(String name) {
    OptionalLong number = takeNumber(name);
    return number.isPresent() ? DocumentTimes.ofNumber(number.getAsLong()).orElse(null) : null;
  }
}
