import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The raw limit: a process that only moves bytes between sockets and files.
 *
 * <p>Its churn writes over the file of the block before: what a store can reach at best that has
 * pages left from what was deleted.
 */
final class RawPeer implements Peer {
  private final Process process;
  private final int port;
  private final Place place;
  private final Path files;

  RawPeer(Place place) throws IOException {
    this.place = place;
    files = place.of("raw");
    process =
        new ProcessBuilder(
                Processes.java(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "RawServer",
                files.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    port = Integer.parseInt(Processes.readyLine(process).replaceAll(".*:", ""));
  }

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public Process process() {
    return process;
  }

  @Override
  public boolean isJava() {
    return true;
  }

  @Override
  public void up(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        write(line, "f%d-%d".formatted(stream, i));
      }
    }
  }

  @Override
  public void churn(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        write(line, "f%d".formatted(stream));
      }
    }
  }

  private void write(Line line, String name) throws IOException {
    line.send("W " + name + " " + BLOCK + "\n");
    line.sendBytes(BLOCK);
    line.expect("ok");
    place.force(files.resolve(name));
  }

  @Override
  public void down(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        line.send("R f%d-%d %d\n".formatted(stream, i, BLOCK));
        line.discard(BLOCK);
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
