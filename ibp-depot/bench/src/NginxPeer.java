import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with PUT and sendfile, as a process. */
final class NginxPeer implements Peer.Small {
  private final Process process;
  private final int port;
  private final Place place;
  private final Path files;

  NginxPeer(Place place, String program) throws IOException {
    this.place = place;
    Path root = place.of("nginx");
    files = Files.createDirectories(root.resolve("files"));
    port = Processes.freePort();
    Path config = root.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off; pid %1$s/pid; error_log %1$s/error.log; worker_processes 2; %3$s
        events { worker_connections 4096; }
        http {
          access_log off; keepalive_requests 100000000; sendfile on; tcp_nopush on; tcp_nodelay on; client_max_body_size 0;
          client_body_buffer_size 256k; client_body_temp_path %1$s/temporary;
          server { listen 127.0.0.1:%2$d; root %1$s/files; dav_methods PUT DELETE; }
        }
        """
            .formatted(root, port, Processes.isRoot() ? "user root;" : ""));
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
  public Process process() {
    return process;
  }

  @Override
  public void up(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        put(line, "f%d-%d".formatted(stream, i));
      }
    }
  }

  @Override
  public void churn(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        String name = "f%d-%d".formatted(stream, i);
        put(line, name);
        delete(line, name);
      }
    }
  }

  private void put(Line line, String name) throws IOException {
    line.send("PUT /" + name + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + BLOCK + "\r\n\r\n");
    line.sendBytes(BLOCK);
    line.expect("HTTP/1.1 20");
    line.skipHeaders();
    place.force(files.resolve(name));
  }

  private static void delete(Line line, String name) throws IOException {
    line.send("DELETE /" + name + " HTTP/1.1\r\nHost: x\r\n\r\n");
    line.expect("HTTP/1.1 204");
    line.skipHeaders();
  }

  private static void get(Line line, String name, long length) throws IOException {
    line.send("GET /" + name + " HTTP/1.1\r\nHost: x\r\n\r\n");
    line.expect("HTTP/1.1 200");
    line.skipHeaders();
    line.discard(length);
  }

  @Override
  public int small(int client, long endNanos) throws IOException {
    int count = 0;
    try (Line line = new Line(port)) {
      while (System.nanoTime() < endNanos) {
        putSmall(line, "s" + client + "-" + count++);
      }
    }
    return count;
  }

  @Override
  public int cycle(int client, long endNanos) throws IOException {
    int count = 0;
    try (Line line = new Line(port)) {
      while (System.nanoTime() < endNanos) {
        String name = "s" + client + "-" + count++;
        putSmall(line, name);
        get(line, name, 4096);
        delete(line, name);
      }
    }
    return count;
  }

  private static void putSmall(Line line, String name) throws IOException {
    line.sendWithBytes(
        "PUT /" + name + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\n", 4096);
    line.expect("HTTP/1.1 20");
    line.skipHeaders();
  }

  @Override
  public void down(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        get(line, "f%d-%d".formatted(stream, i), BLOCK);
      }
    }
  }

  @Override
  public void clean() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
  }

  @Override
  public List<Path> files() throws IOException {
    return Place.files(files);
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
