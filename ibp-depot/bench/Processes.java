import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starting, watching and ending the servers. */
final class Processes {
  private Processes() {}

  /**
   * User and system time of a process and its children that were waited for, and of its threads.
   */
  static double cpuSeconds(long pid) throws IOException {
    double ticks = 0;
    List<Long> pids = new ArrayList<>(List.of(pid));
    ProcessHandle.of(pid).ifPresent(p -> p.children().forEach(child -> pids.add(child.pid())));
    for (long each : pids) {
      String stat = Files.readString(Path.of("/proc/" + each + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks / 100;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static String readyLine(Process process) throws IOException {
    InputStream out = process.getInputStream();
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = out.read();
      if (c < 0) {
        throw new IOException("the server ended");
      } else if (c != '\n') {
        line.append((char) c);
      } else if (line.indexOf("READY") == 0) {
        return line.toString();
      } else {
        line.setLength(0);
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      return probe.bind(new InetSocketAddress("127.0.0.1", 0)).socket().getLocalPort();
    }
  }

  static void await(int port) throws IOException {
    long end = System.nanoTime() + 5_000_000_000L;
    while (true) {
      try (SocketChannel probe = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
