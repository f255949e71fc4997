import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** XRootD as Debian ships it, with a light client. */
final class XrootdPeer implements Peer {
  private final boolean pages;
  private final Process process;
  private final int port;
  private final Place place;
  private final Path files;

  /**
   * @param pages whether the checksum of each page travels, as its own client asks for by default
   */
  XrootdPeer(Place place, boolean pages) throws IOException {
    this.pages = pages;
    this.place = place;
    Path root = place.of(name().replace(' ', '-'));
    files = Files.createDirectories(root.resolve("files"));
    Path admin = Files.createDirectories(root.resolve("admin"));
    port = Processes.freePort();
    Path config = root.resolve("config");
    Files.writeString(
        config,
        """
        all.export /
        oss.localroot %s
        all.adminpath %s
        all.pidpath %s
        xrd.port %d
        """
            .formatted(files, admin, admin, port));
    List<String> command = new ArrayList<>(List.of("xrootd", "-c", config.toString()));
    command.addAll(List.of("-l", root.resolve("log").toString(), "-n", "bench"));
    if (Processes.isRoot()) { // It refuses to run as root.
      command.addAll(List.of("-R", "nobody"));
      Processes.run("chown", "-R", "nobody", root.toString());
    }
    process =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("output").toFile())
            .start();
    Processes.await(port);
  }

  @Override
  public String name() {
    return pages ? "xrootd" : "xrootd plain";
  }

  @Override
  public Process process() {
    return process;
  }

  @Override
  public void up(int stream, int blocks) throws IOException {
    try (XrootdLine line = new XrootdLine(port, pages)) {
      for (int i = 0; i < blocks; i++) {
        put(line, "f%d-%d".formatted(stream, i));
      }
    }
  }

  @Override
  public void churn(int stream, int blocks) throws IOException {
    try (XrootdLine line = new XrootdLine(port, pages)) {
      for (int i = 0; i < blocks; i++) {
        String name = "f%d-%d".formatted(stream, i);
        put(line, name);
        line.remove("/" + name);
      }
    }
  }

  private void put(XrootdLine line, String name) throws IOException {
    line.put("/" + name, BLOCK);
    place.force(files.resolve(name));
  }

  @Override
  public void down(int stream, int blocks) throws IOException {
    try (XrootdLine line = new XrootdLine(port, pages)) {
      for (int i = 0; i < blocks; i++) {
        line.get("/f%d-%d".formatted(stream, i), BLOCK);
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
