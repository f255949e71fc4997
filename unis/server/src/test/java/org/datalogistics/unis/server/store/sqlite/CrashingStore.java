package org.datalogistics.unis.server.store.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.datalogistics.unis.server.store.DocumentCursor;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.Filter;
import org.datalogistics.unis.server.store.QuerySpec;
import org.datalogistics.unis.server.store.Retention;

/** Writes to one store and reads from what a crash at that moment would have left of it. */
record CrashingStore(DocumentStore alive, Supplier<DocumentStore> wreck) implements DocumentStore {

  @Override
  public String uid() {
    try (DocumentStore after = wreck.get()) {
      return after.uid();
    }
  }

  @Override
  public void insert(String collection, List<ObjectNode> documents) {
    alive.insert(collection, documents);
  }

  @Override
  public Optional<ObjectNode> newest(String collection, String id) {
    alive.newest(collection, id); // fails when closed
    try (DocumentStore after = wreck.get()) {
      return after.newest(collection, id);
    }
  }

  @Override
  public Optional<ObjectNode> merge(String collection, String id, ObjectNode fields) {
    return alive.merge(collection, id, fields);
  }

  @Override
  public long markDeleted(String collection, String id) {
    return alive.markDeleted(collection, id);
  }

  @Override
  public DocumentCursor find(String collection, QuerySpec query) {
    DocumentStore after = wreck.get();
    DocumentCursor cursor = after.find(collection, query);
    return new DocumentCursor() {
      @Override
      public long matched() {
        return cursor.matched();
      }

      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public ObjectNode next() {
        return cursor.next();
      }

      @Override
      public void close() {
        cursor.close();
        after.close();
      }
    };
  }

  @Override
  public long count(String collection, Filter filter) {
    try (DocumentStore after = wreck.get()) {
      return after.count(collection, filter);
    }
  }

  @Override
  public Set<String> collections() {
    try (DocumentStore after = wreck.get()) {
      return after.collections();
    }
  }

  @Override
  public long prune(String collection, Retention retention) {
    return alive.prune(collection, retention);
  }

  @Override
  public void close() {
    alive.close();
  }
}
