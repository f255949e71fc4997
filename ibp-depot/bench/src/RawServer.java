import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Threads with sendfile one way, and a 256 KiB buffer into a new file the other way. */
final class RawServer {
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ServerSocketChannel server =
        ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
    System.out.println("READY raw :" + server.socket().getLocalPort());
    while (true) {
      SocketChannel client = server.accept();
      Thread thread =
          new Thread(
              () -> {
                try (client) {
                  serve(client, folder);
                } catch (IOException e) {
                  System.err.println("raw server: " + e);
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void serve(SocketChannel client, Path folder) throws IOException {
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer one = ByteBuffer.allocateDirect(1);
    ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    while (true) {
      StringBuilder line = new StringBuilder();
      while (true) {
        one.clear();
        if (client.read(one) < 0) {
          return;
        }
        char c = (char) one.get(0);
        if (c == '\n') {
          break;
        }
        line.append(c);
      }
      String[] words = line.toString().split(" ");
      long length = Long.parseLong(words[2]);
      Path file = folder.resolve(words[1]);
      switch (words[0]) {
        case "W" -> {
          try (FileChannel out =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long left = length;
            while (left > 0) {
              buffer.clear().limit((int) Math.min(buffer.capacity(), left));
              left -= client.read(buffer);
              buffer.flip();
              while (buffer.hasRemaining()) {
                out.write(buffer);
              }
            }
          }
          client.write(ByteBuffer.wrap("ok\n".getBytes(StandardCharsets.US_ASCII)));
        }
        case "R" -> {
          try (FileChannel in = FileChannel.open(file)) {
            long at = 0;
            while (at < length) {
              at += in.transferTo(at, length - at, client);
            }
          }
        }
        default -> throw new IOException("unknown request " + line);
      }
    }
  }
}
