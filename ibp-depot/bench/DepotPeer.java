import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The depot, as a process. */
final class DepotPeer implements Peer, SmallOperations {
  private final Process process;
  private final int port;
  private final Map<Integer, List<String[]>> keys = new java.util.concurrent.ConcurrentHashMap<>();

  DepotPeer(Path folder) throws IOException {
    process =
        new ProcessBuilder(
                Processes.java(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.datalogistics.depot.DepotCommand",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--data",
                folder.resolve("depot").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    port = Integer.parseInt(Processes.readyLine(process).replaceAll(".*:", ""));
  }

  @Override
  public String name() {
    return "depot";
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void up(int stream, int blocks) throws IOException {
    List<String[]> made = new ArrayList<>();
    try (Line line = new Line(port)) {
      for (int i = 0; i < blocks; i++) {
        line.send("1 1 1 2 1 3600 " + Peer.BLOCK + " 30\n");
        String[] caps = line.readLine().split(" ");
        String[] fields = new String[3];
        for (int k = 0; k < 3; k++) {
          fields[k] = caps[k + 1].split("/")[3];
        }
        made.add(fields);
        line.send("1 2 " + fields[1] + " 1 " + Peer.BLOCK + " 30\n");
        line.expect("1 ");
        line.sendBytes(Peer.BLOCK);
        line.expect("1 " + Peer.BLOCK + " ");
      }
    }
    keys.put(stream, made);
  }

  @Override
  public int small(int client, long endNanos) throws IOException {
    List<String[]> made = new ArrayList<>();
    try (Line line = new Line(port)) {
      while (System.nanoTime() < endNanos) {
        line.send("1 1 1 2 1 3600 4096 30\n");
        String[] caps = line.readLine().split(" ");
        String[] fields = new String[3];
        for (int k = 0; k < 3; k++) {
          fields[k] = caps[k + 1].split("/")[3];
        }
        made.add(fields);
        line.sendWithBytes("1 2 " + fields[1] + " 1 4096 30\n", 4096);
        line.expect("1 ");
        line.expect("1 4096 ");
      }
    }
    keys.put(client, made);
    return made.size();
  }

  @Override
  public void down(int stream, int blocks) throws IOException {
    try (Line line = new Line(port)) {
      for (String[] fields : keys.get(stream)) {
        line.send("1 8 " + fields[0] + " 1 0 " + Peer.BLOCK + " 30\n");
        line.expect("1 " + Peer.BLOCK + " ");
        line.discard(Peer.BLOCK);
      }
    }
  }

  @Override
  public void clean(int streams) throws IOException {
    try (Line line = new Line(port)) {
      for (List<String[]> made : keys.values()) {
        for (String[] fields : made) {
          line.send("1 9 " + fields[2] + " 1 42 1 30\n");
          line.expect("1 ");
        }
      }
    }
    keys.clear();
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
