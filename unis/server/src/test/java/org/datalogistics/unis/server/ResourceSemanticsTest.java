package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UNIS spec 4 and 5, in the spirit of its transcripts (17). */
class ResourceSemanticsTest {

  private static final String NODE_SCHEMA = "http://unis.crest.iu.edu/schema/20160630/node#";

  @RegisterExtension static final RunningUnis UNIS = new RunningUnis();

  @Test
  void aPostedDocumentComesBackWithIdTsSelfRefAndSchema() throws IOException {
    Http.Answer answer = Http.post(UNIS.port(), "/nodes", "{\"name\":\"node1\"}");

    assertThat(answer.status()).isEqualTo(201);
    JsonNode stored = answer.json();
    assertThat(stored.fieldNames())
        .toIterable()
        .containsExactly("name", "id", "ts", "selfRef", "$schema");
    assertThat(stored.path("id").asText()).matches("[0-9a-f]{24}");
    assertThat(stored.path("ts").asText()).matches("[0-9]{16}");
    assertThat(stored.path("selfRef").asText())
        .isEqualTo("http://localhost:8888/nodes/" + stored.path("id").asText());
    assertThat(stored.path("$schema").asText()).isEqualTo(NODE_SCHEMA);
    assertThat(answer.header("Location")).isEqualTo(stored.path("selfRef").asText());
    assertThat(answer.header("Content-Type"))
        .isEqualTo("application/perfsonar+json; profile=\"" + NODE_SCHEMA + "\"");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void anArrayOfOneIsAnsweredAsAnObject() throws IOException {
    Http.Answer answer = Http.post(UNIS.port(), "/nodes", "[{\"name\":\"c\",\"id\":\"nc\"}]");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("id").asText()).isEqualTo("nc");
    assertThat(answer.header("Location")).isEqualTo("http://localhost:8888/nodes/nc");
  }

  @Test
  void anArrayOfSeveralIsAnsweredAsAnArrayWithoutLocation() throws IOException {
    Http.Answer answer = Http.post(UNIS.port(), "/nodes", "[{\"id\":\"m1\"},{\"id\":\"m2\"}]");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json()).extracting(d -> d.path("id").asText()).containsExactly("m1", "m2");
    assertThat(answer.headers()).doesNotContainKey("location");
  }

  @Test
  void aBatchOfAThousandIsStored() throws IOException {
    StringBuilder batch = new StringBuilder("[{\"name\":\"batch\"}");
    batch.append(",{\"name\":\"batch\"}".repeat(999)).append(']');

    assertThat(Http.post(UNIS.port(), "/ports", batch.toString()).json()).hasSize(1000);
    Http.Answer found = Http.get(UNIS.port(), "/ports?name=batch&fields=id");
    assertThat(found.header("X-Count")).isEqualTo("1000");
    assertThat(found.json()).hasSize(1000);
  }

  @Test
  void whatTheClientChoseStays() throws IOException {
    JsonNode stored =
        Http.post(
                UNIS.port(),
                "/nodes",
                "{\"id\":\"own\",\"ts\":5,\"$schema\":\"http://x/y#\",\"selfRef\":\"http://evil/\"}")
            .json();

    assertThat(stored.path("ts").asLong()).isEqualTo(5);
    assertThat(stored.path("$schema").asText()).isEqualTo("http://x/y#");
    assertThat(stored.path("selfRef").asText()).isEqualTo("http://localhost:8888/nodes/own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"\"}",
        "{\"id\":null}",
        "{\"id\":false}",
        "{\"id\":0}",
        "{\"ts\":0}",
        "{\"ts\":null}"
      })
  void emptyIdsAndTimesAreFilledIn(String body) throws IOException {
    JsonNode stored = Http.post(UNIS.port(), "/nodes", body).json();

    assertThat(stored.path("id").asText()).matches("[0-9a-f]{24}");
    assertThat(stored.path("ts").asLong()).isGreaterThan(1_700_000_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":5}",
        "{\"id\":[]}",
        "{\"ts\":12.5}",
        "{\"ts\":\"abc\"}",
        "{\"ts\":99999999999999999999}",
        "{bad",
        "",
        "5",
        "null",
        "[5]",
        "[]",
        "{} {}",
        "{\"name\":5}"
      })
  void whatCannotBeADocumentIsRefusedWithAReason(String body) throws IOException {
    Http.Answer answer = Http.post(UNIS.port(), "/nodes", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").asText()).isNotEmpty();
  }

  @Test
  void aRefusedElementLeavesNothingOfItsBatch() throws IOException {
    assertThat(
            Http.post(
                    UNIS.port(),
                    "/services",
                    "[{\"id\":\"half\",\"serviceType\":\"x\"},{\"ttl\":\"600\"}]")
                .status())
        .isEqualTo(400);
    assertThat(Http.get(UNIS.port(), "/services/half").body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "services; {\"name\":\"x\"}",
        "services; {\"serviceType\":\"x\",\"ttl\":\"600\"}",
        "services; {\"serviceType\":\"x\",\"runningOn\":\"there\"}",
        "links; {\"directed\":true}",
        "extents; {\"location\":\"ibp://h:1\",\"size\":5}",
        "metadata; {\"subject\":{},\"eventType\":\"x\",\"measurement\":{}}",
        "measurements; {\"eventTypes\":[\"x\"]}"
      })
  void documentsOfCheckedCollectionsNeedTheirFieldsInTheirTypes(String collection, String body)
      throws IOException {
    assertThat(Http.post(UNIS.port(), "/" + collection, body).status()).isEqualTo(400);
    assertThat(Http.post(UNIS.port(), "/" + collection + "?validate=false", body).status())
        .isEqualTo(201);
  }

  @Test
  void exnodesAreNotChecked() throws IOException {
    assertThat(Http.post(UNIS.port(), "/exnodes", "{\"id\":\"bare\"}").status()).isEqualTo(201);
  }

  @Test
  void aSecondPostIsASecondVersionAndTheNewestComesFirst() throws IOException {
    Http.post(UNIS.port(), "/nodes", "{\"id\":\"na\",\"name\":\"a\",\"ts\":5}");
    Http.post(UNIS.port(), "/nodes", "{\"id\":\"na\",\"name\":\"dup\"}");

    Http.Answer versions = Http.get(UNIS.port(), "/nodes?id=na");
    assertThat(versions.header("X-Count")).isEqualTo("2");
    assertThat(versions.json())
        .extracting(d -> d.path("name").asText())
        .containsExactly("dup", "a");
    assertThat(Http.get(UNIS.port(), "/nodes/na").json().path("name").asText()).isEqualTo("dup");
    assertThat(Http.get(UNIS.port(), "/nodes?id=na&unique=true").json()).hasSize(1);
    assertThat(Http.get(UNIS.port(), "/nodes/na?ts=5").json().path("name").asText()).isEqualTo("a");
  }

  @Test
  void theSameIdAndTsIsAConflict() throws IOException {
    Http.post(UNIS.port(), "/nodes", "{\"id\":\"conflict\",\"ts\":7}");

    assertThat(Http.post(UNIS.port(), "/nodes", "{\"id\":\"conflict\",\"ts\":7}").status())
        .isEqualTo(409);
  }

  @Test
  void rapidPostsOfOneIdNeverConflict() throws IOException {
    for (int i = 0; i < 50; i++) {
      assertThat(
              Http.post(UNIS.port(), "/nodes", "[{\"id\":\"rapid\"},{\"id\":\"rapid\"}]").status())
          .isEqualTo(201);
    }
    assertThat(Http.get(UNIS.port(), "/nodes?id=rapid").header("X-Count")).isEqualTo("100");
  }

  @Test
  void anUpdateMergesTopLevelFieldsIntoTheNewestVersion() throws IOException {
    Http.post(
        UNIS.port(),
        "/nodes",
        "{\"id\":\"up\",\"name\":\"old\",\"ts\":5,\"properties\":{\"a\":1,\"b\":2}}");
    Http.post(
        UNIS.port(),
        "/nodes",
        "{\"id\":\"up\",\"name\":\"new\",\"ts\":6,\"properties\":{\"a\":1,\"b\":2}}");

    Http.Answer answer = Http.put(UNIS.port(), "/nodes/up", "{\"properties\":{\"a\":3}}");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    JsonNode versions = Http.get(UNIS.port(), "/nodes?id=up").json();
    assertThat(versions).hasSize(2);
    assertThat(versions.path(0).path("name").asText()).isEqualTo("new");
    assertThat(versions.path(0).path("properties").toString()).isEqualTo("{\"a\":3}");
    assertThat(versions.path(0).path("ts").asLong()).isGreaterThan(1_700_000_000_000_000L);
    assertThat(versions.path(1).path("name").asText()).isEqualTo("old");
    assertThat(versions.path(1).path("properties").path("b").asInt()).isEqualTo(2);
  }

  @Test
  void aTouchSetsNothingButTheTime() throws IOException {
    JsonNode before =
        Http.post(UNIS.port(), "/services", "{\"id\":\"touched\",\"serviceType\":\"x\",\"ttl\":5}")
            .json();

    assertThat(Http.put(UNIS.port(), "/services/touched", "{\"id\":\"touched\"}").status())
        .isEqualTo(204);

    JsonNode after = Http.get(UNIS.port(), "/services/touched").json();
    assertThat(after.path("ts").asLong()).isGreaterThan(before.path("ts").asLong());
    assertThat(after.path("ttl").asInt()).isEqualTo(5);
    assertThat(Http.get(UNIS.port(), "/services?id=touched").json()).hasSize(1);
  }

  @Test
  void aGivenTsIsTakenByAnUpdate() throws IOException {
    Http.post(UNIS.port(), "/nodes", "{\"id\":\"timed\",\"ts\":5}");

    assertThat(Http.put(UNIS.port(), "/nodes/timed", "{\"ts\":77}").status()).isEqualTo(204);
    assertThat(Http.get(UNIS.port(), "/nodes/timed").json().path("ts").asLong()).isEqualTo(77);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/nodes/absent; {\"name\":\"q\"}; 404",
        "/nodes/absent; {\"id\":\"other\"}; 400",
        "/nodes/absent; {bad; 400",
        "/nodes/absent; []; 400",
        "/nodes; {}; 400",
        "/nodes/absent; {\"ts\":\"x\"}; 400"
      })
  void anUpdateThatCannotBeDoneSaysWhy(String target, String body, int status) throws IOException {
    Http.Answer answer = Http.put(UNIS.port(), target, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("message").asText()).isNotEmpty();
  }

  @Test
  void aDeletedDocumentIsInvisibleUntilItIsPostedAgain() throws IOException {
    Http.post(UNIS.port(), "/nodes", "{\"id\":\"nb\"}");

    assertThat(Http.delete(UNIS.port(), "/nodes/nb").status()).isEqualTo(204);
    assertThat(Http.delete(UNIS.port(), "/nodes/nb").status()).isEqualTo(204);
    assertThat(Http.get(UNIS.port(), "/nodes/nb").body()).isEqualTo("[]");
    assertThat(Http.get(UNIS.port(), "/nodes?id=nb").body()).isEqualTo("[]");
    assertThat(Http.put(UNIS.port(), "/nodes/nb", "{\"id\":\"nb\"}").status()).isEqualTo(404);

    Http.post(UNIS.port(), "/nodes", "{\"id\":\"nb\",\"name\":\"back\"}");
    assertThat(Http.get(UNIS.port(), "/nodes?id=nb").json()).hasSize(1);
  }

  @Test
  void deletingWhatNeverWasIsFineAndACollectionIsNotDeleted() throws IOException {
    assertThat(Http.delete(UNIS.port(), "/nodes/never").status()).isEqualTo(204);
    assertThat(Http.delete(UNIS.port(), "/nodes").status()).isEqualTo(400);
  }

  @Test
  void valuesOfAllKindsComeBackExactly() throws IOException {
    String odd =
        "{\"u\":\"Grüße 你好 🚀\",\"big\":9007199254740993,\"d\":0.1,\"e\":1.0E-7,\"n\":null,\"a\":[[],{}],\"$x.y\":1}";
    Http.post(UNIS.port(), "/nodes", "{\"id\":\"values\",\"properties\":" + odd + "}");

    assertThat(Http.get(UNIS.port(), "/nodes/values").json().path("properties").toString())
        .isEqualTo(odd);
  }

  @Test
  void aPostToAnItemIsAnInsertAndTheUrlsIdDoesNotCount() throws IOException {
    Http.Answer answer = Http.post(UNIS.port(), "/nodes/whatever", "{\"id\":\"inserted\"}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location"))
        .isEqualTo("http://localhost:8888/nodes/whatever/inserted");
    assertThat(Http.get(UNIS.port(), "/nodes/whatever").body()).isEqualTo("[]");
  }

  @Test
  void anItemWithFieldsIsAnArrayOfItsVersions() throws IOException {
    Http.post(UNIS.port(), "/nodes", "{\"id\":\"vs\",\"name\":\"n\"}");

    assertThat(Http.get(UNIS.port(), "/nodes/vs?fields=name").body())
        .isEqualTo("[{\"name\":\"n\"}]");
    assertThat(Http.get(UNIS.port(), "/nodes/vs").json().isObject()).isTrue();
    assertThat(Http.get(UNIS.port(), "/nodes/none?fields=name").body()).isEqualTo("[]");
  }

  @Test
  void anOldNameOfTheExnodesStillWorks() throws IOException {
    Http.post(UNIS.port(), "/files", "{\"id\":\"f1\",\"name\":\"old\"}");

    assertThat(Http.get(UNIS.port(), "/exnodes/f1").json().path("selfRef").asText())
        .isEqualTo("http://localhost:8888/exnodes/f1");
  }
}
