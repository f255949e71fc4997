import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The GridFTP server without its security, spoken to as plain FTP in stream mode. */
final class GridFtpPeer implements Peer {
  private final Process process;
  private final int port;
  private final Place place;
  private final Path files;

  GridFtpPeer(Place place) throws IOException {
    this.place = place;
    Path root = place.of("gridftp");
    files = Files.createDirectories(root.resolve("files"));
    port = Processes.freePort();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("globus-gridftp-server", "-p", Integer.toString(port), "-aa"));
    command.addAll(List.of("-home-dir", files.toString()));
    command.addAll(List.of("-control-interface", "127.0.0.1", "-data-interface", "127.0.0.1"));
    if (Processes.isRoot()) { // It lets nobody be root.
      command.addAll(List.of("-anonymous-user", "nobody"));
      Processes.run("chown", "-R", "nobody", root.toString());
    }
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("output").toFile())
            .start();
    Processes.await(port);
  }

  /** A control connection that logged in. */
  private final class Control implements AutoCloseable {
    private final Line line;

    Control() throws IOException {
      line = new Line(port, 4096);
      answer("2");
      ask("USER anonymous", "3");
      ask("PASS bench", "2");
      ask("TYPE I", "2");
    }

    private String ask(String command, String start) throws IOException {
      line.send(command + "\r\n");
      return answer(start);
    }

    private String answer(String start) throws IOException {
      String got = line.readLine();
      while (got.length() < 4 || got.charAt(3) != ' ') { // more lines follow
        got = line.readLine();
      }
      if (!got.startsWith(start)) {
        throw new IOException("the GridFTP server answered " + got);
      }
      return got;
    }

    private Line data(String command) throws IOException {
      String[] numbers = ask("PASV", "227").replaceAll(".*\\(|\\).*", "").split(",");
      int dataPort =
          Integer.parseInt(numbers[4].strip()) * 256 + Integer.parseInt(numbers[5].strip());
      line.send(command + "\r\n");
      return new Line(dataPort);
    }

    void put(String name) throws IOException {
      try (Line data = data("STOR " + files.resolve(name))) {
        answer("1");
        data.sendBytes(BLOCK);
      }
      answer("226");
      place.force(files.resolve(name));
    }

    void get(String name) throws IOException {
      try (Line data = data("RETR " + files.resolve(name))) {
        answer("1");
        long got = data.discardAll();
        if (got != BLOCK) {
          throw new IOException("GridFTP gave " + got + " bytes of " + BLOCK);
        }
      }
      answer("226");
    }

    void delete(String name) throws IOException {
      ask("DELE " + files.resolve(name), "2");
    }

    @Override
    public void close() throws IOException {
      line.close();
    }
  }

  @Override
  public String name() {
    return "gridftp";
  }

  @Override
  public Process process() {
    return process;
  }

  @Override
  public void up(int stream, int blocks) throws IOException {
    try (Control control = new Control()) {
      for (int i = 0; i < blocks; i++) {
        control.put("f%d-%d".formatted(stream, i));
      }
    }
  }

  @Override
  public void churn(int stream, int blocks) throws IOException {
    try (Control control = new Control()) {
      for (int i = 0; i < blocks; i++) {
        String name = "f%d-%d".formatted(stream, i);
        control.put(name);
        control.delete(name);
      }
    }
  }

  @Override
  public void down(int stream, int blocks) throws IOException {
    try (Control control = new Control()) {
      for (int i = 0; i < blocks; i++) {
        control.get("f%d-%d".formatted(stream, i));
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
