package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.datalogistics.unis.UnisCollection;

/**
 * The structure that documents must have (UNIS spec 7): the types of the fields that clients rely
 * on, and the fields that must be there. Collections that the reference does not validate are not
 * checked here either.
 */
final class FieldTypes {

  private static final Set<UnisCollection> UNCHECKED =
      Set.of(
          UnisCollection.TOPOLOGIES,
          UnisCollection.DOMAINS,
          UnisCollection.NETWORKS,
          UnisCollection.EXNODES);

  private static final Type STRING = new Type("string", JsonNode::isTextual);
  private static final Type INTEGER = new Type("integer", JsonNode::isIntegralNumber);
  private static final Type OBJECT = new Type("object", JsonNode::isObject);
  private static final Type ARRAY = new Type("array", JsonNode::isArray);
  private static final Type BOOLEAN = new Type("boolean", JsonNode::isBoolean);

  private static final Map<String, Type> RESOURCE =
      Map.of(
          "urn", STRING,
          "name", STRING,
          "description", STRING,
          "status", STRING,
          "$schema", STRING,
          "properties", OBJECT,
          "location", OBJECT,
          "relations", OBJECT);

  private static final Map<UnisCollection, Map<String, Type>> OWN =
      Map.of(
          UnisCollection.SERVICES,
          Map.of("serviceType", STRING, "accessPoint", STRING, "ttl", INTEGER, "runningOn", OBJECT),
          UnisCollection.LINKS,
          Map.of("directed", BOOLEAN),
          UnisCollection.PATHS,
          Map.of("directed", BOOLEAN, "hops", ARRAY),
          UnisCollection.MEASUREMENTS,
          Map.of("configuration", OBJECT, "eventTypes", ARRAY, "service", STRING),
          UnisCollection.METADATA,
          Map.of(
              "subject", OBJECT, "eventType", STRING, "parameters", OBJECT, "measurement", STRING),
          UnisCollection.EXTENTS,
          Map.of("location", STRING, "size", INTEGER, "offset", INTEGER));

  private static final Map<UnisCollection, List<String>> REQUIRED =
      Map.of(
          UnisCollection.SERVICES, List.of("serviceType"),
          UnisCollection.LINKS, List.of("directed", "endpoints"),
          UnisCollection.PATHS, List.of("directed", "hops"),
          UnisCollection.MEASUREMENTS, List.of("configuration", "eventTypes"),
          UnisCollection.METADATA, List.of("subject", "eventType"),
          UnisCollection.EXTENTS, List.of("location", "size", "offset", "parent"));

  private record Type(String name, Predicate<JsonNode> holds) {}

  private FieldTypes() {}

  /** Checks a document that is to be stored. */
  static void checkWhole(UnisCollection collection, ObjectNode document) {
    if (UNCHECKED.contains(collection)) {
      return;
    }
    checkPresent(collection, document);
    for (String field : REQUIRED.getOrDefault(collection, List.of())) {
      if (!document.has(field)) {
        throw invalid("'" + field + "' is a required property of a " + collection.resourceType());
      }
    }
  }

  /** Checks the fields of an update. */
  static void checkPresent(UnisCollection collection, ObjectNode document) {
    if (!UNCHECKED.contains(collection)) {
      if (collection != UnisCollection.EXTENTS) {
        check(document, RESOURCE);
      }
      check(document, OWN.getOrDefault(collection, Map.of()));
    }
  }

  private static void check(ObjectNode document, Map<String, Type> types) {
    types.forEach(
        (field, type) -> {
          JsonNode value = document.get(field);
          if (value != null && !type.holds().test(value)) {
            throw invalid(
                field + ": " + shortened(value) + " is not of type '" + type.name() + "'");
          }
        });
  }

  private static RestException invalid(String what) {
    return RestException.badRequest("Not valid body - Validation error from json - " + what);
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
