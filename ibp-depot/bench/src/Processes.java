import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starting, watching and ending the servers. */
final class Processes {
  private Processes() {}

  /** User and system time of a process with its threads, of its children, and of ended ones. */
  static double cpuSeconds(Process process) throws IOException {
    double ticks = 0;
    for (long each : family(process)) {
      try {
        String stat = Files.readString(Path.of("/proc/" + each + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        for (int i = 11; i < 15; i++) {
          ticks += Long.parseLong(fields[i]);
        }
      } catch (IOException e) {
        if (each == process.pid()) {
          throw e;
        } // A child that ended meanwhile: its time is its parent's now.
      }
    }
    return ticks / 100;
  }

  /** The process and its children. */
  static List<Long> family(Process process) {
    List<Long> pids = new ArrayList<>(List.of(process.pid()));
    process.descendants().forEach(child -> pids.add(child.pid()));
    return pids;
  }

  /** A line of {@code /proc/PID/status} in MiB, such as VmHWM: the peak of resident memory. */
  static double mebibytes(Process process, String field) throws IOException {
    return statusNumber(process, field) / 1024.0;
  }

  /** The number behind a field of {@code /proc/PID/status}. */
  static long statusNumber(Process process, String field) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElseThrow(() -> new IOException("no " + field + " of process " + process.pid()));
    }
  }

  static String java() {
    return tool("java");
  }

  /** A program of this JDK. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Whether a program is on the path. */
  static boolean installed(String program) {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** Runs a command to its end; gives what it printed, errors too. */
  static String run(String... command) throws IOException {
    return finish(new ProcessBuilder(command).redirectErrorStream(true).start(), command);
  }

  /** Runs a command to its end; gives what it printed besides errors, which are dropped. */
  static String output(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    return finish(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start(), command);
  }

  private static String finish(Process process, String... command) throws IOException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in " + String.join(" ", command), e);
    }
    return output;
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
    long end = System.nanoTime() + 10_000_000_000L;
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
