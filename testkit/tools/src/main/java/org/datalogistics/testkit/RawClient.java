package org.datalogistics.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A plain TCP client for conformance tests: sends exactly these bytes, expects exactly those.
 *
 * <p>Whatever does not come as expected, or not in time, is an {@link AssertionError} that shows
 * the bytes escaped. Texts are UTF-8. For one thread.
 */
public final class RawClient implements AutoCloseable {
  /** How long an answer may take where a call names no limit of its own. */
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

  private static final int LONGEST_LINE = 1 << 20;

  private final Socket socket;
  private final Duration limit;

  private RawClient(Socket socket, Duration limit) {
    this.socket = socket;
    this.limit = limit;
  }

  /** Connects to a port of the loopback address; answers may take {@link #DEFAULT_LIMIT}. */
  public static RawClient connect(int port) {
    return connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEFAULT_LIMIT);
  }

  /** Connects to an address; connecting and each answer may take {@code limit}. */
  public static RawClient connect(InetSocketAddress address, Duration limit) {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, Math.toIntExact(limit.toMillis()));
      return new RawClient(socket, limit);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new UncheckedIOException("cannot connect to " + address, e);
    }
  }

  /** Sends a text as UTF-8. */
  public RawClient send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes. */
  public RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send " + Escaped.quote(bytes), e);
    }
    return this;
  }

  /** Reads as many bytes as {@code text} has and fails at the first that differs. */
  public RawClient expect(String text) {
    return expect(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads as many bytes as {@code bytes} has and fails at the first that differs. */
  public RawClient expect(byte[] bytes) {
    byte[] got = new byte[bytes.length];
    int length = 0;
    long end = System.nanoTime() + limit.toNanos();
    while (length < bytes.length) {
      int count = read(got, length, bytes.length - length, end);
      String trouble = count < 0 ? "end of the stream" : count == 0 ? "nothing more" : "";
      length += Math.max(count, 0);
      int mismatch = Arrays.mismatch(got, 0, length, bytes, 0, length);
      if (mismatch >= 0 || !trouble.isEmpty()) {
        throw new AssertionError(
            "expected %s%nbut got  %s%s%nat byte %d"
                .formatted(
                    Escaped.quote(bytes),
                    Escaped.quote(got, 0, length),
                    trouble.isEmpty() ? "" : ", then " + trouble + " within " + limit,
                    mismatch >= 0 ? mismatch : length));
      }
    }
    return this;
  }

  /** Reads a line and fails unless it is {@code line} (given without its line feed). */
  public RawClient expectLine(String line) {
    String got = readLine();
    if (!got.equals(line)) {
      throw new AssertionError(
          "expected the line %s%nbut got           %s".formatted(quote(line), quote(got)));
    }
    return this;
  }

  /** Reads up to the next line feed; returns what is before it. */
  public String readLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] one = new byte[1];
    long end = System.nanoTime() + limit.toNanos();
    while (line.size() < LONGEST_LINE) {
      int count = read(one, 0, 1, end);
      if (count <= 0) {
        throw new AssertionError(
            "expected a line but got %s, then %s within %s"
                .formatted(
                    Escaped.quote(line.toByteArray()),
                    count < 0 ? "end of the stream" : "nothing more",
                    limit));
      }
      if (one[0] == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(one[0]);
    }
    throw new AssertionError("no line feed in the first " + LONGEST_LINE + " bytes");
  }

  /** Reads exactly {@code count} bytes. */
  public byte[] readFully(int count) {
    byte[] bytes = new byte[count];
    int length = 0;
    long end = System.nanoTime() + limit.toNanos();
    while (length < count) {
      int more = read(bytes, length, count - length, end);
      if (more <= 0) {
        throw new AssertionError(
            "expected %d bytes but got %d: %s, then %s within %s"
                .formatted(
                    count,
                    length,
                    Escaped.quote(bytes, 0, length),
                    more < 0 ? "end of the stream" : "nothing more",
                    limit));
      }
      length += more;
    }
    return bytes;
  }

  /**
   * Fails unless the other side ends the stream in an orderly way, with no further byte, within
   * {@code within}.
   */
  public void expectEof(Duration within) {
    byte[] bytes = new byte[1024];
    int count = read(bytes, 0, bytes.length, System.nanoTime() + within.toNanos());
    if (count >= 0) {
      throw new AssertionError(
          "expected the end of the stream within %s but %s"
              .formatted(
                  within,
                  count == 0
                      ? "the connection is still open"
                      : "got " + Escaped.quote(bytes, 0, count)));
    }
  }

  /**
   * Fails unless the connection ends within {@code within}, orderly or by a reset; what comes
   * before is dropped.
   */
  public void expectClosed(Duration within) {
    byte[] bytes = new byte[8192];
    long end = System.nanoTime() + within.toNanos();
    try {
      int count;
      do {
        count = read(bytes, 0, bytes.length, end);
      } while (count > 0);
      if (count == 0) {
        throw new AssertionError("the connection is still open after " + within);
      }
    } catch (UncheckedIOException reset) {
      if (!(reset.getCause() instanceof SocketException)) {
        throw reset;
      }
    }
  }

  /** Fails if anything, the end of the stream included, comes within {@code during}. */
  public RawClient expectSilence(Duration during) {
    byte[] bytes = new byte[1024];
    int count = read(bytes, 0, bytes.length, System.nanoTime() + during.toNanos());
    if (count != 0) {
      throw new AssertionError(
          "expected silence for %s but got %s"
              .formatted(
                  during, count < 0 ? "the end of the stream" : Escaped.quote(bytes, 0, count)));
    }
    return this;
  }

  /** Ends the sending direction; answers can still be read. */
  public RawClient endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the output", e);
    }
    return this;
  }

  /** Closes with a reset instead of an orderly end. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      throw new UncheckedIOException("cannot reset", e);
    }
    close();
  }

  /** The local address, as the other side sees it. */
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  /** Bytes read, -1 at the end of the stream, 0 when the time is over. */
  private int read(byte[] into, int offset, int length, long endNanos) {
    long left = (endNanos - System.nanoTime()) / 1_000_000;
    try {
      InputStream in = socket.getInputStream();
      socket.setSoTimeout((int) Math.max(1, Math.min(left, Integer.MAX_VALUE)));
      return in.read(into, offset, length);
    } catch (SocketTimeoutException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from " + socket.getRemoteSocketAddress(), e);
    }
  }

  private static String quote(String text) {
    return Escaped.quote(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + socket, e);
    }
  }
}
