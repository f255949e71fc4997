package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.server.store.DocumentCursor;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.FieldPath;
import org.datalogistics.unis.server.store.Filter;
import org.datalogistics.unis.server.store.Projection;
import org.datalogistics.unis.server.store.QueryParameter;
import org.datalogistics.unis.server.store.QueryParseException;
import org.datalogistics.unis.server.store.QueryParser;
import org.datalogistics.unis.server.store.QuerySpec;
import org.datalogistics.unis.server.store.QueryString;
import org.datalogistics.unis.server.store.Scalar;
import org.datalogistics.unis.server.store.SortKey;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries (UNIS spec 5.1, 6), with what the store does not know: living services and inline
 * extents.
 */
final class DocumentReader {

  /** How many documents are held in memory for a query that cannot be streamed. */
  private static final int MOST_IN_MEMORY = 10_000;

  private static final Set<String> MAKE_AN_ARRAY = Set.of("limit", "skip", "fields");

  private final DocumentStore store;
  private final InstantSource clock;

  DocumentReader(DocumentStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What a query found; must be closed.
   *
   * @param documents in order
   * @param count the X-Count, to be asked for after the last document
   */
  record Found(Iterator<ObjectNode> documents, LongSupplier count, Runnable closing)
      implements AutoCloseable {

    static Found of(DocumentCursor cursor) {
      return new Found(cursor, cursor::matched, cursor::close);
    }

    static Found of(List<ObjectNode> documents) {
      return new Found(documents.iterator(), documents::size, () -> {});
    }

    @Override
    public void close() {
      closing.run();
    }
  }

  /** Whether an item is answered as an array of its versions. */
  static boolean asksForVersions(@Nullable String query) {
    return QueryString.parse(query).stream().anyMatch(p -> MAKE_AN_ARRAY.contains(p.name()));
  }

  /** The documents of a collection, or the versions of one of them, that fit the query. */
  Found list(UnisCollection collection, @Nullable String id, @Nullable String query) {
    List<QueryParameter> parameters = new ArrayList<>(QueryString.parse(query));
    boolean alive = collection == UnisCollection.SERVICES && takeAlive(parameters);
    QuerySpec spec = QueryParser.parse(parameters);
    if (id != null) {
      spec = spec.withFilter(Filter.and(idIs(id), spec.filter()));
    }
    if (alive) {
      return Found.of(livingServices(spec));
    }
    if (spec.inline() && collection == UnisCollection.EXNODES) {
      return inline(spec);
    }
    return Found.of(store.find(collection.path(), spec));
  }

  /** The newest version of a document that also fits the query. */
  Optional<ObjectNode> item(UnisCollection collection, String id, @Nullable String query) {
    if (query == null) {
      return store.newest(collection.path(), id);
    }
    try (Found found = list(collection, id, query)) {
      return found.documents().hasNext() ? Optional.of(found.documents().next()) : Optional.empty();
    }
  }

  private Found inline(QuerySpec spec) {
    List<ObjectNode> exnodes = new ArrayList<>();
    long matched;
    try (DocumentCursor cursor =
        store.find(UnisCollection.EXNODES.path(), spec.withProjection(Projection.ALL))) {
      exnodes.addAll(drain(cursor));
      matched = cursor.matched();
    }
    // One exNode's extents at a time: they are asked for while the answer is being written.
    Iterator<ObjectNode> whole =
        exnodes.stream().map(exnode -> spec.projection().apply(withExtents(exnode))).iterator();
    return new Found(whole, () -> matched, () -> {});
  }

  /** A file with the extents that point to it (UNIS spec 7.9), by their place in the file. */
  private ObjectNode withExtents(ObjectNode exnode) {
    if (exnode.path("mode").asText().equals("directory") || !exnode.path("selfRef").isTextual()) {
      return exnode;
    }
    Filter pointing =
        new Filter.Equal(
            FieldPath.parse("parent.href"), Scalar.of(exnode.path("selfRef").asText()));
    QuerySpec spec =
        QuerySpec.of(pointing)
            .withUnique(true)
            .withSort(List.of(new SortKey(FieldPath.parse("offset"), true)));
    ArrayNode extents = Json.MAPPER.createArrayNode();
    try (DocumentCursor cursor = store.find(UnisCollection.EXTENTS.path(), spec)) {
      cursor.forEachRemaining(extents::add);
    }
    return exnode.set("extents", extents);
  }

  /** The services among those that fit whose newest record says they are alive (UNIS spec 13). */
  private List<ObjectNode> livingServices(QuerySpec spec) {
    String services = UnisCollection.SERVICES.path();
    List<ObjectNode> candidates;
    QuerySpec all = spec.withProjection(Projection.ALL).withLimit(0).withSkip(0).withUnique(false);
    try (DocumentCursor cursor = store.find(services, all)) {
      candidates = drain(cursor);
    }
    return candidates.stream()
        .filter(service -> ServiceRecord.of(service).alive(clock.instant()))
        .filter(service -> isNewest(services, service))
        .skip(spec.skip())
        .limit(spec.limit() == 0 ? Long.MAX_VALUE : spec.limit())
        .map(spec.projection()::apply)
        .toList();
  }

  private boolean isNewest(String services, ObjectNode service) {
    return store
        .newest(services, service.path("id").asText())
        .filter(newest -> newest.path("ts").asLong() == service.path("ts").asLong())
        .isPresent();
  }

  private static List<ObjectNode> drain(DocumentCursor cursor) {
    List<ObjectNode> documents = new ArrayList<>();
    while (cursor.hasNext()) {
      if (documents.size() == MOST_IN_MEMORY) {
        throw new QueryParseException(
            "with alive or inline at most "
                + MOST_IN_MEMORY
                + " documents are possible; narrow the query or use limit");
      }
      documents.add(cursor.next());
    }
    return documents;
  }

  private static boolean takeAlive(List<QueryParameter> parameters) {
    boolean alive = false;
    for (QueryParameter parameter : List.copyOf(parameters)) {
      if (parameter.name().equals("alive")) {
        parameters.remove(parameter);
        alive =
            switch (parameter.value().toLowerCase(Locale.ROOT)) {
              case "", "true", "1" -> true;
              case "false", "0" -> false;
              default ->
                  throw new QueryParseException(
                      "alive is '" + parameter.value() + "', but must be true or false");
            };
      }
    }
    return alive;
  }

  private static Filter idIs(String id) {
    return new Filter.Equal(FieldPath.parse("id"), Scalar.of(id));
  }
}
