package org.datalogistics.unis.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.http.io.NIOOutputStream;
import org.glassfish.grizzly.http.server.Response;

/** Sends a body as fast as the client takes it, and holds no thread meanwhile. */
final class AnswerWriter implements WriteHandler {

  private static final int CHUNK = 32 * 1024;

  private final Response response;
  private final NIOOutputStream out;
  private final InputStream in;
  private final Runnable afterwards;
  private final ConnectionDeadlines deadlines;
  private final Connection<?> connection;
  private final Duration idle;
  private final long end;
  private boolean over;

  AnswerWriter(
      Response response,
      InputStream in,
      HttpLimits limits,
      ConnectionDeadlines deadlines,
      Runnable afterwards) {
    this.response = response;
    this.out = response.getNIOOutputStream();
    this.in = in;
    this.afterwards = afterwards;
    this.deadlines = deadlines;
    this.connection = response.getRequest().getContext().getConnection();
    this.idle = limits.idle();
    this.end = System.nanoTime() + limits.total().toNanos();
  }

  void start() {
    onWritePossible();
  }

  @Override
  public void onWritePossible() {
    try {
      byte[] chunk = new byte[CHUNK];
      while (!over && out.canWrite()) {
        int n = in.read(chunk);
        if (n < 0) {
          finish();
          return;
        }
        out.write(chunk, 0, n);
      }
      if (!over) {
        deadlines.await(connection, Math.min(System.nanoTime() + idle.toNanos(), end));
        out.notifyCanWrite(this);
      }
    } catch (IOException | RuntimeException e) {
      onError(e);
    }
  }

  @Override
  public void onError(Throwable error) {
    if (over) {
      return;
    }
    // The client is gone, or the answer cannot be read back: an unfinished answer must not look
    // like a whole one.
    over = true;
    connection.terminateSilently();
    end();
  }

  private void finish() throws IOException {
    over = true;
    out.close();
    deadlines.awaitRequest(connection);
    end();
  }

  private void end() {
    try (in) {
      afterwards.run();
    } catch (IOException e) {
      // What was read is not needed any more, whether it can be closed or not.
    }
    if (response.isSuspended()) {
      response.resume();
    }
  }
}
