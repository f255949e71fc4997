package org.datalogistics.exnode.json;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.DocumentTimes;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeNotRepresentableException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.jspecify.annotations.Nullable;

/** Writes the properties of extents that all documents share (exNode spec 5.3, 6.1). */
final class ExtentWriter {

  private static final String BARE_LOCATION = "ibp://";

  /** Properties that are not taken from an extent's metadata. */
  private static final Set<String> KNOWN =
      Set.of(
          JsonNames.SCHEMA,
          JsonNames.ID,
          JsonNames.SELF_REF,
          JsonNames.PARENT,
          JsonNames.LOCATION,
          JsonNames.OFFSET,
          JsonNames.SIZE,
          JsonNames.ALLOC_LENGTH,
          JsonNames.ALLOC_OFFSET,
          JsonNames.E2E_BLOCK_SIZE,
          JsonNames.LIFETIME,
          JsonNames.LIFETIMES,
          JsonNames.MAPPING,
          JsonNames.FUNCTIONS);

  private final JsonOutput out;

  ExtentWriter(JsonOutput out) {
    this.out = out;
  }

  /**
   * Whether the stored bytes are other than the file's, or elsewhere in the allocation, which plain
   * JSON cannot say.
   */
  static boolean needsFunctions(Extent extent) {
    return !extent.isRaw() || extent.allocOffset() != 0;
  }

  /** Whether any extent {@linkplain #needsFunctions needs functions}. */
  static boolean needsFunctions(ExNode exNode) {
    return exNode.extents().stream().anyMatch(ExtentWriter::needsFunctions);
  }

  /** Refuses an extent that readers of plain JSON would decode wrongly. */
  static void check(Extent extent, Conditioned conditioned) {
    if (conditioned == Conditioned.REFUSE && needsFunctions(extent)) {
      String what =
          extent.isRaw()
              ? "does not start at the beginning of its allocation"
              : "is conditioned " + extent.functions();
      throw new ExNodeNotRepresentableException(
          "the extent at byte "
              + extent.offset()
              + " "
              + what
              + ", which JSON readers would take for plain data; write XML, or ask for the form that only this toolkit reads");
    }
  }

  /**
   * The properties of one extent, within an object that is open, without those of a UNIS resource.
   */
  void writeProperties(Extent extent) throws IOException {
    out.property(JsonNames.LOCATION, location(extent));
    out.property(JsonNames.OFFSET, extent.offset());
    out.property(JsonNames.SIZE, extent.length());
    boolean functions = needsFunctions(extent);
    // Readers of plain JSON load from the start of the allocation; UNIS documents this entry as
    // "same as offset".
    out.property(JsonNames.ALLOC_OFFSET, functions ? extent.allocOffset() : extent.offset());
    out.property(JsonNames.ALLOC_LENGTH, allocLength(extent));
    if (extent.e2eBlockSize() != 0) {
      out.property(JsonNames.E2E_BLOCK_SIZE, extent.e2eBlockSize());
    }
    if (functions) {
      writeFunctions(extent);
    }
    writeLifetimes(extent.start(), extent.end());
    writeMapping(extent);
    out.entries(extent.metadata().entries(), KNOWN);
  }

  private static String location(Extent extent) {
    return extent
        .location()
        .map(depot -> depot.toUri(scheme(extent)))
        .or(() -> extent.metadata().string(JsonNames.LOCATION))
        .orElse(BARE_LOCATION);
  }

  private static String scheme(Extent extent) {
    String capability = extent.capabilities().identity().orElse(BARE_LOCATION);
    int end = capability.indexOf("://");
    return end > 0 ? capability.substring(0, end) : "ibp";
  }

  /** The length stored, or what has to be there at least when that is unknown. */
  private static long allocLength(Extent extent) {
    boolean unknown = extent.allocLength() == 0 && extent.isRaw();
    return unknown ? extent.allocOffset() + extent.length() : extent.allocLength();
  }

  private void writeFunctions(Extent extent) throws IOException {
    out.startArray(JsonNames.FUNCTIONS);
    for (ConditioningStep step : extent.functions().steps()) {
      out.startObject();
      out.property(JsonNames.NAME, step.name());
      out.entries(step.arguments().entries(), Set.of(JsonNames.NAME, JsonNames.METADATA));
      if (!step.metadata().isEmpty()) {
        out.property(JsonNames.METADATA, TypedValue.of(step.metadata()));
      }
      out.endObject();
    }
    out.endArray();
  }

  private void writeLifetimes(@Nullable Instant start, @Nullable Instant end) throws IOException {
    out.startArray(JsonNames.LIFETIMES);
    if (start != null || end != null) {
      out.startObject();
      writeDate(JsonNames.START, start);
      writeDate(JsonNames.END, end);
      out.endObject();
    }
    out.endArray();
  }

  private void writeDate(String name, @Nullable Instant time) throws IOException {
    if (time != null) {
      out.property(name, DocumentTimes.print(time));
    }
  }

  private void writeMapping(Extent extent) throws IOException {
    out.startObject(JsonNames.MAPPING);
    writeCapability(JsonNames.READ, extent.read());
    writeCapability(JsonNames.WRITE, extent.write());
    writeCapability(JsonNames.MANAGE, extent.manage());
    if (extent.metadata().get(JsonNames.MAPPING) instanceof MetaValue others) {
      out.entries(
          others.entries().entries(), Set.of(JsonNames.READ, JsonNames.WRITE, JsonNames.MANAGE));
    }
    out.endObject();
  }

  /** As in XML, an empty text says withheld: readers that look for the property find one. */
  private void writeCapability(String kind, @Nullable String uri) throws IOException {
    out.property(kind, uri == null ? "" : uri);
  }
}
