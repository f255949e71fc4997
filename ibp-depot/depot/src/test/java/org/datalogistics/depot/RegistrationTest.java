package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a depot tells a directory over real HTTP. */
class RegistrationTest {
  private record Written(String method, String path, JsonNode document) {}

  @TempDir Path folder;
  private final BlockingQueue<Written> written = new LinkedBlockingQueue<>();
  private HttpServer directory;

  @BeforeEach
  void start() throws IOException {
    directory = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    directory.createContext(
        "/services",
        exchange -> {
          JsonNode document = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
          String method = exchange.getRequestMethod();
          byte[] answer = document.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/perfsonar+json");
          exchange.sendResponseHeaders(method.equals("POST") ? 201 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
          written.add(new Written(method, exchange.getRequestURI().getPath(), document));
        });
    directory.start();
  }

  @AfterEach
  void stop() {
    directory.stop(0);
  }

  private TestDepot depot(String... more) throws IOException {
    String[] flags = new String[more.length + 2];
    flags[0] = "--unis";
    flags[1] = "http://127.0.0.1:" + directory.getAddress().getPort();
    System.arraycopy(more, 0, flags, 2, more.length);
    return TestDepot.start(folder, flags);
  }

  private Written next() throws InterruptedException {
    Written next = written.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void theRecordSaysWhatReadersNeed() throws Exception {
    try (TestDepot depot =
        depot(
            "--tls-port",
            "0",
            "--name",
            "campus-1",
            "--latitude",
            "39.17",
            "--place",
            "city=Bloomington")) {
      Written first = next();

      assertThat(first.method() + " " + first.path()).isEqualTo("POST /services");
      JsonNode record = first.document();
      assertThat(record.path("serviceType").asText()).isEqualTo("ibp_server");
      assertThat(record.path("name").asText()).isEqualTo("campus-1");
      assertThat(record.path("accessPoint").asText()).isEqualTo("ibp://127.0.0.1:" + depot.port());
      assertThat(record.path("status").asText()).isEqualTo("ON");
      assertThat(record.path("enabled").asBoolean()).isTrue();
      assertThat(record.path("ttl").asInt()).isEqualTo(120);
      assertThat(record.path("location").path("latitude").asDouble()).isEqualTo(39.17);
      assertThat(record.path("location").path("city").asText()).isEqualTo("Bloomington");
      assertThat(record.path("listeners").path(0).path("tcp").asText())
          .isEqualTo("127.0.0.1/" + depot.port());
      assertThat(record.path("listeners").path(1).path("tls").asText())
          .isEqualTo("127.0.0.1/" + depot.depot().tlsPort().orElseThrow());
      JsonNode properties = record.path("properties");
      assertThat(properties.path("total").asLong()).isEqualTo(200L << 20);
      assertThat(properties.path("state").asText()).isEqualTo("ok");
      assertThat(properties.path("maxDurationSeconds").asLong()).isEqualTo(30L * 24 * 3600);
      JsonNode resource = properties.path("resources").path(0);
      assertThat(resource.path("id").asText()).isEqualTo("1");
      assertThat(resource.path("state").asText()).isEqualTo("read-write");
      assertThat(resource.path("maxSize").asLong()).isEqualTo(200L << 20);
    }
  }

  @Test
  void muchThatIsLeasedIsToldSoonAndTheEndAtOnce() throws Exception {
    try (TestDepot depot = depot()) {
      assertThat(next().method()).isEqualTo("POST");
      try (RawClient client = depot.connect()) {
        depot.allocate(client, 50L << 20);
      }
      Written update = next(); // Long before half of the ttl.

      assertThat(update.method()).isEqualTo("PUT");
      assertThat(update.document().path("properties").path("used").asLong()).isEqualTo(50L << 20);
    }
    Written last = next();
    assertThat(last.document().path("status").asText()).isEqualTo("OFF");
  }
}
