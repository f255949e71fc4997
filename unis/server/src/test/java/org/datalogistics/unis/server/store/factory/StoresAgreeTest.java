package org.datalogistics.unis.server.store.factory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.Documents;
import org.datalogistics.unis.server.store.Filter;
import org.datalogistics.unis.server.store.Matcher;
import org.datalogistics.unis.server.store.QuerySpec;
import org.datalogistics.unis.server.store.RandomQueries;
import org.datalogistics.unis.server.store.StoreOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Random documents and filters: every engine finds what the matcher says, no more, no less. */
class StoresAgreeTest {

  private static final MongoServer SERVER = new MongoServer(new MemoryBackend());
  private static final AtomicInteger COLLECTIONS = new AtomicInteger();
  private static DocumentStore sqlite;
  private static DocumentStore mongo;

  @BeforeAll
  static void open(@TempDir Path folder) {
    StoreOptions options = StoreOptions.DEFAULT;
    for (int i = 0; i < 100; i += 2) { // half of the collections have indexes to go wrong
      options = options.withIndexes("c" + i, Set.of("a", "b.a", "$c", "a.0.b"));
    }
    sqlite = Stores.open(folder.toString(), options);
    mongo = Stores.open(SERVER.bindAndGetConnectionString(), options);
  }

  @AfterAll
  static void close() {
    sqlite.close();
    mongo.close();
    SERVER.shutdownNow();
  }

  @SeededTest(cases = 10)
  void sqliteFindsWhatTheMatcherSays(SeededRandom random) {
    compare(random, true, List.of(sqlite));
  }

  /**
   * The test's MongoDB server saturates doubles beyond 64 bits when it compares them with longs.
   */
  @SeededTest(cases = 20)
  void allEnginesFindWhatTheMatcherSays(SeededRandom random) {
    compare(random, false, List.of(sqlite, mongo));
  }

  private static void compare(SeededRandom random, boolean extremes, List<DocumentStore> stores) {
    String collection = "c" + COLLECTIONS.getAndIncrement();
    RandomQueries queries = new RandomQueries(random, extremes);
    List<ObjectNode> documents = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      documents.add(queries.document("n" + i % 10, i));
    }
    stores.forEach(store -> store.insert(collection, documents));

    for (int i = 0; i < 50; i++) {
      Filter filter = queries.filter(3);
      Matcher matcher = new Matcher(filter);
      List<String> expected =
          documents.stream()
              .filter(matcher::matches)
              .sorted(Comparator.comparingLong(Documents::ts).reversed())
              .map(ObjectNode::toString)
              .toList();
      for (DocumentStore store : stores) {
        String which = store.getClass().getSimpleName() + ": " + filter;
        assertThat(found(store, collection, filter)).as(which).isEqualTo(expected);
        assertThat(store.count(collection, filter)).as(which).isEqualTo(expected.size());
      }
    }
  }

  private static List<String> found(DocumentStore store, String collection, Filter filter) {
    return store.find(collection, QuerySpec.of(filter)).drain(100).stream()
        .map(ObjectNode::toString)
        .toList();
  }
}
