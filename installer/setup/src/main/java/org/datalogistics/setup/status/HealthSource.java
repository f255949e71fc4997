package org.datalogistics.setup.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The documents that a depot serves beside its health page. */
public final class HealthSource {
  private static final int MOST_BYTES = 1 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final URI base;

  /**
   * A source.
   *
   * @param base such as {@code http://localhost:9714}
   */
  public HealthSource(URI base) {
    this.base = base;
  }

  /**
   * Reads a document, also one with status 503: it says what is wrong.
   *
   * @throws IOException if there is none
   */
  public JsonNode read(String path) throws IOException, InterruptedException {
    URI uri = base.resolve(path);
    HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(uri).timeout(LIMIT).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(MOST_BYTES);
      String type = answer.headers().firstValue("Content-Type").orElse("");
      if (!type.startsWith("application/json")) {
        throw new IOException(
            uri + " gives no document of a depot (HTTP " + answer.statusCode() + ")");
      }
      return new ObjectMapper().readTree(bytes);
    }
  }
}
