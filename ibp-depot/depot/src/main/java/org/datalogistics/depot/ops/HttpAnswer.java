package org.datalogistics.depot.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** A whole answer; the body is small. */
record HttpAnswer(int status, String type, String body) {
  static final String TEXT = "text/plain; charset=utf-8";

  static HttpAnswer text(int status, String line) {
    return new HttpAnswer(status, TEXT, line + "\n");
  }

  static HttpAnswer json(int status, JsonNode document) {
    return new HttpAnswer(status, "application/json", document.toPrettyString() + "\n");
  }

  /** The bytes on the wire (RFC 9112); the connection ends behind them. */
  byte[] bytes(boolean withBody) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        """
        HTTP/1.1 %d %s\r
        Content-Type: %s\r
        Content-Length: %d\r
        Cache-Control: no-store\r
        Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r
        X-Content-Type-Options: nosniff\r
        Connection: close\r
        %s\r
        """
            .formatted(status, reason(), type, content.length, allow())
            .getBytes(StandardCharsets.US_ASCII);
    if (!withBody) {
      return head;
    }
    byte[] all = new byte[head.length + content.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return all;
  }

  private String allow() {
    return status == 405 ? "Allow: GET, HEAD\r\n" : "";
  }

  private String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 431 -> "Request Header Fields Too Large";
      case 503 -> "Service Unavailable";
      default -> "Error";
    };
  }
}
