package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** UNIS spec 9.1 to 9.3. */
class ServiceEndpointsTest {

  @RegisterExtension static final RunningUnis UNIS = new RunningUnis();

  @Test
  void theRootListsTheCollectionsWithTheirSchemas() throws IOException {
    Http.Answer answer = Http.get(UNIS.port(), "/");

    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode list = answer.json();
    assertThat(list)
        .extracting(e -> e.path("href").asText().substring("http://localhost:8888/".length()))
        .containsExactly(
            "links",
            "ports",
            "nodes",
            "services",
            "paths",
            "networks",
            "domains",
            "topologies",
            "metadata",
            "measurements",
            "exnodes",
            "extents");
    assertThat(list.get(10).path("targetschema").toString())
        .isEqualTo(
            "{\"type\":\"array\",\"items\":{\"rel\":\"full\",\"href\":\"http://unis.crest.iu.edu/schema/exnode/6/exnode#\"}}");
    assertThat(list).allSatisfy(e -> assertThat(e.path("rel").asText()).isEqualTo("full"));
  }

  @Test
  void aboutTellsWhoThisIs() throws IOException {
    JsonNode about = Http.get(UNIS.port(), "/about").json();

    assertThat(about.path("uid").asText()).isNotEmpty();
    assertThat(about.path("haschild").isBoolean()).isTrue();
    assertThat(about.path("depth").asInt(-1)).isZero();
    assertThat(Http.get(UNIS.port(), "/about").json()).isEqualTo(about);
  }

  @Test
  void schemasAreNamedByType() throws IOException {
    JsonNode schemas = Http.get(UNIS.port(), "/getSchema").json();

    assertThat(schemas.path("service").asText())
        .isEqualTo("http://unis.crest.iu.edu/schema/20160630/service#");
    assertThat(schemas.path("extent").asText())
        .isEqualTo("http://unis.crest.iu.edu/schema/exnode/6/extent#");
  }
}
