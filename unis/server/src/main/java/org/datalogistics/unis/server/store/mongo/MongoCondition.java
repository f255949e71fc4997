package org.datalogistics.unis.server.store.mongo;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/**
 * A filter of MongoDB that selects at least the documents that match.
 *
 * @param exact whether it selects no others
 */
record MongoCondition(BsonDocument filter, boolean exact) {

  static MongoCondition exactly(BsonDocument filter) {
    return new MongoCondition(filter, true);
  }

  static MongoCondition roughly(BsonDocument filter) {
    return new MongoCondition(filter, false);
  }

  /** Nothing is known. */
  static MongoCondition anything() {
    return roughly(new BsonDocument());
  }

  static MongoCondition always() {
    return exactly(new BsonDocument());
  }

  static MongoCondition never() {
    return new MongoCondition(
        new BsonDocument("_id", new BsonDocument("$in", new BsonArray())), true);
  }

  static MongoCondition and(List<MongoCondition> parts) {
    boolean exact = parts.stream().allMatch(MongoCondition::exact);
    List<BsonDocument> filters =
        parts.stream().map(MongoCondition::filter).filter(f -> !f.isEmpty()).toList();
    return new MongoCondition(
        switch (filters.size()) {
          case 0 -> new BsonDocument();
          case 1 -> filters.get(0);
          default -> new BsonDocument("$and", new BsonArray(filters));
        },
        exact);
  }

  static MongoCondition or(List<MongoCondition> parts) {
    boolean exact = parts.stream().allMatch(MongoCondition::exact);
    List<BsonDocument> filters = parts.stream().map(MongoCondition::filter).toList();
    if (filters.isEmpty()) {
      return never();
    }
    if (filters.stream().anyMatch(BsonDocument::isEmpty)) {
      return new MongoCondition(new BsonDocument(), exact);
    }
    return new MongoCondition(
        filters.size() == 1 ? filters.get(0) : new BsonDocument("$or", new BsonArray(filters)),
        exact);
  }
}
