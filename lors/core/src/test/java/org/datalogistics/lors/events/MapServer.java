package org.datalogistics.lors.events;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** The WebSocket end of a web map, as much of RFC 6455 as text frames of one client need. */
final class MapServer implements Closeable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final boolean deaf;
  private final List<String> frames = new CopyOnWriteArrayList<>();
  private volatile String request = "";

  /** A server; a deaf one reads nothing after the handshake. */
  MapServer(boolean deaf) throws IOException {
    this.deaf = deaf;
    Thread thread = new Thread(this::serve, "map-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The first line of the handshake. */
  String request() {
    return request;
  }

  /** The texts that came. */
  List<String> frames() {
    return frames;
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String key = "";
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        if (request.isEmpty()) {
          request = line;
        }
        if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
          key = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      String answer =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(digest)
              + "\r\n\r\n";
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
      text(out, "0{\"sid\":\"x\",\"pingInterval\":25000}");
      text(out, "40");
      while (!deaf) {
        frames.add(frame(in));
      }
      while (!server.isClosed()) {
        Thread.sleep(20);
      }
    } catch (IOException | NoSuchAlgorithmException e) {
      return; // the client is gone, or the test is over
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  private static void text(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(0x81);
    out.write(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /** A masked text frame in one piece. */
  private static String frame(InputStream in) throws IOException {
    int first = in.read();
    int second = in.read();
    if (first != 0x81 || second < 0x80) {
      throw new EOFException("not a masked text frame in one piece: " + first + " " + second);
    }
    int length = second & 0x7f;
    if (length == 126) {
      length = in.read() << 8 | in.read();
    }
    byte[] mask = in.readNBytes(4);
    byte[] bytes = in.readNBytes(length);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i % 4];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
