package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads request bodies and writes error bodies. */
public final class Json {

  /** What one value of a document takes on the heap at least, for the limit below. */
  private static final int BYTES_PER_TOKEN = 256;

  /**
   * Plain JSON, with a bound on the parts of one body, so that small bodies do not become huge
   * trees.
   */
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxTokenCount(
                              Math.max(100_000, Runtime.getRuntime().maxMemory() / BYTES_PER_TOKEN))
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();

  private Json() {}

  /**
   * A body with one or many documents (UNIS spec 5.2).
   *
   * @param documents at least one
   */
  record Body(List<ObjectNode> documents) {}

  static Body body(InputStream in) {
    JsonNode tree = read(in);
    if (tree instanceof ObjectNode single) {
      return new Body(List.of(single));
    }
    if (!tree.isArray()) {
      throw RestException.badRequest("the body must be a JSON object or an array of objects");
    }
    List<ObjectNode> documents = new ArrayList<>(tree.size());
    for (JsonNode element : tree) {
      if (!(element instanceof ObjectNode document)) {
        throw RestException.badRequest(
            "element %d of the array is not an object".formatted(documents.size()));
      }
      documents.add(document);
    }
    if (documents.isEmpty()) {
      throw RestException.badRequest("the array is empty: there is nothing to store");
    }
    return new Body(documents);
  }

  static ObjectNode object(InputStream in) {
    if (read(in) instanceof ObjectNode object) {
      return object;
    }
    throw RestException.badRequest("the body must be a JSON object");
  }

  /** An error body (UNIS spec 5.5), valid JSON whatever the text. */
  public static byte[] error(String message) {
    try {
      return MAPPER.writeValueAsBytes(MAPPER.createObjectNode().put("message", message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text that cannot be written as JSON", e);
    }
  }

  private static JsonNode read(InputStream in) {
    try {
      return MAPPER.readTree(in);
    } catch (StreamConstraintsException e) {
      throw RestException.tooLarge(
          "the JSON of the body is too large in its parts: " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw RestException.badRequest("malformatted json request - " + where(e));
    } catch (IOException e) {
      throw RestException.badRequest("the body cannot be read: " + e.getMessage());
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null
        ? e.getOriginalMessage()
        : "line %d, column %d: %s"
            .formatted(
                e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage());
  }
}
