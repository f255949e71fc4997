package org.datalogistics.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running process of a test: its output can be waited for, it can be killed, stopped, continued
 * and asked to end.
 *
 * <p>Start one with {@link JavaProcess} or {@link #command}. What does not happen in time is an
 * {@link AssertionError} with the last lines of output. {@link #close} kills it, and so does the
 * end of the test JVM. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration GONE_LIMIT = Duration.ofSeconds(10);
  private static final int SHOWN_LINES = 30;

  private final String name;
  private final Process process;
  private final @Nullable Path temporary;
  private final OutputLines out = new OutputLines();
  private final OutputLines err = new OutputLines();
  private final Thread reaper;

  /**
   * @param temporary a folder to remove in the end, or null
   */
  ChildProcess(String name, Process process, @Nullable Path temporary) {
    this.name = name;
    this.process = process;
    this.temporary = temporary;
    read("stdout", out, process.getInputStream());
    read("stderr", err, process.getErrorStream());
    this.reaper = new Thread(process::destroyForcibly, "reaper of " + name);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** Prepares any command; see {@link ProcessSpec} for its surroundings. */
  public static ProcessSpec command(String... words) {
    return new ProcessSpec(words[0], List.of(words), false);
  }

  private void read(String which, OutputLines lines, InputStream stream) {
    Thread reader = new Thread(() -> lines.readAll(stream), name + " " + which);
    reader.setDaemon(true);
    reader.start();
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs (a stopped process does). */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its standard input. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** The lines of its standard output so far, at most the last 4000. */
  public List<String> output() {
    return out.all();
  }

  /** The lines of its standard error so far, at most the last 4000. */
  public List<String> errors() {
    return err.all();
  }

  /**
   * The first line of standard output, written already or within {@code within}, that the
   * expression finds itself in.
   */
  public MatchResult awaitLine(String regex, Duration within) {
    return await(out, "standard output", regex, within);
  }

  /** The first line of standard output, written already or within {@code within}, that fits. */
  public String awaitLine(Predicate<String> fits, Duration within) {
    return await(out, "standard output", "one that fits", fits, within);
  }

  /** As {@link #awaitLine(String, Duration)}, on standard error. */
  public MatchResult awaitErrorLine(String regex, Duration within) {
    return await(err, "standard error", regex, within);
  }

  private MatchResult await(OutputLines lines, String where, String regex, Duration within) {
    Pattern pattern = Pattern.compile(regex);
    String line = await(lines, where, regex, pattern.asPredicate(), within);
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("the line found no longer matches: " + line);
    }
    return matcher.toMatchResult();
  }

  private String await(
      OutputLines lines, String where, String what, Predicate<String> fits, Duration within) {
    Optional<String> line = lines.await(fits, System.nanoTime() + within.toNanos());
    if (line.isEmpty() && lines.hasEnded()) {
      // An output ends a moment before its process does: the message is to tell the exit status.
      process.onExit().completeOnTimeout(process, 1, TimeUnit.SECONDS).join();
    }
    return line.orElseThrow(
        () -> failure("no line on " + where + " within " + within + " like: " + what));
  }

  /** Kills it (SIGKILL): nothing of it runs on, no handler, no flush. Returns when it is gone. */
  public void kill9() {
    process.toHandle().destroyForcibly();
    awaitExit(GONE_LIMIT);
  }

  /** Asks it to end (SIGTERM) and returns at once; {@link #awaitExit} tells how it went. */
  public void terminate() {
    // By its handle: Process.destroy() would close the pipes and lose its last words.
    process.toHandle().destroy();
  }

  /**
   * Stops it (SIGSTOP): it hangs, its connections stay open. Returns when every thread of it has
   * stopped.
   */
  public void pause() {
    signal("STOP");
    long end = System.nanoTime() + GONE_LIMIT.toNanos();
    while (!ProcessState.isStopped(pid())) {
      if (System.nanoTime() > end) {
        throw failure("did not stop");
      }
      Thread.onSpinWait();
    }
  }

  /** Lets a stopped process go on (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
      if (!kill.waitFor(GONE_LIMIT.toMillis(), TimeUnit.MILLISECONDS) || kill.exitValue() != 0) {
        throw failure("cannot send it SIG" + signal);
      }
    } catch (IOException e) {
      throw new AssertionError("cannot run kill", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while sending SIG" + signal + " to " + name, e);
    }
  }

  /**
   * Waits until it ended and all its output is read; returns its exit status (128 + signal when
   * killed).
   */
  public int awaitExit(Duration within) {
    long end = System.nanoTime() + within.toNanos();
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure("still running after " + within);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the end of " + name, e);
    }
    // A grandchild may hold the pipes open longer: then what came in time counts.
    out.awaitEnd(end);
    err.awaitEnd(end);
    return process.exitValue();
  }

  /**
   * Waits until it ended, and fails with its last output unless the exit status is {@code status}.
   */
  public ChildProcess expectExit(int status, Duration within) {
    int got = awaitExit(within);
    if (got != status) {
      throw failure("ended with " + got + " instead of " + status);
    }
    return this;
  }

  private AssertionError failure(String what) {
    String state = process.isAlive() ? "running" : "ended with " + process.exitValue();
    return new AssertionError(
        "%s (pid %d, %s): %s%n--- last of standard output%n%s%n--- last of standard error%n%s"
            .formatted(
                name,
                process.pid(),
                state,
                what,
                String.join(System.lineSeparator(), out.last(SHOWN_LINES)),
                String.join(System.lineSeparator(), err.last(SHOWN_LINES))));
  }

  /**
   * Kills it and every process it started that still hangs on it; does nothing when all have ended.
   */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    kill9();
    if (temporary != null) {
      TempFiles.remove(temporary);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException e) {
      // The JVM is ending already: the hook has run or will, on a process that is gone.
      return;
    }
  }

  @Override
  public String toString() {
    return name + " (pid " + process.pid() + ")";
  }
}
