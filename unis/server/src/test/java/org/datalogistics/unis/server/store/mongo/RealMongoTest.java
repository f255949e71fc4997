package org.datalogistics.unis.server.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.UUID;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.DocumentStoreContract;
import org.datalogistics.unis.server.store.StoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract against a real server: {@code DLT_TEST_MONGO=mongodb://host:port}, no database. */
@EnabledIfEnvironmentVariable(named = "DLT_TEST_MONGO", matches = "mongodb.*")
class RealMongoTest extends DocumentStoreContract {

  private final String url = System.getenv("DLT_TEST_MONGO");
  private final String database = "dlt_test_" + UUID.randomUUID().toString().replace('-', '_');

  @Override
  protected DocumentStore open(StoreOptions options) {
    return MongoDocumentStore.open(withDatabase(), options);
  }

  private String withDatabase() {
    int query = url.indexOf('?');
    String base = query < 0 ? url : url.substring(0, query);
    String options = query < 0 ? "" : url.substring(query);
    return base.replaceAll("/$", "") + "/" + database + options;
  }

  @AfterEach
  void drop() {
    try (MongoClient client = MongoClients.create(new ConnectionString(url))) {
      client.getDatabase(database).drop();
    }
  }
}
