package org.datalogistics.setup.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A service of the demo: a process that says when it is ready. What it logs goes to a file. */
final class ServiceProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final int SHOWN_LOG_LINES = 15;

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private ServiceProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    Thread reader = new Thread(this::read, name + " output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a command of the toolkit; {@link #address} waits until it serves. */
  static ServiceProcess start(
      String name, Path program, List<String> arguments, Path log, Path temporary)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(program.toString());
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(ServiceProcess::isSetting);
    // What a killed process leaves there goes with the demo's folder.
    builder.environment().put("TMPDIR", temporary.toString());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    process.getOutputStream().close();
    return new ServiceProcess(name, process, log);
  }

  /** Whether a variable would configure a service: the demo's are to be as it says. */
  private static boolean isSetting(String variable) {
    return variable.startsWith("DLT_") && !variable.equals("DLT_JAVA_OPTS");
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("READY ")) {
          ready.complete(line.substring(line.lastIndexOf(' ') + 1));
        }
      }
      ready.completeExceptionally(new IOException("it ended before it was ready"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Where it serves; waits until it does. */
  String address() throws IOException, InterruptedException {
    try {
      return ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(
          "the %s does not start: %s%n%s".formatted(name, reason(e), lastLog()), e);
    } catch (TimeoutException e) {
      throw new IOException(
          "the %s is not ready after %d s%n%s".formatted(name, START_LIMIT.toSeconds(), lastLog()),
          e);
    }
  }

  private static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.toString() : String.valueOf(cause.getMessage());
  }

  private String lastLog() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
  }

  /** SIGKILL: it has no chance to write or say anything more. */
  void killNow() {
    process.destroyForcibly();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    killNow();
    process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGTERM; {@link #awaitEnd} waits. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end, and kills it when that takes too long. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
  }
}
