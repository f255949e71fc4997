package org.datalogistics.unis.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests exactly as written, and reads answers by the letter of HTTP/1.1. */
public final class Http {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TIMEOUT_MILLIS = 30_000;

  private Http() {}

  /** An answer; header names in lower case. */
  public record Answer(int status, Map<String, String> headers, String body) {

    public JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** A request without a body. */
  public static Answer send(int port, String method, String target, String... headers)
      throws IOException {
    return exchange(port, head(method, target, headers) + "\r\n");
  }

  /** A request with a JSON body. */
  public static Answer sendBody(
      int port, String method, String target, String body, String... headers) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return exchange(
        port, head(method, target, headers) + "Content-Length: " + length + "\r\n\r\n" + body);
  }

  public static Answer get(int port, String target) throws IOException {
    return send(port, "GET", target);
  }

  public static Answer post(int port, String target, String body) throws IOException {
    return sendBody(port, "POST", target, body);
  }

  public static Answer put(int port, String target, String body) throws IOException {
    return sendBody(port, "PUT", target, body);
  }

  public static Answer delete(int port, String target) throws IOException {
    return send(port, "DELETE", target);
  }

  /** Sends a whole request as it is. */
  public static Answer exchange(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return read(socket.getInputStream(), !request.startsWith("HEAD"));
    }
  }

  public static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  public static Answer read(InputStream in) throws IOException {
    return read(in, true);
  }

  private static Answer read(InputStream in, boolean withBody) throws IOException {
    String statusLine = line(in);
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] pair = line.split(":", 2);
      headers.merge(pair[0].toLowerCase(Locale.ROOT), pair[1].strip(), (a, b) -> a + ", " + b);
    }
    if (status == 100) {
      return read(in, withBody);
    }
    byte[] body = new byte[0];
    if (withBody && headers.containsKey("content-length")) {
      body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
    } else if (withBody && status != 204 && status != 304) {
      body = in.readAllBytes();
    }
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static String head(String method, String target, String... headers) {
    StringBuilder head =
        new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost:8888\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException(
            "the connection ended within the head: " + line.toString(StandardCharsets.ISO_8859_1));
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
