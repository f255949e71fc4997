package org.datalogistics.lors.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.datalogistics.lors.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * What a command has around it.
 *
 * @param in data for upload from standard input
 * @param out data and documents
 * @param err everything else
 * @param terminal the terminal behind {@code err}; null when there is none
 * @param environment environment variables
 * @param directory what relative names of files are relative to
 * @param cancellation ends the command in good order
 */
public record ToolIo(
    InputStream in,
    OutputStream out,
    PrintStream err,
    @Nullable Terminal terminal,
    Map<String, String> environment,
    Path directory,
    Cancellation cancellation) {

  public ToolIo {
    environment = Map.copyOf(environment);
  }

  /** The process's own. */
  public static ToolIo system(Cancellation cancellation) {
    Map<String, String> environment = System.getenv();
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
    return new ToolIo(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        err,
        Terminal.ofStandardError(environment),
        environment,
        Path.of(""),
        cancellation);
  }

  /** The file of that name. */
  Path file(String name) {
    return directory.resolve(name);
  }
}
