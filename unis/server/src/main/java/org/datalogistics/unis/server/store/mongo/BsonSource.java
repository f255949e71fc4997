package org.datalogistics.unis.server.store.mongo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCursor;
import org.bson.BsonDocument;
import org.datalogistics.unis.server.store.QueryCursor;
import org.jspecify.annotations.Nullable;

/** Documents from a cursor of the server. */
record BsonSource(MongoCursor<BsonDocument> cursor, String attempt) implements QueryCursor.Source {

  @Override
  public @Nullable ObjectNode next() {
    return MongoErrors.during(
        attempt, () -> cursor.hasNext() ? BsonDocuments.toJson(cursor.next()) : null);
  }

  @Override
  public void close() {
    cursor.close();
  }
}
