package org.datalogistics.lors.cli;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.datalogistics.lors.events.DrawingMessages;
import org.datalogistics.lors.events.WebMap;
import org.datalogistics.lors.tree.TreeEvent;
import org.datalogistics.lors.tree.TreeListener;
import org.jspecify.annotations.Nullable;

/** Tells a viewer of drawings ({@code -D}) and a web map ({@code -X}) of what goes on. */
final class Viewers implements TreeListener, AutoCloseable {
  /** Bytes of the name of a session of the web map. */
  private static final int SESSION_BYTES = 16;

  private final Subject subject;
  private final @Nullable DrawingMessages drawing;
  private final @Nullable WebMap map;
  private final Map<Long, WebMap.Session> sessions = new HashMap<>();
  private final RandomGenerator random;

  /**
   * What is looked at.
   *
   * @param tool as the C tools call it, such as {@code Upload}
   * @param exNodeFile of a single file
   * @param maxLength bytes of the longest mapping
   * @param connections operations at once
   */
  record Subject(String tool, String exNodeFile, long maxLength, int connections) {}

  private Viewers(
      Subject subject,
      @Nullable DrawingMessages drawing,
      @Nullable WebMap map,
      RandomGenerator random) {
    this.subject = subject;
    this.drawing = drawing;
    this.map = map;
    this.random = random;
  }

  static Viewers of(ReportOptions.Wanted wanted, Subject subject, Messages messages) {
    URI url = wanted.map();
    if (url == null && !wanted.demo()) {
      return new Viewers(subject, null, null, () -> 0);
    }
    SecureRandom random = new SecureRandom();
    return new Viewers(
        subject,
        wanted.demo() ? new DrawingMessages(messages::info, random) : null,
        url == null ? null : new WebMap(url, InstantSource.system(), messages::warning),
        random);
  }

  @Override
  public void onEvent(TreeEvent event) {
    if (event instanceof TreeEvent.Started started) {
      long length = Math.max(0, started.bytes());
      if (drawing != null) {
        drawing.start(
            subject.tool(),
            length,
            started.name(),
            subject.exNodeFile(),
            Math.min(subject.maxLength(), length));
      }
      if (map != null) {
        String id = session();
        sessions.put(started.id(), map.session(id, started.name(), length, subject.connections()));
      }
    } else if (event instanceof TreeEvent.Moved moved) {
      if (drawing != null) {
        drawing.onEvent(moved.event());
      }
      WebMap.Session session = sessions.get(moved.id());
      if (session != null) {
        session.onEvent(moved.event());
      }
    } else if (event instanceof TreeEvent.Done done) {
      end(done.id());
    } else if (event instanceof TreeEvent.Failed failed) {
      end(failed.id());
    }
  }

  private String session() {
    byte[] id = new byte[SESSION_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private void end(long id) {
    WebMap.Session session = sessions.remove(id);
    if (session != null) {
      session.close();
    }
  }

  @Override
  public void close() {
    sessions.values().forEach(WebMap.Session::close);
    sessions.clear();
    if (map != null) {
      map.close();
    }
  }
}
