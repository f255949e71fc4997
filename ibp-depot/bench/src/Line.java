import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of a light client: sends from and receives into one buffer that stays. */
final class Line implements AutoCloseable {
  private final SocketChannel socket;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private byte[] text = new byte[256];

  Line(int port) throws IOException {
    this(port, 1 << 20);
  }

  Line(int port, int buffer) throws IOException {
    in = ByteBuffer.allocateDirect(buffer).limit(0);
    out = ByteBuffer.allocateDirect(buffer);
    socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  void send(String text) throws IOException {
    sendWithBytes(text, 0);
  }

  /** Text and payload in one write. */
  void sendWithBytes(String text, int count) throws IOException {
    queue(text, count);
    flush();
  }

  /** Keeps text and payload for {@link #flush}. */
  void queue(String text, int count) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (out.remaining() < bytes.length + count) {
      flush();
    }
    out.put(bytes).position(out.position() + count);
  }

  /** Sends what was queued. */
  void flush() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      socket.write(out);
    }
    out.clear();
  }

  /** Sends so many bytes, of whatever the buffer holds. */
  void sendBytes(long count) throws IOException {
    long left = count;
    while (left > 0) {
      out.clear().limit((int) Math.min(out.capacity(), left));
      left -= socket.write(out);
    }
    out.clear();
  }

  /** Sends a buffer of the caller's. */
  void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
  }

  String readLine() throws IOException {
    int length = 0;
    while (true) {
      if (!in.hasRemaining()) {
        fill();
      }
      byte c = in.get();
      if (c == '\n') {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
      }
      if (length == text.length) {
        text = java.util.Arrays.copyOf(text, length * 2);
      }
      text[length++] = c;
    }
  }

  String expect(String start) throws IOException {
    String line = readLine();
    if (!line.startsWith(start)) {
      throw new IOException("expected " + start + " but got " + line);
    }
    return line;
  }

  void skipHeaders() throws IOException {
    while (!readLine().strip().isEmpty()) {}
  }

  /** Exactly so many bytes. */
  ByteBuffer read(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.BIG_ENDIAN);
    while (bytes.hasRemaining()) {
      if (!in.hasRemaining()) {
        fill();
      }
      bytes.put(in.get());
    }
    return bytes.flip();
  }

  void discard(long count) throws IOException {
    int here = (int) Math.min(in.remaining(), count);
    in.position(in.position() + here);
    long left = count - here;
    while (left > 0) {
      in.clear().limit((int) Math.min(in.capacity(), left));
      int got = socket.read(in);
      if (got < 0) {
        throw new IOException("ended " + left + " bytes early");
      }
      left -= got;
      in.limit(0);
    }
  }

  /** Reads to the end of the connection; gives how many bytes came. */
  long discardAll() throws IOException {
    long total = in.remaining();
    while (true) {
      in.clear();
      int got = socket.read(in);
      in.limit(0);
      if (got < 0) {
        return total;
      }
      total += got;
    }
  }

  private void fill() throws IOException {
    in.clear();
    int got = socket.read(in);
    in.flip();
    if (got < 0) {
      in.limit(0);
      throw new IOException("connection ended");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
