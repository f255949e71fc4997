package org.datalogistics.lors.events;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a web map: engine.io over WebSocket. The classes of {@code java.net.http} take
 * half a second to load; nobody but this class may name them.
 */
final class MapConnection implements AutoCloseable {
  /** Keeps the connection alive, and asks for an answer. */
  static final String PING = "2";

  private static final String PONG = "3";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SEND = Duration.ofSeconds(5);

  private final WebSocket socket;
  private final Inbound inbound;

  private MapConnection(WebSocket socket, Inbound inbound) {
    this.socket = socket;
    this.inbound = inbound;
  }

  static MapConnection open(URI url) throws IOException, InterruptedException {
    int port = url.getPort() < 0 ? 80 : url.getPort();
    String host = url.getHost();
    URI target = URI.create("ws://" + host + ":" + port + "/socket.io/?transport=websocket");
    Inbound inbound = new Inbound();
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    WebSocket socket =
        await(
            client.newWebSocketBuilder().connectTimeout(CONNECT).buildAsync(target, inbound),
            CONNECT);
    return new MapConnection(socket, inbound);
  }

  /** Sends a text and waits until it is on its way. */
  void send(String text) throws IOException, InterruptedException {
    if (inbound.asked) {
      inbound.asked = false;
      await(socket.sendText(PONG, true), SEND);
    }
    await(socket.sendText(text, true), SEND);
  }

  private static <T> T await(CompletableFuture<T> future, Duration limit)
      throws IOException, InterruptedException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new IOException("no answer within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String reason =
          cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
      throw new IOException(cause instanceof ConnectException ? "no connection" : reason, e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Takes what comes, which is of no interest but for questions whether we are there. */
  private static final class Inbound implements WebSocket.Listener {
    private volatile boolean asked;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      if (PING.contentEquals(data)) {
        asked = true;
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      // The next send fails and tells it.
    }
  }
}
