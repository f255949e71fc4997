package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** UNIS spec 7.9, 7.10; exNode spec 5.5. */
class CompositesTest {

  @RegisterExtension static final RunningUnis UNIS = new RunningUnis();

  private static final String EXTENTS =
      "[{\"offset\":100,\"size\":50,\"location\":\"ibp://\",\"mapping\":{\"read\":\"ibp://h:6714/1#k/1/READ\"}},"
          + "{\"offset\":0,\"size\":100,\"location\":\"ibp://\",\"parent\":null}]";

  @Test
  void extentsInAnExnodeBecomeDocumentsThatPointBack() throws IOException {
    JsonNode stored =
        Http.post(
                UNIS.port(),
                "/exnodes",
                "{\"id\":\"f\",\"mode\":\"file\",\"name\":\"f\",\"extents\":" + EXTENTS + "}")
            .json();

    assertThat(stored.path("extents"))
        .hasSize(2)
        .allSatisfy(e -> assertThat(e.path("rel").asText()).isEqualTo("full"));
    String href = stored.path("extents").path(0).path("href").asText();
    JsonNode extent = Http.get(UNIS.port(), href.replace("http://localhost:8888", "")).json();
    assertThat(extent.path("offset").asInt()).isEqualTo(100);
    assertThat(extent.path("selfRef").asText()).isEqualTo(href);
    assertThat(extent.path("parent").toString())
        .isEqualTo("{\"href\":\"http://localhost:8888/exnodes/f\",\"rel\":\"full\"}");
    assertThat(Http.get(UNIS.port(), "/extents?parent.href=http://localhost:8888/exnodes/f").json())
        .hasSize(2);
  }

  @Test
  void inlineGivesTheExtentsThemselvesInOrderOfTheFile() throws IOException {
    Http.post(
        UNIS.port(),
        "/exnodes",
        "{\"id\":\"g\",\"mode\":\"file\",\"name\":\"g\",\"extents\":" + EXTENTS + "}");

    JsonNode item = Http.get(UNIS.port(), "/exnodes/g?inline").json();
    assertThat(item.path("extents"))
        .extracting(e -> e.path("offset").asInt())
        .containsExactly(0, 100);
    JsonNode list = Http.get(UNIS.port(), "/exnodes?name=g&inline&fields=name,extents").json();
    assertThat(list.path(0).fieldNames()).toIterable().containsExactlyInAnyOrder("name", "extents");
    assertThat(list.path(0).path("extents")).hasSize(2);
    assertThat(
            Http.get(UNIS.port(), "/exnodes/g")
                .json()
                .path("extents")
                .path(0)
                .path("href")
                .asText())
        .isNotEmpty();
    assertThat(Http.get(UNIS.port(), "/exnodes/none?inline").body()).isEqualTo("[]");
  }

  @Test
  void extentsPostedOnTheirOwnAreFoundByTheirParent() throws IOException {
    String parent = "{\"href\":\"http://localhost:8888/exnodes/own\",\"rel\":\"full\"}";
    Http.post(
        UNIS.port(),
        "/exnodes",
        "{\"id\":\"own\",\"mode\":\"file\",\"extents\":[{\"href\":\"x\",\"rel\":\"full\"}]}");
    String extent =
        "{\"location\":\"ibp://h:1\",\"size\":1,\"offset\":0,\"parent\":" + parent + "}";
    assertThat(Http.post(UNIS.port(), "/extents", extent).status()).isEqualTo(201);

    assertThat(
            Http.get(UNIS.port(), "/exnodes/own?inline")
                .json()
                .path("extents")
                .path(0)
                .path("size")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void aDirectoryIsLeftAlone() throws IOException {
    Http.post(
        UNIS.port(),
        "/exnodes",
        "{\"id\":\"dir\",\"mode\":\"directory\",\"name\":\"d\",\"parent\":null}");

    assertThat(Http.get(UNIS.port(), "/exnodes/dir?inline").json().has("extents")).isFalse();
    assertThat(Http.get(UNIS.port(), "/exnodes?parent=null=&name=d").json()).hasSize(1);
  }

  @Test
  void anExnodesLinksCanBeExchangedAndOtherChildrenAreIgnoredByAnUpdate() throws IOException {
    Http.post(
        UNIS.port(),
        "/exnodes",
        "{\"id\":\"links\",\"mode\":\"file\",\"extents\":" + EXTENTS + "}");

    Http.put(UNIS.port(), "/exnodes/links", "{\"extents\":[{\"offset\":5}],\"size\":7}");
    assertThat(Http.get(UNIS.port(), "/exnodes/links").json().path("extents")).hasSize(2);
    assertThat(Http.get(UNIS.port(), "/exnodes/links").json().path("size").asInt()).isEqualTo(7);

    Http.put(
        UNIS.port(),
        "/exnodes/links",
        "{\"extents\":[{\"href\":\"http://x/extents/1\",\"rel\":\"full\"}]}");
    assertThat(Http.get(UNIS.port(), "/exnodes/links").json().path("extents")).hasSize(1);
  }

  @Test
  void aTopologyKeepsLinksFirstAndItsNodesAndTheirPortsBecomeDocuments() throws IOException {
    String nodes =
        "[{\"name\":\"nodeX\",\"id\":\"n3\"},{\"href\":\"http://other/nodes/1\",\"rel\":\"full\"}]";
    JsonNode stored =
        Http.post(
                UNIS.port(),
                "/topologies",
                "{\"id\":\"t2\",\"nodes\":"
                    + nodes
                    + ",\"domains\":[{\"id\":\"d1\",\"ports\":[{\"id\":\"p1\"}]}]}")
            .json();

    assertThat(stored.path("nodes"))
        .extracting(n -> n.path("href").asText())
        .containsExactly("http://other/nodes/1", "http://localhost:8888/nodes/n3");
    assertThat(Http.get(UNIS.port(), "/nodes/n3").json().path("name").asText()).isEqualTo("nodeX");
    assertThat(
            Http.get(UNIS.port(), "/domains/d1").json().path("ports").path(0).path("href").asText())
        .isEqualTo("http://localhost:8888/ports/p1");
    assertThat(Http.get(UNIS.port(), "/ports/p1").json().path("id").asText()).isEqualTo("p1");
  }
}
