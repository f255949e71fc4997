package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Documents of one query, read from the store as they are asked for; for one thread. */
public interface DocumentCursor extends Iterator<ObjectNode>, AutoCloseable {

  /**
   * How many documents have matched so far, after {@code skip} and within {@code limit}, before
   * {@code unique} folded them; when the cursor is exhausted, the {@code X-Count} of UNIS spec 5.1.
   */
  long matched();

  /** Lets go of the store's connection; harmless when repeated. */
  @Override
  void close();

  /** Reads the rest, at most {@code limit} documents, and closes the cursor. */
  default List<ObjectNode> drain(int limit) {
    try (this) {
      List<ObjectNode> documents = new ArrayList<>();
      while (documents.size() < limit && hasNext()) {
        documents.add(next());
      }
      return documents;
    }
  }

  /** Reads to the end, closes the cursor and says how many documents matched. */
  static long count(DocumentCursor cursor) {
    try (cursor) {
      while (cursor.hasNext()) {
        cursor.next();
      }
      return cursor.matched();
    }
  }

  /** A cursor without documents. */
  static DocumentCursor empty() {
    return new QueryCursor(() -> null, QuerySpec.all(), null, Duration.ofSeconds(1));
  }
}
