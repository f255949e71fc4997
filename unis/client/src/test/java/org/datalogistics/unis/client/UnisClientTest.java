package org.datalogistics.unis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.UnisCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnisClientTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StubDirectory stub;
  private UnisClient client;

  @BeforeEach
  void startServer() throws IOException {
    stub = new StubDirectory();
    client = new UnisClient(stub.uri());
  }

  @AfterEach
  void stopServer() {
    stub.close();
  }

  @Test
  void anItemIsFetchedByItsEncodedId() throws Exception {
    stub.answer(200, "{\"id\":\"a b/c\"}");

    ObjectNode item = client.get(UnisCollection.NODES, "a b/c").orElseThrow();

    assertThat(item.path("id").asText()).isEqualTo("a b/c");
    assertThat(stub.take().target()).isEqualTo("/nodes/a%20b%2Fc");
  }

  @ParameterizedTest
  @CsvSource({"200,[]", "404,gone", "410,gone"})
  void aMissingItemIsNothingHoweverTheServerSaysIt(int status, String body) throws Exception {
    stub.answer(status, body);

    assertThat(client.get(UnisCollection.EXNODES, "x")).isEmpty();
    assertThat(client.getInline("x")).isEmpty();
    assertThat(client.follow(URI.create(stub.uri() + "/exnodes/x"))).isEmpty();
  }

  @Test
  void aQueryGoesIntoTheUrlAndItsArrayComesBack() throws Exception {
    stub.answer(200, "[{\"id\":\"1\"},{\"id\":\"2\"}]");

    List<ObjectNode> found =
        client.query(UnisCollection.SERVICES, Query.all().eq("serviceType", "ibp_server"));

    assertThat(found).hasSize(2);
    assertThat(stub.take().target()).isEqualTo("/services?serviceType=ibp_server");
  }

  @Test
  void servicesAreReadAsRecordsNewestVersionOnly() throws Exception {
    stub.answer(200, "[{\"id\":\"1\",\"serviceType\":\"ibp_server\",\"ttl\":5,\"ts\":1}]");

    assertThat(client.services(Query.all()))
        .singleElement()
        .satisfies(s -> assertThat(s.id()).isEqualTo("1"));
    assertThat(stub.take().target()).isEqualTo("/services?unique=true");
  }

  @Test
  void aDocumentIsPostedAndTheStoredOneReturned() throws Exception {
    stub.answer(201, "{\"id\":\"new\",\"name\":\"ü\"}");

    ObjectNode stored =
        client.create(UnisCollection.NODES, JSON.createObjectNode().put("name", "ü"));

    assertThat(stored.path("id").asText()).isEqualTo("new");
    StubDirectory.Request request = stub.take();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.contentType()).isEqualTo("application/perfsonar+json");
    assertThat(request.json()).isEqualTo(JSON.createObjectNode().put("name", "ü"));
  }

  @Test
  void severalDocumentsArePostedAsOneArray() throws Exception {
    stub.answer(201, "[{\"id\":\"1\"},{\"id\":\"2\"}]");
    List<ObjectNode> two = List.of(JSON.createObjectNode(), JSON.createObjectNode());

    assertThat(client.createAll(UnisCollection.NODES, two)).hasSize(2);
    assertThat(stub.take().json()).hasSize(2);
    assertThat(client.createAll(UnisCollection.NODES, List.of())).isEmpty();
    assertThat(stub.waiting()).isZero();
  }

  @Test
  void aTouchIsAnUpdateWithTheIdAlone() throws Exception {
    stub.answer(204, "").answer(404, "{\"message\":\"unknown\"}");

    assertThat(client.touch(UnisCollection.SERVICES, "s")).isTrue();
    assertThat(stub.take().json()).isEqualTo(JSON.createObjectNode().put("id", "s"));
    assertThat(client.touch(UnisCollection.SERVICES, "s")).isFalse();
  }

  @Test
  void deletingWhatIsNotThereIsNoError() throws Exception {
    stub.answer(404, "");

    client.delete(UnisCollection.NODES, "x");

    assertThat(stub.take().method()).isEqualTo("DELETE");
  }

  @Test
  void aRefusalCarriesTheStatusAndTheServersWords() {
    stub.answer(400, "{\"message\": \"5 is not of type 'string'\"}");
    ObjectNode wrong = JSON.createObjectNode().put("name", 5);

    UnisException refusal =
        catchThrowableOfType(UnisException.class, () -> client.create(UnisCollection.NODES, wrong));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.isRetryable()).isFalse();
    assertThat(refusal)
        .hasMessageContaining("5 is not of type 'string'")
        .hasMessageContaining("/nodes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>hello</html>", "", "5", "[5]", "{", "[{},{}]"})
  void anAnswerThatIsNoDocumentIsAnErrorThatSaysSo(String body) {
    stub.answer(200, body);

    assertThatThrownBy(() -> client.get(UnisCollection.NODES, "x"))
        .isInstanceOf(UnisException.class)
        .hasMessageContaining("Is this a UNIS server?");
  }

  @Test
  void nobodyListeningIsARetryableError() {
    stub.close();

    UnisException error = catchThrowableOfType(UnisException.class, client::uid);

    assertThat(error.status()).isZero();
    assertThat(error.isRetryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "POST", "DELETE"})
  void aServerThatCameBackIsReachedThoughOldConnectionsAreDead(String method) throws Exception {
    stub.answer(200, "{\"uid\":\"before\"}");
    client.uid();
    stub.close();
    stub = new StubDirectory(stub.port()).answer(200, "{\"uid\":\"after\"}");

    switch (method) {
      case "GET" -> assertThat(client.uid()).isEqualTo("after");
      case "PUT" -> assertThat(client.touch(UnisCollection.SERVICES, "s")).isTrue();
      case "POST" -> client.create(UnisCollection.NODES, JSON.createObjectNode());
      default -> client.delete(UnisCollection.NODES, "x");
    }
    assertThat(stub.take().method()).isEqualTo(method);
    assertThat(stub.waiting()).isZero();
  }

  @Test
  void aSilentServerIsGivenUpAtTheDeadline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> impatient(silent).uid())
          .hasMessageContaining("no complete answer within PT0.3S");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nEndless: ", "HTTP/1.1 200 OK\r\n\r\n"})
  void aServerThatDripsBytesIsGivenUpAtTheDeadlineToo(String beginning) throws Exception {
    Thread dripping;
    try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      dripping = new Thread(() -> drip(slow, beginning));
      dripping.start();

      assertThatThrownBy(() -> impatient(slow).uid())
          .hasMessageContaining("no complete answer within PT0.3S");
    }
    dripping.join();
  }

  @Test
  void anAnswerBeyondTheLimitIsNotRead() {
    stub.answer(200, "[{\"name\":\"" + "x".repeat(2000) + "\"}]");
    UnisClient modest =
        new UnisClient(
            stub.uri(), new UnisClient.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1000));

    assertThatThrownBy(() -> modest.query(UnisCollection.NODES, Query.all()))
        .hasMessageContaining("larger than 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8888", "ftp://h", "http:///x", "unis"})
  void aUrlThatNamesNoDirectoryIsRefused(String url) {
    assertThatThrownBy(() -> new UnisClient(URI.create(url)))
        .hasMessageContaining("http://host:8888");
  }

  private static UnisClient impatient(ServerSocket server) {
    URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    return new UnisClient(uri, UnisClient.Limits.usual().within(Duration.ofMillis(300)));
  }

  private static void drip(ServerSocket server, String beginning) {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(beginning.getBytes(StandardCharsets.US_ASCII));
      while (!server.isClosed()) {
        out.write('H');
        out.flush();
        Thread.sleep(10);
      }
    } catch (IOException | InterruptedException e) {
      // The client went away: what this test waits for.
    }
  }
}
