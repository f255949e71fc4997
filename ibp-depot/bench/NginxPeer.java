import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** nginx with PUT and sendfile, as a process. */
final class NginxPeer implements Peer, SmallOperations {
  private final Process process;
  private final int port;
  private final Path files;

  NginxPeer(Path folder, String program) throws IOException {
    Path root = Files.createDirectories(folder.resolve("nginx"));
    files = Files.createDirectories(root.resolve("files"));
    port = Processes.freePort();
    Path config = root.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off; pid %1$s/pid; error_log %1$s/error.log; worker_processes 2; user root;
        events { worker_connections 256; }
        http {
          access_log off; keepalive_requests 100000000; sendfile on; tcp_nopush on; tcp_nodelay on; client_max_body_size 0;
          client_body_buffer_size 256k; client_body_temp_path %1$s/files/tmp;
          server { listen 127.0.0.1:%2$d; root %1$s/files; dav_methods PUT DELETE; }
        }
        """
            .formatted(root, port));
    process =
        new ProcessBuilder(program, "-c", config.toString(), "-p", root.toString())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("output").toFile())
            .start();
    Processes.await(port);
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void up(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        line.send(
            "PUT /f%d-%d HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
                .formatted(stream, i, Peer.BLOCK));
        line.sendBytes(Peer.BLOCK);
        line.expect("HTTP/1.1 20");
        line.skipHeaders();
      }
    }
  }

  @Override
  public int small(int client, long endNanos) throws IOException {
    int count = 0;
    try (Line line = new Line(port)) {
      while (System.nanoTime() < endNanos) {
        line.sendWithBytes(
            "PUT /s%d-%d HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\n"
                .formatted(client, count++),
            4096);
        line.expect("HTTP/1.1 20");
        line.skipHeaders();
      }
    }
    return count;
  }

  @Override
  public void down(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        line.send("GET /f%d-%d HTTP/1.1\r\nHost: x\r\n\r\n".formatted(stream, i));
        line.expect("HTTP/1.1 200");
        line.skipHeaders();
        line.discard(Peer.BLOCK);
      }
    }
  }

  @Override
  public void clean(int streams) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
