package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.resource.ResourceState;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics over real HTTP. */
class MonitorTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;
  private TestDepot depot;

  @BeforeEach
  void start() throws IOException {
    depot = TestDepot.start(folder, "--metrics-port", "0");
  }

  @AfterEach
  void stop() throws IOException {
    depot.close();
  }

  private int port() {
    return depot.depot().metricsPort().orElseThrow();
  }

  private HttpResponse<String> ask(String method, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(5))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void healthTellsTheSpaceOfEachResource() throws Exception {
    try (RawClient client = depot.connect()) {
      depot.allocate(client, 1000);
    }
    HttpResponse<String> answer = ask("GET", "/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode health = new ObjectMapper().readTree(answer.body());
    assertThat(health.path("state").asText()).isEqualTo("ok");
    assertThat(health.path("address").asText()).isEqualTo("127.0.0.1:" + depot.port());
    JsonNode resource = health.path("resources").path(0);
    assertThat(resource.path("id").asText()).isEqualTo("1");
    assertThat(resource.path("size").asLong()).isEqualTo(200L << 20);
    assertThat(resource.path("hard").asLong()).isEqualTo(1000);
    assertThat(resource.path("allocations").asLong()).isEqualTo(1);
  }

  @Test
  void everyLineOfTheMetricsIsOfTheTextFormat() throws Exception {
    HttpResponse<String> answer = ask("GET", "/metrics?x=1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().lines())
        .allMatch(
            line ->
                line.matches("# (HELP|TYPE) [a-z_]+ .+")
                    || line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\\})? \\S+"))
        .contains("dlt_resource_size_bytes{resource=\"1\"} " + (200L << 20))
        .contains("dlt_depot_state{state=\"ok\"} 1");
    List<String> names = answer.body().lines().filter(line -> line.startsWith("# TYPE")).toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  private void awaitMetrics(String... lines) {
    await().untilAsserted(() -> assertThat(ask("GET", "/metrics").body().lines()).contains(lines));
  }

  @Test
  void transfersUnderWayAreTold() {
    try (RawClient client = depot.connect();
        RawClient other = depot.connect()) {
      TestDepot.Keys keys = depot.allocate(client, 1000);
      client.send("1 2 " + keys.write() + " 0 3 30\nabc").expectLine("1 ").expectLine("1 3 ");
      client.send("1 2 " + keys.write() + " 0 5 30\nhel").expectLine("1 ");
      String source = "ibp://127.0.0.1:" + depot.port() + "/" + keys.read() + "/1/READ";
      other.send("1 21 1 " + keys.write() + " " + source + " 0 -1 0 3 30 30 30\n");
      awaitMetrics(
          "dlt_depot_transfers{kind=\"upload\"} 1",
          "dlt_depot_transfers{kind=\"download\"} 0",
          "dlt_depot_transfers{kind=\"copy\"} 1");
      client.send("lo").expectLine("1 5 ");
      other.expectLine("1 3 ");
      awaitMetrics(
          "dlt_depot_transfers{kind=\"upload\"} 0", "dlt_depot_transfers{kind=\"copy\"} 0");
    }
  }

  @Test
  void bytesOfCopiesAreCountedByWhereTheyWent(@TempDir Path there) throws Exception {
    try (TestDepot second = TestDepot.start(there);
        RawClient client = depot.connect();
        RawClient away = second.connect()) {
      TestDepot.Keys keys = depot.allocate(client, 1000);
      client.send("1 2 " + keys.write() + " 0 5 30\nhello").expectLine("1 ").expectLine("1 5 ");
      TestDepot.Keys far = second.allocate(away, 1000);
      String write = " " + far.capabilities().get(1);
      client.send("1 5 " + keys.read() + write + " 0 0 5 30 30 30\n").expectLine("1 5 ");
      String read = " " + far.capabilities().get(0);
      client.send("1 21 1 " + keys.write() + read + " 0 -1 0 4 30 30 30\n").expectLine("1 4 ");
      String own = " " + keys.capabilities().get(1);
      client.send("1 5 " + keys.read() + own + " 0 0 3 30 30 30\n").expectLine("1 3 ");
      client.send("1 5 " + keys.read() + own + " 0 0 300 30 30 30\n").expectLine("-19 ");
      awaitMetrics(
          "dlt_depot_copied_bytes_total{way=\"pushed\"} 5",
          "dlt_depot_copied_bytes_total{way=\"pulled\"} 4",
          "dlt_depot_copied_bytes_total{way=\"within\"} 3",
          "dlt_depot_transfers{kind=\"copy\"} 0");
    }
  }

  @Test
  void commandsAndBytesAreCountedByWhatCameOfThem() throws Exception {
    try (RawClient client = depot.connect()) {
      TestDepot.Keys keys = depot.allocate(client, 1000);
      client.send("1 2 " + keys.write() + " 0 5 30\nhello").expectLine("1 ").expectLine("1 5 ");
      client.send("1 8 " + keys.read() + " 0 0 5 30\n").expect("1 5 \nhello");
      client.send("1 8 " + keys.read() + " 0 0 50 30\n").expectLine("-19 ");
      await()
          .untilAsserted(
              () ->
                  assertThat(ask("GET", "/metrics").body().lines())
                      .contains(
                          "dlt_depot_commands_total{command=\"allocate\",outcome=\"ok\"} 1",
                          "dlt_depot_commands_total{command=\"store\",outcome=\"ok\"} 1",
                          "dlt_depot_commands_total{command=\"load\",outcome=\"ok\"} 1",
                          "dlt_depot_commands_total{command=\"load\",outcome=\"would_exceed_limit\"}"
                              + " 1",
                          "dlt_depot_command_seconds_count{command=\"load\"} 2",
                          "dlt_depot_connections 1"));
    }
    JsonNode client =
        new ObjectMapper()
            .readTree(ask("GET", "/health").body())
            .path("traffic")
            .path("busiest")
            .path(0);
    assertThat(client.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(client.path("commands").asInt()).isEqualTo(4);
    assertThat(client.path("sent").asLong()).isGreaterThan(200);
  }

  @Test
  void whatWasDeletedIsListedByTheNameThatBringsItBack() throws Exception {
    try (RawClient client = depot.connect()) {
      TestDepot.Keys keys = depot.allocate(client, 1000);
      client.send("1 9 " + keys.manage() + " 0 42 1 30\n").expectLine("1 ");
      JsonNode entry =
          new ObjectMapper().readTree(ask("GET", "/trash/1").body()).path("deleted").path(0);
      assertThat(entry.path("maxSize").asLong()).isEqualTo(1000);
      client
          .send("1 96 1 0 " + entry.path("trashId").asText() + " 600 30\n")
          .expectLine("1 ")
          .send("1 9 " + keys.manage() + " 0 40 3 0 0 0 30\n");
      assertThat(client.readLine()).startsWith("1 1 0 0 1000 ");
    }
    assertThat(ask("GET", "/trash/77").statusCode()).isEqualTo(404);
  }

  @Test
  void leasesAreCountedByTimeLeft() throws Exception {
    try (RawClient client = depot.connect()) {
      for (long seconds : List.of(600, 1800, 7200, 3 * 86_400, 20 * 86_400)) {
        depot.allocate(client, "1 1 1 2 1 " + seconds + " 100 30\n");
      }
    }
    // They are counted in the database, behind the journal, and not more often than every 2 s.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(ask("GET", "/metrics").body().lines())
                    .contains(
                        "dlt_resource_leases{resource=\"1\",left=\"ended\"} 0",
                        "dlt_resource_leases{resource=\"1\",left=\"1h\"} 2",
                        "dlt_resource_leases{resource=\"1\",left=\"1d\"} 1",
                        "dlt_resource_leases{resource=\"1\",left=\"7d\"} 1",
                        "dlt_resource_leases{resource=\"1\",left=\"30d\"} 1",
                        "dlt_resource_leases{resource=\"1\",left=\"longer\"} 0"));
  }

  @Test
  void thePageIsWholeWithoutAnythingFromElsewhere() throws Exception {
    HttpResponse<String> answer = ask("GET", "/");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(answer.body())
        .contains("Resource 1")
        .contains("200 MiB")
        .endsWith("</html>\n")
        .doesNotContain("http://")
        .doesNotContain("<script");
  }

  @Test
  void aResourceThatIsOfflineShowsAndADepotWithoutAnyOtherIsDown() throws Exception {
    depot.depot().resources().all().get(0).setState(ResourceState.OFFLINE);
    // What was seen before serves for a second.
    await().until(() -> ask("GET", "/health").statusCode() == 503);
    assertThat(ask("GET", "/health").body()).contains("\"state\" : \"offline\"");
    assertThat(ask("GET", "/metrics").body())
        .contains("dlt_resource_state{resource=\"1\",state=\"offline\"} 1")
        .contains("dlt_depot_state{state=\"down\"} 1");
    assertThat(ask("GET", "/").statusCode()).isEqualTo(503);
  }

  @Test
  void headGivesTheLengthAlone() throws Exception {
    HttpResponse<String> answer = ask("HEAD", "/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(100);
  }

  @Test
  void otherMethodsAndPathsAreRefused() throws Exception {
    assertThat(ask("POST", "/health").statusCode()).isEqualTo(405);
    assertThat(ask("DELETE", "/").statusCode()).isEqualTo(405);
    assertThat(ask("GET", "/etc/passwd").statusCode()).isEqualTo(404);
  }

  @Test
  void garbageAndEndlessHeadsEndWithAnError() throws Exception {
    assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(raw("GET / HTTP/1.1\r\nX: " + "x".repeat(9000))).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void connectionsEndWithTheirAnswers() throws Exception {
    for (int i = 0; i < 200; i++) {
      assertThat(ask("GET", "/nothing").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aClientThatEndsItsSideStillGetsItsAnswer() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(5000);
      socket
          .getOutputStream()
          .write("GET /health HTTP/1.0\n\n".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void manySilentConnectionsDoNotKeepOthersOut() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.getOutputStream().write("GET /health HT".getBytes(StandardCharsets.US_ASCII));
        silent.add(socket);
      }
      assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
