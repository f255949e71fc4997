package org.datalogistics.unis.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.unis.server.store.Json.doc;
import static org.datalogistics.unis.server.store.Json.exactly;
import static org.datalogistics.unis.server.store.Json.object;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does alike (UNIS spec 4 and 6). */
public abstract class DocumentStoreContract {

  protected static final String NODES = "nodes";

  protected DocumentStore store;

  /** Opens the store of this test; a second call after a close opens the same data. */
  protected abstract DocumentStore open(StoreOptions options);

  @BeforeEach
  void openStore() {
    store = open(StoreOptions.DEFAULT);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  protected void insert(ObjectNode... documents) {
    store.insert(NODES, List.of(documents));
  }

  protected List<ObjectNode> find(String query) {
    return store.find(NODES, QueryParser.parse(query)).drain(10_000);
  }

  protected List<String> ids(String query) {
    return find(query).stream().map(Documents::id).toList();
  }

  private List<Long> timestamps(String query) {
    return find(query).stream().map(Documents::ts).toList();
  }

  @Test
  void newestIsTheVersionWithTheHighestTsInWhateverOrderTheyCame() {
    insert(doc("a", 5, "'v':1"));
    insert(doc("a", 9, "'v':2"));
    insert(doc("a", 7, "'v':3"));

    assertThat(store.newest(NODES, "a")).contains(doc("a", 9, "'v':2"));
    assertThat(store.newest(NODES, "b")).isEmpty();
  }

  @Test
  void findGivesAllVersionsNewestFirst() {
    insert(doc("a", 5), doc("b", 6));
    insert(doc("a", 9));

    assertThat(find("")).containsExactly(doc("a", 9), doc("b", 6), doc("a", 5));
  }

  @Test
  void equalTimestampsComeInOrderOfIds() {
    insert(doc("c", 5), doc("a", 5), doc("b", 5));

    assertThat(ids("")).containsExactly("a", "b", "c");
  }

  @Test
  void duplicateIsRefusedByNameAndNothingOfItsBatchIsStored() {
    insert(doc("a", 5, "'v':1"));

    assertThatThrownBy(() -> insert(doc("b", 1), doc("a", 5, "'v':2"), doc("c", 1)))
        .isInstanceOfSatisfying(
            DuplicateVersionException.class,
            e -> {
              assertThat(e.id()).isEqualTo("a");
              assertThat(e.ts()).isEqualTo(5);
              assertThat(e).hasMessageContainingAll("'a'", "5", NODES);
            });
    assertThat(find("")).containsExactly(doc("a", 5, "'v':1"));
  }

  @Test
  void versionThatOccursTwiceInABatchIsADuplicate() {
    assertThatThrownBy(() -> insert(doc("a", 5), doc("b", 5), doc("a", 5)))
        .isInstanceOf(DuplicateVersionException.class);
    assertThat(find("")).isEmpty();
  }

  @Test
  void sameVersionInAnotherCollectionIsNoDuplicate() {
    insert(doc("a", 5));
    store.insert("ports", List.of(doc("a", 5)));

    assertThat(store.newest("ports", "a")).isPresent();
  }

  @Test
  void deletedVersionsStillCountAsDuplicates() {
    insert(doc("a", 5));
    store.markDeleted(NODES, "a");

    assertThatThrownBy(() -> insert(doc("a", 5))).isInstanceOf(DuplicateVersionException.class);
  }

  @Test
  void emptyBatchDoesNothing() {
    store.insert(NODES, List.of());

    assertThat(find("")).isEmpty();
  }

  @Test
  void valuesAndTheOrderOfKeysComeBackExactly() {
    ObjectNode document =
        exactly(
            """
            {"zeta": "\u00e4\u20ac\ud83d\ude00 \\u0000 \\" \\\\ \\n", "id": "a", "ts": 1445000000000001,
             "big": 9007199254740993, "max": 9223372036854775807, "min": -9223372036854775808,
             "third": 0.1, "tiny": 4.9E-324, "huge": 1.7976931348623157E308, "whole": 5.0,
             "minus": -0.0, "float": 39.169998168945312, "yes": true, "no": false, "none": null,
             "list": [1, "2", [3.5, []], {"x": null}], "empty": {}, "alpha": {"z": 1, "a": {"y": 2}}}
            """);
    insert(document);

    ObjectNode found = store.newest(NODES, "a").orElseThrow();
    assertThat(found).isEqualTo(document);
    assertThat(found.toString()).isEqualTo(document.toString());
  }

  @Test
  void anyNameOfAFieldIsKept() {
    ObjectNode document =
        object(
            "{'id':'a','ts':1,'$schema':'s','$status':'READY','a.b':{'$in':1,'c.d.':2},'.':3,"
                + "'$':4,'x y':5,'\u00e9':6,'0':7,'back\\\\slash':8,'.$a':9}");
    insert(document);

    assertThat(store.newest(NODES, "a")).contains(document);
    assertThat(ids("$schema=s")).containsExactly("a");
    assertThat(ids("a$DOT$b.c$DOT$d$DOT$=number:2")).containsExactly("a");
    assertThat(ids("a$DOT$b.$in=number:1")).containsExactly("a");
  }

  @Test
  void namesInTheFormOfTheOlderServersAreUnderstood() {
    insert(object("{'id':'a','ts':1,'\\\\$schema':'s','a$DOT$b':{'\\\\$x':1}}"));

    assertThat(store.newest(NODES, "a"))
        .contains(object("{'id':'a','ts':1,'$schema':'s','a.b':{'$x':1}}"));
  }

  @Test
  void idsMayHoldAnyCharacterButNul() {
    for (String id : List.of("a/b", "a b", "'; DROP TABLE x; --", "\u00e4\ud83d\ude00", "$a.b:*")) {
      insert(doc("x", 1).put("id", id));

      assertThat(store.newest(NODES, id)).isPresent();
      assertThat(store.markDeleted(NODES, id)).isEqualTo(1);
    }
  }

  @Test
  void documentsThatCannotBeKeptAreRefused() {
    ObjectNode half = doc("a", 1).put("x", "\ud83d");
    ObjectNode infinite = doc("a", 1).put("x", Double.POSITIVE_INFINITY);
    ObjectNode deep = doc("a", 1);
    ObjectNode inner = deep;
    for (int i = 0; i < 200; i++) {
      inner = inner.putObject("x");
    }
    for (ObjectNode bad :
        List.of(
            object("{'ts':1}"),
            object("{'id':'','ts':1}"),
            object("{'id':7,'ts':1}"),
            object("{'id':'a\\u0000','ts':1}"),
            object("{'id':'a'}"),
            object("{'id':'a','ts':12.5}"),
            object("{'id':'a','ts':'1'}"),
            object("{'id':'a','ts':9223372036854775808}"),
            object("{'id':'a','ts':1,'x':123456789012345678901234567890}"),
            object("{'id':'a','ts':1,'':1}"),
            half,
            infinite,
            deep)) {
      assertThatThrownBy(() -> insert(doc("good", 1), bad))
          .isInstanceOf(InvalidDocumentException.class)
          .message()
          .isNotBlank();
    }
    assertThat(find("")).isEmpty();
  }

  @Test
  void mergeReplacesTopLevelFieldsOfTheNewestVersionInPlace() {
    insert(doc("a", 5, "'name':'old'"));
    insert(doc("a", 7, "'name':'new'", "'p':{'x':1,'y':2}", "'keep':[1]"));

    assertThat(store.merge(NODES, "a", object("{'id':'a','ts':9,'p':{'z':3},'more':null}")))
        .contains(doc("a", 9, "'name':'new'", "'p':{'z':3}", "'keep':[1]", "'more':null"));
    assertThat(find(""))
        .containsExactly(
            doc("a", 9, "'name':'new'", "'p':{'z':3}", "'keep':[1]", "'more':null"),
            doc("a", 5, "'name':'old'"));
  }

  @Test
  void mergeOfAnUnknownOrDeletedIdChangesNothing() {
    assertThat(store.merge(NODES, "a", object("{'ts':9}"))).isEmpty();
    insert(doc("a", 5));
    store.markDeleted(NODES, "a");

    assertThat(store.merge(NODES, "a", object("{'ts':9}"))).isEmpty();
    assertThat(store.touch(NODES, "a", 9)).isFalse();
    assertThat(find("")).isEmpty();
  }

  @Test
  void mergeOntoTheTsOfAnotherVersionIsADuplicate() {
    insert(doc("a", 5), doc("a", 7));

    assertThatThrownBy(() -> store.touch(NODES, "a", 5))
        .isInstanceOf(DuplicateVersionException.class)
        .hasMessageContaining("5");
    assertThat(timestamps("")).containsExactly(7L, 5L);
  }

  @Test
  void mergeRefusesAnotherIdAndBadValues() {
    insert(doc("a", 5));

    assertThatThrownBy(() -> store.merge(NODES, "a", object("{'id':'b'}")))
        .isInstanceOf(InvalidDocumentException.class);
    assertThatThrownBy(() -> store.merge(NODES, "a", object("{'ts':null}")))
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void mergeWithoutFieldsGivesTheDocument() {
    insert(doc("a", 5));

    assertThat(store.merge(NODES, "a", JsonNodeFactory.instance.objectNode()))
        .contains(doc("a", 5));
  }

  @Test
  void touchMovesTheNewestVersionAndFreesItsOldTs() {
    insert(doc("a", 5, "'v':1"));

    assertThat(store.touch(NODES, "a", 9)).isTrue();
    insert(doc("a", 5, "'v':2"));

    assertThat(find("")).containsExactly(doc("a", 9, "'v':1"), doc("a", 5, "'v':2"));
  }

  @Test
  void deletedIdIsInvisibleUntilItIsPostedAgain() {
    insert(doc("a", 5), doc("a", 6), doc("b", 1));

    assertThat(store.markDeleted(NODES, "a")).isEqualTo(2);
    assertThat(store.markDeleted(NODES, "a")).isZero();
    assertThat(store.markDeleted(NODES, "unknown")).isZero();
    assertThat(store.newest(NODES, "a")).isEmpty();
    assertThat(ids("")).containsExactly("b");
    assertThat(store.count(NODES, Filter.ALL)).isEqualTo(1);

    insert(doc("a", 4));
    assertThat(find("id=a")).containsExactly(doc("a", 4));
    assertThat(store.newest(NODES, "a")).contains(doc("a", 4));
  }

  @Test
  void onlyTheStatusDeletedHides() {
    insert(
        doc("a", 1, "'$status':'READY'"),
        doc("b", 1, "'$status':'DELETED'"),
        doc("c", 1, "'status':'DELETED'"),
        doc("d", 1, "'$status':null"));

    assertThat(ids("")).containsExactly("a", "c", "d");
    assertThat(store.merge(NODES, "a", object("{'$status':'DELETED'}"))).isPresent();
    assertThat(ids("")).containsExactly("c", "d");
  }

  @Test
  void skipAndLimitCutTheSortedAnswerAlsoWhenItIsJudgedAgain() {
    for (int i = 0; i < 10; i++) {
      insert(doc("n" + i, i, "'even':" + (i % 2 == 0)));
    }

    assertThat(timestamps("skip=3&limit=2")).containsExactly(6L, 5L);
    assertThat(timestamps("even=boolean:true&skip=1&limit=2")).containsExactly(6L, 4L);
    assertThat(timestamps("skip=8")).containsExactly(1L, 0L);
    assertThat(timestamps("skip=100")).isEmpty();
    assertThat(timestamps("limit=0&ts=gte=8")).containsExactly(9L, 8L);
  }

  @Test
  void sortKeysCountInTheirOrderAndNewestFirstEndsTies() {
    insert(
        doc("a", 1, "'name':'x'", "'n':2"),
        doc("b", 2, "'name':'y'", "'n':10"),
        doc("c", 3, "'name':'x'", "'n':1.5"),
        doc("d", 4, "'name':'w'"));

    assertThat(ids("sort=name:1")).containsExactly("d", "c", "a", "b");
    assertThat(ids("sort=name:-1,n:1")).containsExactly("b", "c", "a", "d");
    assertThat(ids("sort=n:1")).containsExactly("d", "c", "a", "b");
    assertThat(ids("sort=ts:1")).containsExactly("a", "b", "c", "d");
    assertThat(ids("sort=id:-1&limit=2")).containsExactly("d", "c");
    assertThat(ids("sort=name:1&limit=1&skip=1")).containsExactly("c");
  }

  @Test
  void valuesOfDifferentTypesSortByType() {
    insert(
        doc("text", 1, "'v':'a'"),
        doc("number", 2, "'v':7"),
        doc("none", 3, "'v':null"),
        doc("missing", 4),
        doc("no", 5, "'v':false"),
        doc("yes", 6, "'v':true"),
        doc("list", 7, "'v':[9,3]"));

    assertThat(ids("sort=v:1"))
        .containsExactly("missing", "none", "list", "number", "text", "no", "yes");
    assertThat(ids("sort=v:-1"))
        .containsExactly("yes", "no", "text", "list", "number", "missing", "none");
  }

  @Test
  void uniqueKeepsTheFirstOfEachIdAndMatchedCountsAll() {
    insert(doc("a", 1), doc("a", 2), doc("b", 3), doc("a", 4), doc("c", 5));

    DocumentCursor cursor = store.find(NODES, QueryParser.parse("unique=true&fields=id"));
    assertThat(cursor.drain(100))
        .containsExactly(object("{'id':'c'}"), object("{'id':'a'}"), object("{'id':'b'}"));
    assertThat(cursor.matched()).isEqualTo(5);
  }

  @Test
  void projectionKeepsOrLeavesOutPaths() {
    insert(doc("a", 1, "'name':'n'", "'location':{'city':'c','zip':1}", "'p':[{'x':1,'y':2},3]"));

    assertThat(find("fields=location.city,none,p.x"))
        .containsExactly(object("{'location':{'city':'c'},'p':[{'x':1}]}"));
    assertThat(find("fields=neg=location.city,p.x,ts,id"))
        .containsExactly(object("{'name':'n','location':{'zip':1},'p':[{'y':2},3]}"));
  }

  @Test
  void arraysAreTransparentInQueries() {
    insert(
        doc("a", 1, "'tags':['x',3]", "'r':[{'ref':'one'},{'ref':'two'}]"),
        doc("b", 2, "'tags':'x'", "'r':{'ref':'two'}"),
        doc("c", 3, "'tags':3"));

    assertThat(ids("tags=x")).containsExactly("b", "a");
    assertThat(ids("tags=number:3")).containsExactly("c", "a");
    assertThat(ids("r.ref=two")).containsExactly("b", "a");
    assertThat(ids("r.ref=one")).containsExactly("a");
    assertThat(ids("r.1.ref=two")).containsExactly("a");
    assertThat(ids("r.ref=reg=^t")).containsExactly("b", "a");
    assertThat(ids("tags=gt=2")).containsExactly("c", "a");
  }

  @Test
  void queriesThatClientsSendFindWhatTheyShould() {
    insert(
        doc("root", 1, "'mode':'directory'", "'parent':null", "'name':'/'"),
        doc("dir", 2, "'mode':'directory'", "'parent':{'href':'h/root'}", "'name':'LandSat_8'"),
        doc("f1", 3, "'mode':'file'", "'parent':{'href':'h/dir'}", "'metadata':{'scene':'LC8'}"),
        doc("f2", 4, "'mode':'file'", "'parent':{'href':'h/dir'}", "'enabled':true"));

    assertThat(ids("parent=null=")).containsExactly("root");
    assertThat(ids("parent.href=null=")).containsExactly("root");
    assertThat(ids("parent.href=h/dir")).containsExactly("f2", "f1");
    assertThat(ids("mode=directory|metadata.scene=reg=^lc")).containsExactly("f1", "dir", "root");
    assertThat(ids("name=reg=sat_8$")).containsExactly("dir");
    assertThat(ids("name=not=landsat_8")).containsExactly("f2", "f1", "root");
    assertThat(ids("enabled=boolean:true")).containsExactly("f2");
    assertThat(ids("enabled=exists=false&mode=file")).containsExactly("f1");
    assertThat(ids("id=f1,root,f1,zz&limit=4")).containsExactly("f1", "root");
    assertThat(ids("ts=gt=1&ts=lt=4")).containsExactly("f1", "dir");
    assertThat(ids("ts=not=x&id=reg=^F")).containsExactly("f2", "f1");
  }

  @Test
  void longListsOfIdsAndManyAlternativesAreAnswered() {
    insert(doc("n7", 7), doc("n8", 8, "'name':'name8'"));
    List<String> ids = IntStream.range(0, 1_600).mapToObj(i -> "n" + i).toList();

    assertThat(ids("id=" + String.join(",", ids))).containsExactly("n8", "n7");
    assertThat(ids("name=x|" + String.join("|", ids.stream().map(i -> "name=name" + i).toList())))
        .isEmpty();
    assertThat(ids("name=x|" + String.join("|", ids.stream().map(i -> "id=" + i).toList())))
        .containsExactly("n8", "n7");
  }

  @Test
  void countsWhatMatches() {
    insert(doc("a", 1, "'x':1"), doc("b", 2, "'x':[1,2]"), doc("c", 3));

    assertThat(store.count(NODES, Filter.ALL)).isEqualTo(3);
    assertThat(store.count(NODES, QueryParser.parse("ts=gt=1").filter())).isEqualTo(2);
    assertThat(store.count(NODES, QueryParser.parse("x=number:1").filter())).isEqualTo(2);
    assertThat(store.count("nothing", Filter.ALL)).isZero();
  }

  @Test
  void collectionsComeIntoBeingByTheFirstWrite() {
    assertThat(store.collections()).isEmpty();
    assertThat(store.newest("nodes", "a")).isEmpty();
    assertThat(store.find("nodes", QuerySpec.all()).drain(1)).isEmpty();
    assertThat(store.merge("nodes", "a", object("{'ts':1}"))).isEmpty();

    for (String name : List.of("nodes", "Nodes", "events", "6b00083893357ddc2bab71dd", "a.b-c_d")) {
      store.insert(name, List.of(doc("a", 1, "'in':'" + name + "'")));
    }
    assertThat(store.collections())
        .containsExactlyInAnyOrder(
            "nodes", "Nodes", "events", "6b00083893357ddc2bab71dd", "a.b-c_d");
    assertThat(store.newest("Nodes", "a")).contains(doc("a", 1, "'in':'Nodes'"));
    assertThat(store.newest("events", "a")).contains(doc("a", 1, "'in':'events'"));
  }

  @Test
  void namesThatNoCollectionCanHaveAreRefused() {
    for (String name :
        List.of("", ".a", "-a", "a b", "a/b", "a\"b", "system.x", "about", "\u00e4")) {
      assertThatThrownBy(() -> store.insert(name, List.of(doc("a", 1))))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> store.find(name, QuerySpec.all()))
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void pruneKeepsTheNewestVersionsOfEachId() {
    insert(doc("a", 1), doc("a", 2), doc("a", 3), doc("a", 4), doc("b", 1), doc("c", 1));
    store.markDeleted(NODES, "c");

    assertThat(store.prune(NODES, new Retention(2, 0))).isEqualTo(2);
    assertThat(find("")).containsExactly(doc("a", 4), doc("a", 3), doc("b", 1));
    assertThat(store.prune(NODES, new Retention(2, 0))).isZero();
  }

  @Test
  void pruneByAgeSparesTheNewestUnlessItIsDeleted() {
    insert(doc("a", 1), doc("a", 2), doc("a", 9), doc("b", 1), doc("b", 2), doc("c", 1));
    insert(doc("c", 2), doc("d", 1), doc("d", 9));
    store.markDeleted(NODES, "c");
    store.markDeleted(NODES, "d");

    assertThat(store.prune(NODES, new Retention(0, 5))).isEqualTo(2 + 1 + 2 + 1);
    assertThat(find("")).containsExactly(doc("a", 9), doc("b", 2));
    insert(doc("c", 2)); // it is gone for good
    assertThatThrownBy(() -> insert(doc("d", 9))).isInstanceOf(DuplicateVersionException.class);
  }

  @Test
  void pruneWorksThroughManyVersions() {
    List<ObjectNode> documents = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      documents.add(doc("n" + i % 700, i));
    }
    store.insert(NODES, documents);

    assertThat(store.prune(NODES, new Retention(1, 0))).isEqualTo(2_300);
    assertThat(store.count(NODES, Filter.ALL)).isEqualTo(700);
    assertThat(store.prune("nothing", new Retention(1, 0))).isZero();
  }

  @Test
  void uidAndDataAreTheSameAfterAReopen() {
    insert(doc("a", 1));
    String uid = store.uid();
    store.close();

    store = open(StoreOptions.DEFAULT);
    assertThat(store.uid()).isEqualTo(uid).hasSize(36);
    assertThat(find("")).containsExactly(doc("a", 1));
    assertThat(store.collections()).containsExactly(NODES);
  }

  @Test
  void withoutHistoryAnInsertReplacesAllVersions() {
    insert(doc("a", 5, "'v':1"), doc("a", 6, "'v':2"), doc("b", 1));
    store.close();
    store = open(StoreOptions.DEFAULT.withHistory(false));

    insert(doc("a", 3, "'v':3"));
    assertThat(find("")).containsExactly(doc("a", 3, "'v':3"), doc("b", 1));
    insert(doc("a", 3, "'v':4"));
    insert(doc("b", 2), doc("a", 9), doc("a", 8));
    assertThat(find("")).containsExactly(doc("a", 8), doc("b", 2));
    store.markDeleted(NODES, "a");
    assertThat(ids("")).containsExactly("b");
    insert(doc("a", 8));
    assertThat(ids("")).containsExactly("a", "b");
  }

  @Test
  void writersSideBySideLoseNothing() throws Exception {
    insert(doc("shared", 0));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        work.add(
            threads.submit(
                () -> {
                  for (int i = 1; i <= 20; i++) {
                    insert(doc("t" + thread, i));
                    store.merge(NODES, "shared", object("{'f" + thread + "':" + i + "}"));
                  }
                }));
      }
      for (Future<?> future : work) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(store.count(NODES, Filter.ALL)).isEqualTo(8 * 20 + 1);
    ObjectNode shared = store.newest(NODES, "shared").orElseThrow();
    for (int t = 0; t < 8; t++) {
      assertThat(shared.get("f" + t).asInt()).isEqualTo(20);
    }
  }

  @Test
  void onlyOneOfManyEqualInsertsWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int version = i / 4;
        attempts.add(
            threads.submit(
                () -> {
                  try {
                    insert(doc("a", version), doc("b", version));
                    return true;
                  } catch (DuplicateVersionException e) {
                    return false;
                  }
                }));
      }
      int won = 0;
      for (Future<Boolean> attempt : attempts) {
        won += attempt.get() ? 1 : 0;
      }
      assertThat(won).isLessThanOrEqualTo(10);
      assertThat(store.count(NODES, Filter.ALL)).isEqualTo(2L * won);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void closedStoreSaysSo() {
    insert(doc("a", 1));
    store.close();

    assertThatThrownBy(() -> insert(doc("b", 1)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> store.newest(NODES, "a"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("closed");
    store.close();
  }
}
