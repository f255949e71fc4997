import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of a light client: sends from and receives into one buffer that stays. */
final class Line implements AutoCloseable {
  private final SocketChannel socket;
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 20).limit(0);
  private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 20);

  Line(int port) throws IOException {
    socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  void send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
  }

  /** Text and payload in one write. */
  void sendWithBytes(String text, int count) throws IOException {
    out.clear();
    out.put(text.getBytes(StandardCharsets.US_ASCII));
    out.position(out.position() + count).flip();
    while (out.hasRemaining()) {
      socket.write(out);
    }
  }

  void sendBytes(long count) throws IOException {
    long left = count;
    while (left > 0) {
      out.clear().limit((int) Math.min(out.capacity(), left));
      left -= socket.write(out);
    }
  }

  String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (!in.hasRemaining()) {
        fill();
      }
      char c = (char) in.get();
      if (c == '\n') {
        return line.toString();
      }
      line.append(c);
    }
  }

  void expect(String start) throws IOException {
    String line = readLine();
    if (!line.startsWith(start)) {
      throw new IOException("expected " + start + " but got " + line);
    }
  }

  void skipHeaders() throws IOException {
    while (!readLine().strip().isEmpty()) {}
  }

  void discard(long count) throws IOException {
    long left = count - in.remaining();
    in.limit(0);
    while (left > 0) {
      in.clear().limit((int) Math.min(in.capacity(), left));
      int got = socket.read(in);
      if (got < 0) {
        throw new IOException("ended " + left + " bytes early");
      }
      left -= got;
    }
    in.clear().limit(0);
  }

  private void fill() throws IOException {
    in.clear();
    int got = socket.read(in);
    in.flip();
    if (got < 0) {
      throw new IOException("connection ended");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
