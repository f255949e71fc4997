import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A depot as {@code dlt depot} runs it, as a process. */
final class DepotProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final int port;
  private final double startSeconds;

  /**
   * @param resourceKeys more keys of its one resource, such as {@code size=1g}; may be empty
   * @param port 0 for any
   */
  DepotProcess(Path folder, String resourceKeys, int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(launcher(), "depot", "--host", "127.0.0.1"));
    command.addAll(List.of("--port", Integer.toString(port), "--data", folder.toString()));
    if (!resourceKeys.isEmpty()) {
      command.add("--resource");
      command.add("id=1,path=" + folder.resolve("resource-1") + "," + resourceKeys);
    }
    long start = System.nanoTime();
    log = folder.resolveSibling(folder.getFileName() + ".log");
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      this.port = Integer.parseInt(Processes.readyLine(process).replaceAll(".*:", ""));
    } catch (IOException e) {
      process.destroyForcibly();
      throw new IOException("the depot did not start: " + log(), e);
    }
    startSeconds = (System.nanoTime() - start) / 1e9;
  }

  /** The program {@code dlt} of the layout whose jars are measured. */
  private static String launcher() {
    return Path.of(System.getenv("DLT_BENCH_LIB")).resolveSibling("bin").resolve("dlt").toString();
  }

  /** Whether the depot that is measured has that setting. */
  static boolean has(String setting) throws IOException {
    return Processes.run(launcher(), "depot", "--help").contains(setting);
  }

  Process process() {
    return process;
  }

  int port() {
    return port;
  }

  /** The end of what it logged. */
  String log() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  /** From the start of the process to its line READY. */
  double startSeconds() {
    return startSeconds;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
