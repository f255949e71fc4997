package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.UrlText;

/** Fills in what the server manages of a document: id, ts, selfRef and $schema (UNIS spec 4.1). */
final class ServerFields {

  private final MicroClock clock;
  private final RandomGenerator random;

  ServerFields(MicroClock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * Completes a document that is to be stored; what the client chose stays.
   *
   * @param base scheme and authority of the server, ending with a slash
   */
  void complete(UnisCollection collection, ObjectNode document, String base) {
    String id = id(document);
    document.put("id", id);
    document.put("ts", ts(document));
    document.put("selfRef", selfRef(base, collection, id));
    JsonNode schema = document.get("$schema");
    if (schema == null || schema.isNull() || schema.asText("x").isEmpty()) {
      document.put("$schema", collection.schema().toString());
    }
  }

  /** The ts a document brings, or now when it is absent or 0. */
  long ts(ObjectNode document) {
    JsonNode ts = document.get("ts");
    if (ts == null || ts.isNull() || (ts.isNumber() && ts.asDouble() == 0)) {
      return clock.next();
    }
    if (!ts.isIntegralNumber() || !ts.canConvertToLong()) {
      throw RestException.badRequest(
          "ts must be whole microseconds since 1970, a 64-bit integer, and is " + ts);
    }
    return ts.asLong();
  }

  /** Whether this document leaves its ts to the server. */
  static boolean ownTs(ObjectNode document) {
    JsonNode ts = document.get("ts");
    return ts == null || ts.isNull() || (ts.isNumber() && ts.asDouble() == 0);
  }

  static String selfRef(String base, UnisCollection collection, String id) {
    return base + collection.path() + "/" + UrlText.segment(id);
  }

  private String id(ObjectNode document) {
    JsonNode id = document.get("id");
    if (id == null || id.isNull() || isFalse(id)) {
      byte[] bytes = new byte[12];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }
    if (!id.isTextual()) {
      throw RestException.badRequest("id must be a string and is " + id);
    }
    return id.asText();
  }

  /** What the reference takes for no id: an empty string, false, 0. */
  private static boolean isFalse(JsonNode id) {
    return (id.isTextual() && id.asText().isEmpty())
        || (id.isBoolean() && !id.asBoolean())
        || (id.isNumber() && id.asDouble() == 0);
  }
}
