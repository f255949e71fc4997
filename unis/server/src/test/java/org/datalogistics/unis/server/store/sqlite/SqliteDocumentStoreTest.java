package org.datalogistics.unis.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.unis.server.store.Json.doc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.datalogistics.unis.server.store.DocumentCursor;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.DocumentStoreContract;
import org.datalogistics.unis.server.store.QueryParser;
import org.datalogistics.unis.server.store.QuerySpec;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreOptions;
import org.datalogistics.unis.server.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentStoreTest extends DocumentStoreContract {

  @TempDir Path folder;

  @Override
  protected DocumentStore open(StoreOptions options) {
    return SqliteDocumentStore.open(folder.resolve("unis"), options);
  }

  private String plan(String query) {
    return ((SqliteDocumentStore) store).explain("services", QueryParser.parse(query));
  }

  @Test
  void declaredFieldsAndIdAndTsAreServedByIndexes() {
    store.insert("services", List.of(doc("a", 1)));

    assertThat(plan("")).contains(".ts").doesNotContain("TEMP B-TREE");
    assertThat(plan("id=a")).contains(".id");
    assertThat(plan("ts=gt=5&limit=3")).contains(".ts").doesNotContain("TEMP B-TREE");
    assertThat(plan("serviceType=ibp_server")).contains("#serviceType").doesNotContain("SCAN doc");
    assertThat(plan("serviceType=ceph,ibp_server")).contains("#serviceType");
    assertThat(plan("runningOn.href=h")).contains("#runningOn.href");
    assertThat(plan("runningOn.href=null=")).contains("#runningOn.href");
  }

  @Test
  void indexesFollowTheOptionsWhenTheStoreIsOpenedAgain() {
    store.insert("services", List.of(doc("a", 1, "'color':'red'")));
    assertThat(plan("color=red")).doesNotContain("#color");
    store.close();

    store = open(StoreOptions.DEFAULT.withIndexes("services", Set.of("color")));
    assertThat(plan("color=red")).contains("#color").doesNotContain("SCAN");
    store.close();

    store = open(StoreOptions.DEFAULT);
    assertThat(plan("color=red")).doesNotContain("#color");
  }

  @Test
  void cursorSeesTheDataAsOfItsOpening() {
    insert(doc("a", 1), doc("b", 2));

    try (DocumentCursor cursor = store.find(NODES, QuerySpec.all())) {
      store.markDeleted(NODES, "a");
      insert(doc("c", 0));
      assertThat(cursor.next()).isEqualTo(doc("b", 2));
      assertThat(cursor.next()).isEqualTo(doc("a", 1));
      assertThat(cursor.hasNext()).isFalse();
    }
  }

  @Test
  void readerBeyondTheLastWaitsAndIsThenRefused() {
    insert(doc("a", 1));
    store.close();
    store = open(StoreOptions.DEFAULT.withTimeLimit(Duration.ofMillis(200)));
    List<DocumentCursor> cursors = new ArrayList<>();
    for (int i = 0; i < SqliteDocumentStore.READERS; i++) {
      cursors.add(store.find(NODES, QuerySpec.all()));
    }

    assertThatThrownBy(() -> store.newest(NODES, "a"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("cursors");
    cursors.get(0).close();
    assertThat(store.newest(NODES, "a")).isPresent();
    cursors.forEach(DocumentCursor::close);
  }

  @Test
  void secondStoreInTheSameFolderIsRefused() {
    assertThatThrownBy(() -> open(StoreOptions.DEFAULT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("in use");
  }

  @Test
  void fileThatIsNoDatabaseIsRefused() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("unis.db"), "x".repeat(10_000));

    assertThatThrownBy(() -> SqliteDocumentStore.open(other, StoreOptions.DEFAULT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(other.toString());
  }

  @Test
  void queryThatTakesTooLongIsGivenUp() {
    List<ObjectNode> documents = new ArrayList<>();
    String padding = "'p':'" + "x".repeat(2_000) + "'";
    for (int i = 0; i < 4_000; i++) {
      documents.add(doc("n" + i, i, padding));
    }
    store.insert(NODES, documents);
    store.close();
    store = open(StoreOptions.DEFAULT.withTimeLimit(Duration.ofMillis(1)));

    assertThatThrownBy(() -> find("p=reg=(y|z)$"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("narrow the query");
    assertThatThrownBy(() -> find("p=yy&q=zz"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("narrow the query");
  }
}
