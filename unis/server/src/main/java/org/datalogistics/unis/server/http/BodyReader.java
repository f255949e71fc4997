package org.datalogistics.unis.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.http.io.NIOInputStream;
import org.glassfish.grizzly.http.server.Request;

/** Collects a request body as it arrives, however slowly, and holds no thread meanwhile. */
final class BodyReader implements ReadHandler {

  private static final int CHUNK = 16 * 1024;

  private final Request request;
  private final NIOInputStream in;
  private final HttpLimits limits;
  private final ByteBudget budget;
  private final ConnectionDeadlines deadlines;
  private final Connection<?> connection;
  private final Receiver receiver;
  private final Collected collected = new Collected();
  private final long end;
  private long taken;
  private boolean over;

  BodyReader(
      Request request,
      HttpLimits limits,
      ByteBudget budget,
      ConnectionDeadlines deadlines,
      Receiver receiver) {
    this.request = request;
    this.in = request.getNIOInputStream();
    this.limits = limits;
    this.budget = budget;
    this.deadlines = deadlines;
    this.connection = request.getContext().getConnection();
    this.receiver = receiver;
    this.end = System.nanoTime() + limits.total().toNanos();
  }

  /** What becomes of a body; exactly one of these is called, once. */
  interface Receiver {

    /** All of it is here; {@code release} must be called when it is not needed any more. */
    void complete(InputStream body, Runnable release);

    /** It is not going to be taken, for this HTTP status and reason. */
    void refused(int status, String reason);

    /** The client went away or was too slow: nobody is left to answer. */
    void lost();
  }

  void start() {
    long declared = request.getContentLengthLong();
    if (declared > limits.effectiveBodyBytes()) {
      refuse(413, tooLarge());
      return;
    }
    waitForMore();
  }

  @Override
  public void onDataAvailable() throws IOException {
    // After the last part onAllDataRead follows by itself. To ask for more then would let Grizzly
    // read on, and the next
    // request of the connection would be taken for a part of this one and be lost.
    if (take() && request.getRequest().isExpectContent()) {
      waitForMore();
    }
  }

  @Override
  public void onAllDataRead() throws IOException {
    if (take() && !over) {
      over = true;
      receiver.complete(collected.toInputStream(), this::release);
    }
  }

  @Override
  public void onError(Throwable error) {
    if (!over) {
      over = true;
      release();
      receiver.lost();
    }
  }

  private void waitForMore() {
    deadlines.await(connection, Math.min(System.nanoTime() + limits.idle().toNanos(), end));
    in.notifyAvailable(this);
  }

  private boolean take() throws IOException {
    byte[] chunk = new byte[Math.max(1, Math.min(CHUNK, in.readyData()))];
    while (!over && in.readyData() > 0) {
      int n = in.read(chunk, 0, Math.min(chunk.length, in.readyData()));
      if (n <= 0) {
        break;
      }
      if (taken + n > limits.effectiveBodyBytes()) {
        refuse(413, tooLarge());
      } else if (!budget.tryTake(n)) {
        refuse(503, "the server holds as many request bodies as it can; try again");
      } else {
        taken += n;
        collected.write(chunk, 0, n);
      }
    }
    return !over;
  }

  private void refuse(int status, String reason) {
    over = true;
    release();
    receiver.refused(status, reason);
  }

  private String tooLarge() {
    return "the body is larger than the limit of "
        + limits.effectiveBodyBytes()
        + " bytes; send it in parts";
  }

  private void release() {
    budget.giveBack(taken);
    taken = 0;
  }

  /** Gives the very bytes that were collected. */
  private static final class Collected extends ByteArrayOutputStream {
    private Collected() {
      super(512);
    }

    private InputStream toInputStream() {
      return new ByteArrayInputStream(buf, 0, count);
    }
  }
}
