package org.datalogistics.unis.server.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.unis.server.store.Json.doc;
import static org.datalogistics.unis.server.store.Json.object;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.DocumentStoreContract;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreOptions;
import org.datalogistics.unis.server.store.StoreUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The driver against a server that speaks MongoDB's protocol, in this JVM. */
class MongoDocumentStoreTest extends DocumentStoreContract {

  private final MongoServer server = new MongoServer(new MemoryBackend());
  private final String url = server.bindAndGetConnectionString();

  @Override
  protected DocumentStore open(StoreOptions options) {
    return MongoDocumentStore.open(url, options);
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private MongoCollection<Document> raw(MongoClient client, String collection) {
    return client.getDatabase("unis_db").getCollection(collection);
  }

  @Test
  void layoutIsThatOfTheOlderServers() {
    insert(object("{'id':'a','ts':5,'$schema':'s','a.b':{'$x':1}}"));
    store.insert("events", List.of(doc("e", 1)));

    try (MongoClient client = MongoClients.create(url)) {
      assertThat(raw(client, NODES).find().first())
          .isEqualTo(
              new Document("id", "a")
                  .append("ts", 5)
                  .append("\\$schema", "s")
                  .append("a$DOT$b", new Document("\\$x", 1))
                  .append("_id", "a:5"));
      assertThat(raw(client, "events_cache").countDocuments()).isEqualTo(1);
      assertThat(raw(client, "about").find().first()).containsEntry("uuid", store.uid());
    }
  }

  @Test
  void documentsAndUidOfAnOlderServerAreRead() {
    try (MongoClient client = MongoClients.create(url)) {
      raw(client, "ports")
          .insertOne(
              new Document("_id", "p:7")
                  .append("id", "p")
                  .append("ts", 7L)
                  .append("\\$schema", "s")
                  .append("when", new BsonDateTime(12)));
      assertThat(store.newest("ports", "p"))
          .contains(object("{'id':'p','ts':7,'$schema':'s','when':12}"));

      client.getDatabase("other").getCollection("about").insertOne(new Document("uuid", "u-1"));
      try (DocumentStore other = MongoDocumentStore.open(url + "/other", StoreOptions.DEFAULT)) {
        assertThat(other.uid()).isEqualTo("u-1");
      }
    }
  }

  @Test
  void serverThatIsNotThereIsReportedInTime() {
    server.shutdownNow();

    StoreOptions hasty = StoreOptions.DEFAULT.withTimeLimit(Duration.ofMillis(300));
    assertThatThrownBy(() -> MongoDocumentStore.open(url, hasty))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void urlThatIsNoneIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> MongoDocumentStore.open("mongodb://u:secret@", StoreOptions.DEFAULT))
        .isInstanceOf(StoreException.class)
        .hasMessageNotContaining("secret");
  }
}
