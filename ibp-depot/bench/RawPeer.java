import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The raw limit: a process that only moves bytes between sockets and files. */
final class RawPeer implements Peer {
  private final Process process;
  private final int port;

  RawPeer(Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve("raw"));
    process =
        new ProcessBuilder(
                Processes.java(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "RawServer",
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    port = Integer.parseInt(Processes.readyLine(process).replaceAll(".*:", ""));
  }

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void up(int stream, int blocks) throws IOException {
    transfer("W", stream, blocks);
  }

  @Override
  public void down(int stream, int blocks) throws IOException {
    transfer("R", stream, blocks);
  }

  private void transfer(String verb, int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        line.send("%s f%d-%d %d\n".formatted(verb, stream, i, Peer.BLOCK));
        if (verb.equals("W")) {
          line.sendBytes(Peer.BLOCK);
          line.expect("ok");
        } else {
          line.discard(Peer.BLOCK);
        }
      }
    }
  }

  @Override
  public void clean(int streams) throws IOException {
    try (Line line = new Line(port)) {
      line.send("C x 0\n");
      line.expect("ok");
    }
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
