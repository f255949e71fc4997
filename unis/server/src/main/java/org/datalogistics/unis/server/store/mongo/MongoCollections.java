package org.datalogistics.unis.server.store.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.datalogistics.unis.server.store.CollectionName;
import org.datalogistics.unis.server.store.FieldPath;
import org.datalogistics.unis.server.store.StoreOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collections of the database, with the names and indexes of UNIS spec 4.5. */
final class MongoCollections {

  private static final Logger LOG = LoggerFactory.getLogger(MongoCollections.class);
  private static final String ABOUT = "about";
  private static final String EVENTS = "events";
  private static final String EVENTS_STORED = "events_cache";

  private final MongoDatabase database;
  private final StoreOptions options;
  private final Set<String> indexed = ConcurrentHashMap.newKeySet();

  MongoCollections(MongoDatabase database, StoreOptions options) {
    this.database = database;
    this.options = options;
  }

  /** A collection to read. */
  MongoCollection<BsonDocument> reading(String name) {
    CollectionName.check(name);
    return database.getCollection(name.equals(EVENTS) ? EVENTS_STORED : name, BsonDocument.class);
  }

  /** A collection to write, with its indexes. */
  MongoCollection<BsonDocument> writing(String name) {
    MongoCollection<BsonDocument> collection = reading(name);
    if (indexed.add(name)) {
      try {
        index(
            collection,
            Indexes.compoundIndex(Indexes.ascending("id"), Indexes.descending("ts")),
            new IndexOptions().unique(true));
        index(collection, Indexes.descending("ts"), new IndexOptions());
        for (FieldPath path : options.indexesOf(name)) {
          index(collection, Indexes.ascending(MongoFilter.name(path)), new IndexOptions());
        }
      } catch (RuntimeException e) {
        indexed.remove(name);
        throw e;
      }
    }
    return collection;
  }

  private static void index(
      MongoCollection<BsonDocument> collection, Bson keys, IndexOptions options) {
    try {
      collection.createIndex(keys, options);
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != 85 && e.getErrorCode() != 86) {
        throw e;
      }
      LOG.warn( // made by another server, with other options
          "{} keeps an index of its own on {}: {}",
          collection.getNamespace(),
          keys.toBsonDocument().toJson(),
          e.getErrorMessage());
    }
  }

  MongoCollection<BsonDocument> about() {
    return database.getCollection(ABOUT, BsonDocument.class);
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String name : database.listCollectionNames()) {
      if (name.equals(EVENTS_STORED)) {
        names.add(EVENTS);
      } else if (!name.equals(ABOUT) && !name.startsWith("system.")) {
        names.add(name);
      }
    }
    return names;
  }
}
