package org.datalogistics.lors.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;

/**
 * Tells a web map of transfers (LoRS spec 9.1): an event for each file and each of its blocks. What
 * happens there never fails or slows a transfer: events wait in a short queue, those that find no
 * room are dropped, and of trouble there is one warning. Safe for use by many threads.
 */
public final class WebMap implements AutoCloseable {
  /** Events that may wait. */
  private static final int QUEUED = 1000;

  /** Sessions have a name of 32 hexadecimal digits. */
  private static final int SESSION_DIGITS = 32;

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(25);

  /** The last in the queue. */
  private static final String END = "";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long the end waits for what is queued. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final URI url;
  private final InstantSource clock;
  private final Consumer<String> warnings;
  private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUED);
  private final Thread sender = new Thread(this::send, "lors-web-map");
  private volatile boolean broken;
  private boolean dropping;

  /**
   * A map; connects in the background.
   *
   * @param url such as {@code http://host:port}; port 80 unless it says otherwise, paths do not
   *     count
   * @param warnings is told once of each kind of trouble
   */
  public WebMap(URI url, InstantSource clock, Consumer<String> warnings) {
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "a web map's URL looks like http://host:port, but this one is '" + url + "'");
    }
    this.url = url;
    this.clock = clock;
    this.warnings = warnings;
    sender.setDaemon(true);
    sender.start();
  }

  /**
   * Tells of the transfer of one file from its start; {@link Session#close} tells of its end.
   *
   * @param id hexadecimal digits that no other transfer has, 32 of them
   * @param connections depots or threads at work
   */
  public Session session(String id, String fileName, long size, int connections) {
    if (id.length() != SESSION_DIGITS) {
      throw new IllegalArgumentException(
          "a session has " + SESSION_DIGITS + " hexadecimal digits, not '" + id + "'");
    }
    ObjectNode payload = JSON.createObjectNode().put("sessionId", id).put("filename", fileName);
    payload.put("size", size).put("connections", connections);
    queue("peri_download_register", payload);
    return new Session(id);
  }

  /** The transfer of one file. */
  public final class Session implements TransferListener, AutoCloseable {
    private final String id;

    private Session(String id) {
      this.id = id;
    }

    @Override
    public void onEvent(TransferEvent event) {
      if (event instanceof TransferEvent.Stored step) {
        push(step.depot(), step.range().offset(), step.range().length());
      } else if (event instanceof TransferEvent.Loaded step) {
        push(step.depot(), step.range().offset(), step.range().length());
      } else if (event instanceof TransferEvent.Copied step) {
        push(step.to(), step.range().offset(), step.range().length());
      }
    }

    private void push(DepotAddress depot, long offset, long length) {
      ObjectNode payload = JSON.createObjectNode().put("sessionId", id).put("host", depot.host());
      queue("peri_download_pushdata", payload.put("offset", offset).put("length", length));
    }

    @Override
    public void close() {
      queue("peri_download_clear", JSON.createObjectNode().put("sessionId", id));
    }
  }

  private void queue(String event, ObjectNode payload) {
    if (broken) {
      return;
    }
    payload.put("timestamp", clock.millis());
    ArrayNode message = JSON.createArrayNode().add(event).add(payload);
    if (!queue.offer("42" + message)) {
      synchronized (this) {
        if (!dropping) {
          dropping = true;
          warnings.accept("the web map at " + url + " is slow: it is not told everything");
        }
      }
    }
  }

  private void send() {
    try (MapConnection connection = MapConnection.open(url)) {
      while (true) {
        String next = queue.poll(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS);
        if (END.equals(next)) {
          return;
        }
        connection.send(next == null ? MapConnection.PING : next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed, and no time is left
    } catch (IOException e) {
      broken = true;
      queue.clear();
      warnings.accept("the web map at " + url + " is not told what happens: " + e.getMessage());
    }
  }

  /** Ends it; waits a moment for what was not told yet. */
  @Override
  public void close() {
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    try {
      if (!broken && queue.offer(END, LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS)) {
        sender.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.interrupt();
  }
}
