package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UNIS spec 3, 5.1, 5.5, 12. */
class HeadersTest {

  @RegisterExtension static final RunningUnis UNIS = new RunningUnis();

  @BeforeAll
  static void postOne() throws IOException {
    Http.post(UNIS.port(), "/nodes", "{\"id\":\"n\",\"name\":\"one\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/perfsonar+json",
        "application/json",
        "application/perfsonar+json profile=http://unis.crest.iu.edu/schema/20160630/node#",
        "application/json,application/perfsonar+json",
        "application/perfsonar+json; profile=http://unis.crest.iu.edu/schema/20160630/node#",
        "APPLICATION/JSON;charset=utf-8",
        "text/plain, application/json",
        ""
      })
  void bodiesAreTakenWithWhateverClientsCallTheirType(String contentType) throws IOException {
    Http.Answer answer =
        Http.sendBody(
            UNIS.port(), "POST", "/nodes", "{\"name\":\"x\"}", "Content-Type: " + contentType);

    assertThat(answer.status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/perfsonar+bson",
        "application/x-www-form-urlencoded",
        ";;;",
        "garbage"
      })
  void bodiesOfOtherTypesAreRefused(String contentType) throws IOException {
    Http.Answer answer =
        Http.sendBody(UNIS.port(), "POST", "/nodes", "{}", "Content-Type: " + contentType);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.json().path("message").asText()).contains("application/perfsonar+json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/perfsonar+json|application/perfsonar+json",
        "*/*|application/json",
        "application/perfsonar+json, */*;q=0.1|application/json",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2|application/json",
        "text/html,application/json,application/perfsonar+json|application/perfsonar+json",
        "application/json,application/perfsonar+json|application/perfsonar+json",
        "application/json|application/json",
        "application/perfsonar+bson, application/perfsonar+json|application/perfsonar+json"
      })
  void theAnswersTypeFollowsTheAcceptHeader(String accept, String type) throws IOException {
    Http.Answer answer = Http.send(UNIS.port(), "GET", "/nodes/n", "Accept: " + accept);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type"))
        .isEqualTo(type + "; profile=\"http://unis.crest.iu.edu/schema/20160630/node#\"");
  }

  @Test
  void withoutAnAcceptHeaderTheNativeTypeIsSent() throws IOException {
    assertThat(Http.get(UNIS.port(), "/nodes/n").header("Content-Type"))
        .startsWith("application/perfsonar+json;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/perfsonar+bson", "text/event-stream"})
  void otherTypesCannotBeHad(String accept) throws IOException {
    Http.Answer answer = Http.send(UNIS.port(), "GET", "/nodes/n", "Accept: " + accept);

    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.json().path("message").asText()).contains(accept);
  }

  @Test
  void anUnchangedAnswerIsNotSentAgain() throws IOException {
    String tag = Http.get(UNIS.port(), "/nodes/n").header("ETag");

    Http.Answer unchanged = Http.send(UNIS.port(), "GET", "/nodes/n", "If-None-Match: " + tag);
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
    assertThat(unchanged.header("ETag")).isEqualTo(tag);
    assertThat(Http.send(UNIS.port(), "GET", "/nodes/n", "If-None-Match: \"x\", W/" + tag).status())
        .isEqualTo(304);
    assertThat(Http.send(UNIS.port(), "GET", "/nodes/n", "If-None-Match: \"x\"").status())
        .isEqualTo(200);
  }

  @Test
  void aPreflightIsAnsweredForEveryPath() throws IOException {
    Http.Answer answer =
        Http.send(
            UNIS.port(),
            "OPTIONS",
            "/nodes/n",
            "Origin: http://page",
            "Access-Control-Request-Method: PUT");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("PUT");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("x-requested-with")
        .contains("content-type");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/nosuch,404",
    "GET,/nodes/a/b,404",
    "PATCH,/nodes/n,405",
    "GET,/events,404",
    "GET,/data/x,404",
    "POST,/subscribe,404"
  })
  void errorsAreJsonWithCorsHeaders(String method, String target, int status) throws IOException {
    Http.Answer answer = Http.send(UNIS.port(), method, target, "Content-Length: 0");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("message").asText()).isNotEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void errorsSpeakOfTheRequestThatFailed() throws IOException {
    for (String path : List.of("/nodes/n", "/links/l")) {
      Http.Answer answer =
          Http.send(UNIS.port(), "PATCH", path, "Content-Length: 0", "Accept: application/json");

      assertThat(answer.json().path("message").asText())
          .isEqualTo("PATCH is not possible on " + path);
    }
    assertThat(Http.send(UNIS.port(), "GET", "/nodes?limit=x").header("Content-Type"))
        .isEqualTo("application/perfsonar+json");
    assertThat(
            Http.send(UNIS.port(), "GET", "/nodes?limit=x", "Accept: application/json")
                .header("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void anErrorThatQuotesTheRequestIsStillValidJson() throws IOException {
    Http.Answer answer = Http.get(UNIS.port(), "/nodes?properties.b=boolean:\"may\\be\"");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().path("message").asText()).contains("\"may\\be\"");
  }

  @Test
  void aHeadRequestGivesTheHeadersOfAGet() throws IOException {
    Http.Answer head = Http.send(UNIS.port(), "HEAD", "/nodes/n");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("X-Count")).isEqualTo("1");
    assertThat(head.body()).isEmpty();
  }
}
