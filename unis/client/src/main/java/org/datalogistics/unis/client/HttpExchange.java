package org.datalogistics.unis.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer, with an end in time whatever the peer does.
 *
 * <p>{@link HttpURLConnection} and not {@code java.net.http}: the first request of a process takes
 * 20 ms instead of 200 ms, and class loading on the way another 300 ms less, which a command line
 * tool pays on every call. It never offers HTTP/2, and it keeps connections alive for all clients
 * of the process.
 */
final class HttpExchange {

  private static final int CHUNK = 64 * 1024;

  private final UnisClient.Limits limits;

  HttpExchange(UnisClient.Limits limits) {
    this.limits = limits;
  }

  /**
   * @param status the HTTP status
   * @param body the whole body, empty when there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // handed from here to the parser, never compared
  record Answer(int status, byte[] body) {}

  Answer send(String method, URI url, byte @Nullable [] body) throws UnisException {
    long end = System.nanoTime() + limits.timeout().toNanos();
    HttpURLConnection connection = open(url);
    CompletableFuture<Void> guard = new CompletableFuture<>();
    try {
      connection.setRequestMethod(method);
      connection.setConnectTimeout(millis(limits.connectTimeout()));
      connection.setReadTimeout(millis(limits.timeout()));
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestProperty("Accept", "application/perfsonar+json");
      // The read timeout starts anew with each byte of the header; this ends the wait for all of
      // it.
      var unused =
          guard
              .orTimeout(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)
              .exceptionally(
                  late -> {
                    connection.disconnect();
                    return null;
                  });
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/perfsonar+json");
        if (method.equals("POST")) {
          // Keeps the JDK from sending it twice when a connection breaks; anything else may be
          // repeated.
          connection.setFixedLengthStreamingMode(body.length);
        }
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body);
        }
      }
      int status = connection.getResponseCode();
      guard.complete(null);
      if (status < 0) {
        throw new IOException("the answer is not HTTP");
      }
      return new Answer(status, read(connection, status, end));
    } catch (IOException | RuntimeException e) {
      connection.disconnect();
      boolean late = System.nanoTime() - end >= 0;
      String reason =
          late ? "no complete answer within " + limits.timeout() : String.valueOf(e.getMessage());
      throw new UnisException(
          "%s %s failed: %s. Is a UNIS server running there?".formatted(method, shown(url), reason),
          url,
          0,
          e);
    } finally {
      guard.complete(null);
    }
  }

  /** The URL for people: long queries are cut. */
  static String shown(URI url) {
    String text = url.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }

  private byte[] read(HttpURLConnection connection, int status, long end) throws IOException {
    InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    if (in == null) {
      return new byte[0];
    }
    try (in) {
      ByteArrayOutputStream out =
          new ByteArrayOutputStream(Math.max(0, Math.min(connection.getContentLength(), CHUNK)));
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (System.nanoTime() - end >= 0) {
          throw new IOException("too slow");
        }
        if (out.size() + (long) n > limits.maxAnswerBytes()) {
          throw new IOException(
              "the answer is larger than "
                  + limits.maxAnswerBytes()
                  + " bytes; ask for less with limit or fields");
        }
        out.write(chunk, 0, n);
      }
      return out.toByteArray();
    }
  }

  private static HttpURLConnection open(URI url) throws UnisException {
    try {
      return (HttpURLConnection) url.toURL().openConnection();
    } catch (IOException | IllegalArgumentException e) {
      throw new UnisException("Cannot open " + shown(url) + ": " + e.getMessage(), url, 0, e);
    }
  }

  private static int millis(Duration duration) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
  }
}
