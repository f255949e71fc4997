package org.datalogistics.exnode.xml;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.DocumentTimes;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ExtentBuilder;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.StringValue;
import org.jspecify.annotations.Nullable;

/** Reads {@code mapping} elements (exNode spec 2.4). */
final class MappingReader {

  /** Entries that become components of an extent. */
  private static final Set<String> KNOWN =
      Set.of(
          XmlNames.EXNODE_OFFSET,
          XmlNames.LOGICAL_LENGTH,
          XmlNames.ALLOC_OFFSET,
          XmlNames.ALLOC_LENGTH,
          XmlNames.E2E_BLOCK_SIZE,
          XmlNames.START,
          XmlNames.END);

  private final XmlCursor cursor;
  private final ValueReader values;
  private final FunctionReader functions;

  MappingReader(XmlCursor cursor, ValueReader values) {
    this.cursor = cursor;
    this.values = values;
    functions = new FunctionReader(cursor, values);
  }

  /** Reads the element at hand. */
  Extent read() throws ExNodeFormatException {
    Mapping mapping = new Mapping();
    cursor.children(name -> readChild(name, mapping));
    return build(mapping);
  }

  private void readChild(String name, Mapping mapping) throws ExNodeFormatException {
    if (!cursor.isExNodeElement()) {
      cursor.skip();
      return;
    }
    switch (name) {
      case XmlNames.METADATA -> values.readInto(mapping.metadata, KNOWN);
      case XmlNames.FUNCTION -> {
        if (mapping.chain != null) {
          throw cursor.error("a mapping has two functions side by side; they must be nested");
        }
        mapping.chain = functions.read();
      }
      case XmlNames.READ, XmlNames.WRITE, XmlNames.MANAGE ->
          mapping.capabilities.put(name, capability(name));
      default -> cursor.skip();
    }
  }

  /**
   * The text as it stands: white space around a capability is refused by its type, as by the C
   * tools.
   */
  private String capability(String kind) throws ExNodeFormatException {
    String text = cursor.text();
    if (!text.isEmpty() && !text.isBlank() && !text.strip().equals(text)) {
      throw cursor.error("the " + kind + " capability has white space around it");
    }
    return text.isBlank() ? "" : text;
  }

  private Extent build(Mapping mapping) throws ExNodeFormatException {
    Map<String, TypedValue> metadata = mapping.metadata;
    long offset = requiredNumber(metadata, XmlNames.EXNODE_OFFSET);
    long length = requiredNumber(metadata, XmlNames.LOGICAL_LENGTH);
    Instant start = time(metadata, XmlNames.START);
    Instant end = time(metadata, XmlNames.END);
    // Tools that rewrite a document put the start there when they have no end.
    boolean endIsKnown = end != null && (start == null || end.isAfter(start));
    FunctionChain chain = mapping.chain == null ? FunctionChain.NONE : mapping.chain;
    try {
      ExtentBuilder extent =
          Extent.builder(offset, length)
              .allocOffset(requiredNumber(metadata, XmlNames.ALLOC_OFFSET))
              .conditioned(number(metadata, XmlNames.E2E_BLOCK_SIZE).orElse(0), chain)
              .capabilities(
                  new CapabilityUris(
                      mapping.capabilities.get(XmlNames.READ),
                      mapping.capabilities.get(XmlNames.WRITE),
                      mapping.capabilities.get(XmlNames.MANAGE)))
              .lifetime(start, endIsKnown ? end : null);
      number(metadata, XmlNames.ALLOC_LENGTH).ifPresent(extent::allocLength);
      metadata.keySet().removeAll(KNOWN);
      return extent.metadata(Metadata.of(metadata)).build();
    } catch (IllegalArgumentException e) {
      throw cursor.error(String.valueOf(e.getMessage()));
    }
  }

  private long requiredNumber(Map<String, TypedValue> metadata, String name)
      throws ExNodeFormatException {
    OptionalLong number = number(metadata, name);
    if (number.isEmpty()) {
      throw cursor.error("the mapping has no " + name);
    }
    return number.getAsLong();
  }

  private OptionalLong number(Map<String, TypedValue> metadata, String name)
      throws ExNodeFormatException {
    TypedValue value = metadata.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    OptionalLong number = value.wholeNumber();
    if (number.isEmpty()) {
      throw cursor.error("the mapping's " + name + " is not a whole number");
    }
    return number;
  }

  private static @Nullable Instant time(Map<String, TypedValue> metadata, String name) {
    return metadata.get(name) instanceof StringValue text
        ? DocumentTimes.ofText(text.value()).orElse(null)
        : null;
  }

  /** What was read of one mapping. */
  private static final class Mapping {
    private final Map<String, TypedValue> metadata = new TreeMap<>();
    private final Map<String, String> capabilities = new HashMap<>();
    private @Nullable FunctionChain chain;
  }
}
