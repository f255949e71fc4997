package org.datalogistics.lors.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.lors.Cancellation;

/** Runs commands in a folder and keeps what they print. */
final class TestRun {
  private final Path folder;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private byte[] input = {};
  private Cancellation cancellation = new Cancellation();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  TestRun(Path folder) {
    this.folder = folder;
  }

  TestRun with(Object... more) {
    for (Object argument : more) {
      arguments.add(argument.toString());
    }
    return this;
  }

  TestRun environment(String name, String value) {
    variables.put(name, value);
    return this;
  }

  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(variables);
    all.put("HOME", folder.toString());
    all.put("USER", "ann");
    return all;
  }

  TestRun input(byte[] bytes) {
    input = bytes;
    return this;
  }

  TestRun cancelledBy(Cancellation other) {
    cancellation = other;
    return this;
  }

  /** Runs the command; gives its exit status. */
  int run(LorsTool tool) {
    ToolIo io =
        new ToolIo(
            new Pipe(input),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            environment(),
            folder,
            cancellation);
    return tool.run(arguments.toArray(String[]::new), io);
  }

  /** Reads as the process's own input does: what asks for its position fails on a pipe. */
  private static final class Pipe extends FilterInputStream {
    Pipe(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
      throw new IOException("Illegal seek");
    }
  }

  /** Runs the command, which must succeed. */
  TestRun succeed(LorsTool tool) {
    int status = run(tool);
    if (status != 0) {
      throw new AssertionError(tool.name() + " " + arguments + ": " + status + "\n" + errors());
    }
    return this;
  }

  byte[] output() {
    return out.toByteArray();
  }

  String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
