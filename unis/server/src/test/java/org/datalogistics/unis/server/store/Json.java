package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Documents as tests write them. */
public final class Json {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Json() {}

  /** Reads an object; single quotes stand for double ones. */
  public static ObjectNode object(String text) {
    return exactly(text.replace('\'', '"'));
  }

  /** Reads an object as it is written. */
  public static ObjectNode exactly(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** A document with this id and ts, and more fields, each {@code 'name': value}. */
  public static ObjectNode doc(String id, long ts, String... fields) {
    String more = fields.length == 0 ? "" : "," + String.join(",", fields);
    return object("{'id':'" + id + "','ts':" + ts + more + "}");
  }
}
