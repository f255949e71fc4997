package org.datalogistics.unis.server.store.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.datalogistics.unis.server.store.DuplicateVersionException;
import org.datalogistics.unis.server.store.StoreException;

/**
 * Inserts a batch wholly or not at all without transactions: what exists is looked up before, and
 * when another writer is quicker, what was inserted is taken back. A reader may see part of a batch
 * for that moment.
 */
final class MongoInsert {

  private static final int CHUNK = 500;

  /** (id, ts) as a value. */
  private record Version(String id, long ts) {
    static Version of(BsonDocument document) {
      return new Version(document.getString("id").getValue(), document.getNumber("ts").longValue());
    }
  }

  private final String name;
  private final MongoCollection<BsonDocument> collection;

  MongoInsert(String name, MongoCollection<BsonDocument> collection) {
    this.name = name;
    this.collection = collection;
  }

  /** Adds versions beside the old ones. */
  void add(List<BsonDocument> documents) {
    refuseRepeated(documents);
    for (int from = 0; documents.size() > 1 && from < documents.size(); from += CHUNK) {
      refuseExisting(documents.subList(from, Math.min(documents.size(), from + CHUNK)));
    }
    for (BsonDocument document : documents) {
      Version version = Version.of(document);
      document.put("_id", new BsonString(version.id() + ":" + version.ts()));
    }
    int done = 0;
    try {
      while (done < documents.size()) {
        done = addFrom(documents, done);
      }
    } catch (RuntimeException e) {
      takeBack(documents.subList(0, done), e);
      throw e;
    }
  }

  /** Returns how many are in now: all, or those before one that has got another key. */
  private int addFrom(List<BsonDocument> documents, int from) {
    try {
      collection.insertMany(documents.subList(from, documents.size()));
      return documents.size();
    } catch (MongoBulkWriteException e) {
      BulkWriteError error = e.getWriteErrors().isEmpty() ? null : e.getWriteErrors().get(0);
      int failed =
          from + (error == null ? e.getWriteResult().getInsertedCount() : error.getIndex());
      if (error == null || error.getCode() != 11000) {
        takeBack(documents.subList(from, failed), e);
        throw new StoreException("cannot insert into " + name + ": " + e.getMessage(), e);
      }
      BsonDocument document = documents.get(failed);
      Version version = Version.of(document);
      if (collection.find(is(version)).first() != null) {
        takeBack(documents.subList(from, failed), e);
        throw new DuplicateVersionException(name, version.id(), version.ts());
      }
      // A version that has changed its ts since still has this key.
      document.put(
          "_id", new BsonString(version.id() + ":" + version.ts() + ":" + UUID.randomUUID()));
      return failed;
    }
  }

  private void takeBack(List<BsonDocument> inserted, RuntimeException why) {
    if (inserted.isEmpty()) {
      return;
    }
    List<BsonValue> keys = inserted.stream().map(d -> d.get("_id")).toList();
    try {
      collection.deleteMany(Filters.in("_id", keys));
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static Bson is(Version version) {
    return Filters.and(Filters.eq("id", version.id()), Filters.eq("ts", version.ts()));
  }

  private void refuseRepeated(List<BsonDocument> documents) {
    Set<Version> versions = new HashSet<>();
    for (BsonDocument document : documents) {
      Version version = Version.of(document);
      if (!versions.add(version)) {
        throw new DuplicateVersionException(name, version.id(), version.ts());
      }
    }
  }

  private void refuseExisting(List<BsonDocument> documents) {
    Set<Version> versions = new HashSet<>();
    BsonArray ids = new BsonArray();
    for (BsonDocument document : documents) {
      versions.add(Version.of(document));
      ids.add(document.get("id"));
    }
    List<Bson> range = new ArrayList<>(List.of(Filters.in("id", ids)));
    range.add(Filters.gte("ts", versions.stream().mapToLong(Version::ts).min().orElse(0)));
    range.add(Filters.lte("ts", versions.stream().mapToLong(Version::ts).max().orElse(0)));
    for (BsonDocument found :
        collection.find(Filters.and(range)).projection(Projections.include("id", "ts"))) {
      Version version = Version.of(found);
      if (versions.contains(version)) {
        throw new DuplicateVersionException(name, version.id(), version.ts());
      }
    }
  }

  /** Puts documents in the place of all versions of their ids. */
  void replace(List<BsonDocument> documents) {
    for (BsonDocument document : documents) {
      BsonValue id = document.get("id");
      document.put("_id", id);
      collection.deleteMany(Filters.and(Filters.eq("id", id), Filters.ne("_id", id)));
      collection.replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
    }
  }
}
