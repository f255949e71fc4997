package org.datalogistics.packaging;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.ProcessSpec;

/** The launcher on what was just built. */
final class Toolkit {
  /** How long a command may take on a busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long a service may take to end (docs/architecture.md). */
  static final Duration END = Duration.ofSeconds(10);

  private Toolkit() {}

  /** A command, not started yet. The launcher builds nothing: this is the build. */
  static ProcessSpec dlt(Object... arguments) {
    return ChildProcess.command(Checkout.launcher().toString())
        .env("DLT_BUILD", "never")
        .args(arguments);
  }

  /** A command that ran to its end. */
  record Ran(int status, List<String> output, List<String> errors) {
    String firstLine() {
      return output.isEmpty() ? "" : output.get(0);
    }
  }

  /** Runs a command to its end. */
  static Ran run(Object... arguments) {
    return run(dlt(arguments));
  }

  /** Runs a command to its end. */
  static Ran run(ProcessSpec command) {
    try (ChildProcess process = command.start()) {
      int status = process.awaitExit(PATIENCE);
      return new Ran(status, process.output(), process.errors());
    }
  }

  /** Runs a command in a folder; it has to succeed. */
  static Ran succeed(Path folder, Object... arguments) {
    try (ChildProcess process = dlt(arguments).in(folder).start()) {
      process.expectExit(0, PATIENCE);
      return new Ran(0, process.output(), process.errors());
    }
  }

  /** The address in the ready line of a service. */
  static String ready(ChildProcess service, String name) {
    return service.awaitLine("^READY " + name + " (\\S+)$", PATIENCE).group(1);
  }
}
