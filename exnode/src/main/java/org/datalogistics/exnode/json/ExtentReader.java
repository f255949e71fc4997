package org.datalogistics.exnode.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Map;
import java.util.TreeMap;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ExtentBuilder;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.jspecify.annotations.Nullable;

/** Reads one extent, or a link to one (exNode spec 5.3, 6.2). Used once. */
final class ExtentReader {

  private final JsonCursor cursor;
  private final JsonScalars scalars;
  private final LifetimeReader lifetimes;
  private final Map<String, TypedValue> metadata = new TreeMap<>();
  private @Nullable String location;
  private @Nullable String read;
  private @Nullable String write;
  private @Nullable String manage;
  private @Nullable Long offset;
  private @Nullable Long size;
  private @Nullable Long allocOffset;
  private @Nullable Long allocLength;
  private @Nullable Long e2eBlockSize;
  private @Nullable FunctionChain functions;
  private boolean mapped;

  ExtentReader(JsonCursor cursor, JsonScalars scalars) {
    this.cursor = cursor;
    this.scalars = scalars;
    lifetimes = new LifetimeReader(cursor, scalars);
  }

  /** Reads the properties of the object at hand. */
  ExtentReader readProperties() throws ExNodeFormatException {
    cursor.properties(this::readProperty);
    return this;
  }

  private void readProperty(String name) throws ExNodeFormatException {
    switch (name) {
      case JsonNames.OFFSET -> offset = scalars.wholeNumber(name);
      case JsonNames.SIZE -> size = scalars.wholeNumber(name);
      case JsonNames.ALLOC_OFFSET -> allocOffset = scalars.wholeNumber(name);
      case JsonNames.ALLOC_LENGTH -> allocLength = scalars.wholeNumber(name);
      case JsonNames.E2E_BLOCK_SIZE -> e2eBlockSize = scalars.wholeNumber(name);
      case JsonNames.LOCATION -> location = scalars.text(name);
      case JsonNames.MAPPING -> readMapping();
      case JsonNames.LIFETIME, JsonNames.LIFETIMES -> lifetimes.read();
      case JsonNames.FUNCTIONS -> functions = new ChainReader(cursor, scalars).read();
      case JsonNames.PARENT -> cursor.skip(); // the exNode at hand
      default -> {
        cursor.countEntry();
        metadata.put(name, scalars.value());
      }
    }
  }

  private void readMapping() throws ExNodeFormatException {
    if (cursor.isAt(JsonToken.VALUE_NULL)) {
      return;
    }
    if (!cursor.isAt(JsonToken.START_OBJECT)) {
      throw cursor.error("mapping must be an object");
    }
    mapped = true;
    Map<String, TypedValue> others = new TreeMap<>();
    cursor.properties(
        name -> {
          switch (name) {
            case JsonNames.READ -> read = scalars.text(name);
            case JsonNames.WRITE -> write = scalars.text(name);
            case JsonNames.MANAGE -> manage = scalars.text(name);
            default -> {
              cursor.countEntry();
              others.put(name, scalars.value());
            }
          }
        });
    if (!others.isEmpty()) {
      metadata.put(JsonNames.MAPPING, TypedValue.of(Metadata.of(others)));
    }
  }

  /** The URL when the object was a link and no extent; else null. */
  @Nullable String link() {
    boolean extent = offset != null || size != null || mapped;
    return extent ? null : Metadata.of(metadata).string(JsonNames.HREF).orElse(null);
  }

  /** The extent. */
  Extent extent() throws ExNodeFormatException {
    if (offset == null || size == null) {
      throw cursor.error(
          "the extent has no " + (offset == null ? JsonNames.OFFSET : JsonNames.SIZE));
    }
    long stored = allocLength == null ? size : allocLength;
    FunctionChain chain = functions == null ? FunctionChain.NONE : functions;
    try {
      CapabilityUris capabilities =
          ExtentLocation.resolve(new CapabilityUris(read, write, manage), location);
      keepLocationUnlessNamedBy(capabilities);
      ExtentBuilder extent =
          Extent.builder(offset, size)
              .allocOffset(positionInAllocation(offset, size, stored))
              .conditioned(e2eBlockSize == null ? 0 : e2eBlockSize, chain)
              .capabilities(capabilities)
              .lifetime(lifetimes.start(), lifetimes.end());
      if (chain.isEmpty() || allocLength != null) {
        extent.allocLength(stored);
      }
      return extent.metadata(Metadata.of(keptMetadata())).build();
    } catch (IllegalArgumentException e) {
      throw cursor.error(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The documented meaning of {@code alloc_offset} is the offset in the file; only beside functions
   * is it sure to be a position in the allocation.
   */
  private long positionInAllocation(long offset, long size, long stored) {
    long position = allocOffset == null ? 0 : allocOffset;
    if (functions != null) {
      return position;
    }
    return position == offset || position > stored - size ? 0 : position;
  }

  private void keepLocationUnlessNamedBy(CapabilityUris capabilities) {
    if (location != null && capabilities.location().isEmpty() && !ExtentLocation.isBare(location)) {
      metadata.put(JsonNames.LOCATION, TypedValue.of(location));
    }
  }

  private Map<String, TypedValue> keptMetadata() {
    TypedValue schema = metadata.get(JsonNames.SCHEMA);
    if (schema instanceof TypedValue.StringValue text
        && JsonNames.PLAIN_EXTENT_SCHEMAS.contains(text.value())) {
      metadata.remove(JsonNames.SCHEMA);
    }
    return metadata;
  }
}
