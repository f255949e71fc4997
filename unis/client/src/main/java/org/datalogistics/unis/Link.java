package org.datalogistics.unis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * A reference from one document to another: {@code {"href": ..., "rel": "full"}} (UNIS spec 7).
 *
 * @param href where the other document is, usually its absolute selfRef; any string is legal
 * @param rel how it is related, {@code full} in practice
 */
public record Link(String href, String rel) {

  /** Checks that nothing is missing. */
  public Link {
    Objects.requireNonNull(href, "href is null");
    Objects.requireNonNull(rel, "rel is null");
  }

  /** The usual link to a document with this selfRef. */
  public static Link to(String href) {
    return new Link(href, "full");
  }

  /**
   * Whether a value is a link and not an embedded document: an object with both {@code href} and
   * {@code rel}.
   */
  public static boolean isLink(JsonNode value) {
    return value.isObject() && value.path("href").isTextual() && value.path("rel").isTextual();
  }

  /** The link that a value is, or nothing when it is something else. */
  public static Optional<Link> of(JsonNode value) {
    return isLink(value)
        ? Optional.of(new Link(value.path("href").asText(), value.path("rel").asText()))
        : Optional.empty();
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    return JsonNodeFactory.instance.objectNode().put("href", href).put("rel", rel);
  }
}
