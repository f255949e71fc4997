package org.datalogistics.unis.server.store.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.datalogistics.unis.server.store.Documents;
import org.datalogistics.unis.server.store.FieldNames;
import org.datalogistics.unis.server.store.Retention;

/** Removes old versions, walking along the index on (id, ts). */
final class MongoPruning {

  private static final int STEP = 500;
  private static final String STATUS = FieldNames.escape(Documents.STATUS);
  private static final BsonString DELETED = new BsonString(Documents.DELETED);

  private MongoPruning() {}

  static long prune(MongoCollection<BsonDocument> collection, Retention retention) {
    List<DeleteOneModel<BsonDocument>> doomed = new ArrayList<>();
    BsonValue id = null;
    long version = 0;
    long removed = 0;
    for (BsonDocument document :
        collection
            .find()
            .sort(Sorts.orderBy(Sorts.ascending("id"), Sorts.descending("ts")))
            .projection(Projections.include("id", "ts", STATUS))) {
      if (!Objects.equals(document.get("id"), id)) {
        id = document.get("id");
        version = 0;
      }
      version++;
      long ts = document.getNumber("ts").longValue();
      if (retention.removes(version, ts, DELETED.equals(document.get(STATUS)))) {
        doomed.add(
            new DeleteOneModel<>(
                Filters.and(Filters.eq("_id", document.get("_id")), Filters.eq("ts", ts))));
      }
      if (doomed.size() == STEP) {
        removed += collection.bulkWrite(doomed).getDeletedCount();
        doomed.clear();
      }
    }
    return doomed.isEmpty() ? removed : removed + collection.bulkWrite(doomed).getDeletedCount();
  }
}
