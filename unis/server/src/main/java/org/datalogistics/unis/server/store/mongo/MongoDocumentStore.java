package org.datalogistics.unis.server.store.mongo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoServerException;
import com.mongodb.WriteConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.datalogistics.unis.server.store.DocumentCursor;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.Documents;
import org.datalogistics.unis.server.store.DuplicateVersionException;
import org.datalogistics.unis.server.store.FieldNames;
import org.datalogistics.unis.server.store.Filter;
import org.datalogistics.unis.server.store.Matcher;
import org.datalogistics.unis.server.store.QueryCursor;
import org.datalogistics.unis.server.store.QuerySpec;
import org.datalogistics.unis.server.store.Retention;
import org.datalogistics.unis.server.store.SortKey;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreOptions;
import org.jspecify.annotations.Nullable;

/**
 * Documents in a MongoDB database, {@value #DEFAULT_DATABASE} unless the URL names another. Writes
 * wait for the journal of a majority unless the URL says otherwise. An open cursor may see writes
 * that come after it; batches are taken back, not rolled back, when they collide with other
 * writers; without history a batch is not atomic.
 */
public final class MongoDocumentStore implements DocumentStore {

  /** The database of the older servers. */
  public static final String DEFAULT_DATABASE = "unis_db";

  private static final String STATUS = FieldNames.escape(Documents.STATUS);
  private static final Bson VISIBLE = Filters.ne(STATUS, Documents.DELETED);
  private static final String UUID_FIELD = "uuid";

  private final MongoClient client;
  private final MongoCollections collections;
  private final StoreOptions options;
  private final String uid;

  private MongoDocumentStore(MongoClient client, MongoDatabase database, StoreOptions options) {
    this.client = client;
    this.options = options;
    this.collections = new MongoCollections(database, options);
    this.uid = findUid();
  }

  /**
   * Connects to the server.
   *
   * @param url a connection string, {@code mongodb://} or {@code mongodb+srv://}
   * @throws StoreException when the server cannot be reached or refuses
   */
  public static MongoDocumentStore open(String url, StoreOptions options) {
    ConnectionString connection = parse(url);
    MongoClient client = MongoClients.create(settings(connection, options));
    try {
      String named = connection.getDatabase();
      String name = named == null ? DEFAULT_DATABASE : named;
      return MongoErrors.during(
          "open database " + name,
          () -> new MongoDocumentStore(client, client.getDatabase(name), options));
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static ConnectionString parse(String url) {
    try {
      return new ConnectionString(url);
    } catch (IllegalArgumentException e) { // the URL may hold a password
      throw new StoreException("the MongoDB URL is not a connection string: " + e.getMessage());
    }
  }

  private static MongoClientSettings settings(ConnectionString url, StoreOptions options) {
    long limit = options.timeLimit().toMillis();
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applicationName("dlt-unis")
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .applyToClusterSettings(c -> c.serverSelectionTimeout(limit, TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(p -> p.maxWaitTime(limit, TimeUnit.MILLISECONDS))
            .applyToSocketSettings(
                s ->
                    s.connectTimeout(limit, TimeUnit.MILLISECONDS)
                        .readTimeout(limit, TimeUnit.MILLISECONDS));
    return settings.applyConnectionString(url).build();
  }

  private String findUid() {
    BsonDocument about = collections.about().find(Filters.exists(UUID_FIELD)).first();
    if (about == null) {
      about =
          collections
              .about()
              .findOneAndUpdate(
                  Filters.eq("_id", "uid"),
                  Updates.setOnInsert(UUID_FIELD, UUID.randomUUID().toString()),
                  new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    }
    if (about == null) {
      throw new StoreException("MongoDB did not keep the uid of the store");
    }
    return about.getString(UUID_FIELD).getValue();
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public void insert(String collection, List<ObjectNode> documents) {
    List<BsonDocument> prepared = new ArrayList<>();
    for (ObjectNode document : documents) {
      prepared.add(BsonDocuments.toBson(Documents.prepare(document)));
    }
    if (prepared.isEmpty()) {
      return;
    }
    run(
        "store " + prepared.size() + " documents in " + collection,
        () -> {
          MongoInsert insert = new MongoInsert(collection, collections.writing(collection));
          if (options.history()) {
            insert.add(prepared);
          } else {
            insert.replace(prepared);
          }
        });
  }

  private static void run(String attempt, Runnable call) {
    MongoErrors.during(
        attempt,
        () -> {
          call.run();
          return true;
        });
  }

  private static Bson visible(String id) {
    return Filters.and(Filters.eq("id", id), VISIBLE);
  }

  @Override
  public Optional<ObjectNode> newest(String collection, String id) {
    MongoCollection<BsonDocument> documents = collections.reading(collection);
    return MongoErrors.during(
        "read '" + id + "' of " + collection,
        () ->
            Optional.ofNullable(documents.find(visible(id)).sort(Sorts.descending("ts")).first())
                .map(BsonDocuments::toJson));
  }

  @Override
  public Optional<ObjectNode> merge(String collection, String id, ObjectNode fields) {
    BsonDocument changes = BsonDocuments.toBson(Documents.prepareMerge(id, fields));
    if (changes.isEmpty()) {
      return newest(collection, id);
    }
    return MongoErrors.during(
        "change '" + id + "' of " + collection,
        () -> {
          MongoCollection<BsonDocument> documents = collections.writing(collection);
          try {
            return Optional.ofNullable(update(documents, id, changes)).map(BsonDocuments::toJson);
          } catch (MongoServerException e) {
            if (MongoErrors.isDuplicate(e) && changes.containsKey("ts")) {
              long ts = changes.getNumber("ts").longValue();
              throw new DuplicateVersionException(collection, id, ts);
            }
            throw e;
          }
        });
  }

  private static @Nullable BsonDocument update(
      MongoCollection<BsonDocument> documents, String id, BsonDocument changes) {
    return documents.findOneAndUpdate(
        visible(id),
        new BsonDocument("$set", changes),
        new FindOneAndUpdateOptions()
            .sort(Sorts.descending("ts"))
            .returnDocument(ReturnDocument.AFTER));
  }

  @Override
  public long markDeleted(String collection, String id) {
    MongoCollection<BsonDocument> documents = collections.reading(collection);
    return MongoErrors.during(
        "delete '" + id + "' of " + collection,
        () ->
            documents
                .updateMany(
                    visible(id),
                    new BsonDocument(
                        "$set", new BsonDocument(STATUS, new BsonString(Documents.DELETED))))
                .getModifiedCount());
  }

  @Override
  public DocumentCursor find(String collection, QuerySpec query) {
    MongoCondition condition = MongoFilter.translate(query.filter());
    FindIterable<BsonDocument> found =
        collections
            .reading(collection)
            .find(Filters.and(condition.filter(), VISIBLE))
            .sort(order(query.sort()));
    if (query.limit() > 0) {
      found.batchSize((int) Math.min(1_000, query.skip() + query.limit()));
    }
    boolean onServer = condition.exact() && query.skip() + query.limit() < Integer.MAX_VALUE;
    if (onServer) {
      found.skip((int) query.skip()).limit((int) query.limit());
    }
    String attempt = "search " + collection;
    MongoCursor<BsonDocument> cursor = MongoErrors.during(attempt, found::iterator);
    return new QueryCursor(
        new BsonSource(cursor, attempt),
        onServer ? query.withSkip(0) : query,
        condition.exact() ? null : new Matcher(query.filter()),
        options.timeLimit());
  }

  private static Bson order(List<SortKey> keys) {
    List<Bson> order = new ArrayList<>();
    boolean byTs = false;
    boolean byId = false;
    for (SortKey key : keys) {
      String name = MongoFilter.name(key.path());
      order.add(key.ascending() ? Sorts.ascending(name) : Sorts.descending(name));
      byTs |= key.path().is("ts");
      byId |= key.path().is("id");
    }
    if (!byTs) {
      order.add(Sorts.descending("ts"));
    }
    if (!byId) {
      order.add(Sorts.ascending("id"));
    }
    return Sorts.orderBy(order);
  }

  @Override
  public long count(String collection, Filter filter) {
    MongoCondition condition = MongoFilter.translate(filter);
    if (!condition.exact()) {
      return DocumentCursor.count(find(collection, QuerySpec.of(filter)));
    }
    MongoCollection<BsonDocument> documents = collections.reading(collection);
    return MongoErrors.during(
        "count " + collection,
        () -> documents.countDocuments(Filters.and(condition.filter(), VISIBLE)));
  }

  @Override
  public Set<String> collections() {
    return MongoErrors.during("list collections", collections::names);
  }

  @Override
  public long prune(String collection, Retention retention) {
    MongoCollection<BsonDocument> documents = collections.reading(collection);
    return MongoErrors.during(
        "prune " + collection, () -> MongoPruning.prune(documents, retention));
  }

  @Override
  public void close() {
    client.close();
  }
}
