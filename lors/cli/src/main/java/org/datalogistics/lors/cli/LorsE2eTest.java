package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.Function;
import org.datalogistics.lors.condition.Rehearsal;

/** {@code lors-e2etest}: conditions a file in memory and undoes it (LoRS spec 3.9). */
public final class LorsE2eTest extends OptionTool {
  static final String NAME = "lors-e2etest";
  private static final String GROUP = "What is tried";
  private static final String TYPE = "type";
  private static final double MIB = 1 << 20;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "condition a file in memory, and tell how fast that is";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-e2etest [OPTIONS] FILE",
            "Conditions a file in memory and undoes it, with one thread, and prints times and rates.\n"
                + "Nothing is stored.",
            """
            lors-e2etest -E 512K photo.raw
            lors-e2etest -e zstd,aes256gcm photo.raw""")
        .add(
            option(GROUP, "b", "bs", "SIZE", "bytes per mapping (5M)"),
            option(GROUP, "E", "e2e-blocksize", "SIZE", "bytes that are done together (1M)"),
            option(
                GROUP,
                "e",
                TYPE,
                "NAMES",
                "functions in the order of application, with commas\nbetween (each of them alone)"))
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    if (options.arguments().size() != 1) {
      throw new UsageException("which file?");
    }
    Path file = io.file(options.arguments().get(0));
    long mapping = options.positiveSize("bs", Xndrc.BUILT_IN.blockSize());
    long block = options.positiveSize("e2e-blocksize", Xndrc.BUILT_IN.e2eBlockSize());
    long most = Runtime.getRuntime().maxMemory() / 6;
    if (mapping > most || block > Conditioning.MAX_BLOCK) {
      throw new UsageException(
          "--bs must be at most %d here, --e2e-blocksize %d"
              .formatted(most, Conditioning.MAX_BLOCK));
    }
    print(io, "%-32s %10s %12s %12s%n", "function", "stored", "do MiB/s", "undo MiB/s");
    for (List<Function> functions : chains(options)) {
      Rehearsal.Result result =
          Rehearsal.run(file, (int) mapping, Conditioning.of(functions, block), io.cancellation());
      String name = String.join(",", functions.stream().map(Function::documentName).toList());
      print(
          io,
          "%-32s %9.1f%% %12.1f %12.1f%n",
          name,
          100.0 * result.stored() / Math.max(1, result.bytes()),
          rate(result.bytes(), result.doing().toNanos()),
          rate(result.bytes(), result.undoing().toNanos()));
      if (!result.identical()) {
        throw new LorsException(name + " does not give back what went in");
      }
    }
    return DONE;
  }

  private static List<List<Function>> chains(ParsedOptions options) throws UsageException {
    List<List<Function>> chains = new ArrayList<>();
    if (options.text(TYPE).isEmpty()) {
      for (Function function : Function.values()) {
        chains.add(List.of(function));
      }
      return chains;
    }
    List<Function> functions = new ArrayList<>();
    for (String name : options.text(TYPE).get().split(",", -1)) {
      Function function =
          Function.named(name)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--type: '" + name + "' is none of " + List.of(Function.values())));
      if (functions.contains(function)) {
        throw new UsageException("--type: " + name + " is given twice; once is possible");
      }
      functions.add(function);
    }
    chains.add(functions);
    return chains;
  }

  private static double rate(long bytes, long nanos) {
    return bytes / MIB / (Math.max(1, nanos) / 1e9);
  }

  private static void print(ToolIo io, String format, Object... values) throws IOException {
    io.out().write(String.format(Locale.ROOT, format, values).getBytes(StandardCharsets.UTF_8));
    io.out().flush();
  }
}
