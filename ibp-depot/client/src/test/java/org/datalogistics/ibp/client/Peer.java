package org.datalogistics.ibp.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The client as a script of {@link FakeDepot} sees it. */
final class Peer {
  private final FakeDepot depot;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final int number;

  Peer(FakeDepot depot, Socket socket, int number) throws IOException {
    this.depot = depot;
    this.socket = socket;
    this.number = number;
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.out = socket.getOutputStream();
    socket.setTcpNoDelay(true);
  }

  /** Which connection of the depot this is, from 1. */
  int number() {
    return number;
  }

  /** The next line without its end; null at the end of the stream. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      line.append((char) c);
    }
    depot.lines.add(line.toString());
    return line.toString();
  }

  byte[] read(int length) throws IOException {
    return in.readNBytes(length);
  }

  /** Waits for the end of the stream, throwing away what comes before it. */
  void awaitEnd() throws IOException {
    in.skip(Long.MAX_VALUE);
    while (in.read() >= 0) {
      in.skipNBytes(in.available());
    }
  }

  Peer send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Peer send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Ends the connection with a reset, whatever is unread. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Answers each line with what the function says, until the client closes. */
  void answerAll(UnaryOperator<String> answer) throws IOException {
    for (String line = line(); line != null; line = line()) {
      send(answer.apply(line));
    }
  }
}
