package org.datalogistics.unis.server.store.mongo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.datalogistics.unis.server.store.FieldNames;

/** Documents as BSON and back; names are escaped as UNIS spec 4.5 says. */
final class BsonDocuments {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BsonDocuments() {}

  static BsonDocument toBson(ObjectNode object) {
    BsonDocument document = new BsonDocument();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      document.put(FieldNames.escape(field.getKey()), toBson(field.getValue()));
    }
    return document;
  }

  private static BsonValue toBson(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return toBson(object);
    }
    if (node instanceof ArrayNode elements) {
      BsonArray array = new BsonArray();
      elements.forEach(element -> array.add(toBson(element)));
      return array;
    }
    if (node.isTextual()) {
      return new BsonString(node.textValue());
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToInt()
          ? new BsonInt32(node.intValue())
          : new BsonInt64(node.longValue());
    }
    if (node.isFloat()) {
      return new BsonDouble(Double.parseDouble(node.asText())); // as JSON text would keep it
    }
    if (node.isNumber()) {
      return new BsonDouble(node.doubleValue());
    }
    return node.isBoolean() ? BsonBoolean.valueOf(node.booleanValue()) : BsonNull.VALUE;
  }

  /** The document without MongoDB's own {@code _id}. */
  static ObjectNode toJson(BsonDocument document) {
    ObjectNode object = toObject(document);
    object.remove("_id");
    return object;
  }

  private static ObjectNode toObject(BsonDocument document) {
    ObjectNode object = NODES.objectNode();
    document.forEach((name, value) -> object.set(FieldNames.unescape(name), toNode(value)));
    return object;
  }

  private static JsonNode toNode(BsonValue value) {
    return switch (value.getBsonType()) {
      case DOCUMENT -> toObject(value.asDocument());
      case ARRAY -> {
        ArrayNode array = NODES.arrayNode(value.asArray().size());
        value.asArray().forEach(element -> array.add(toNode(element)));
        yield array;
      }
      case STRING -> NODES.textNode(value.asString().getValue());
      case INT32 -> NODES.numberNode(value.asInt32().getValue());
      case INT64 -> whole(value.asInt64().getValue());
      case DOUBLE -> NODES.numberNode(value.asDouble().getValue());
      case BOOLEAN -> NODES.booleanNode(value.asBoolean().getValue());
      case NULL, UNDEFINED -> NODES.nullNode();
      // The rest only other programs write; readable is the best it can be.
      case DECIMAL128 ->
          NODES.numberNode(value.asDecimal128().getValue().bigDecimalValue().doubleValue());
      case DATE_TIME -> whole(value.asDateTime().getValue());
      case OBJECT_ID -> NODES.textNode(value.asObjectId().getValue().toHexString());
      default -> NODES.textNode(value.toString());
    };
  }

  /** As the JSON parser would have it: an int where it fits. */
  private static JsonNode whole(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }
}
