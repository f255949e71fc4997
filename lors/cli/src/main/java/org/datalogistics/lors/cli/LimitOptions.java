package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.time.Duration;
import org.datalogistics.lors.TransferLimits;

/** Options that say what a command may use (LoRS spec 1). */
final class LimitOptions {
  private static final String GROUP = "Limits";

  /** The number that {@code -t -1} stands for. */
  private static final int MANY_THREADS = 16;

  static final OptionSpec THREADS =
      option(GROUP, "t", "threads", "N", "operations at once; -1: as many as fit (8)");
  static final OptionSpec TIMEOUT =
      option(GROUP, "T", "timeout", "TIME", "limit for the whole operation (10m)");
  static final OptionSpec MEMORY =
      option(GROUP, "M", "buffersize", "SIZE", "memory for data in transit (48M)");

  private LimitOptions() {}

  static TransferLimits limits(ParsedOptions options, Xndrc settings) throws UsageException {
    return new TransferLimits(
        threads(options, settings), memory(options, settings), timeout(options, settings));
  }

  /** {@code --threads}, where -1 means many. */
  static int threads(ParsedOptions options, Xndrc settings) throws UsageException {
    int threads = options.number("threads", settings.threads(), -1);
    if (threads == 0 || threads > 1000) {
      throw new UsageException("--threads must be -1, or 1 to 1000, not " + threads);
    }
    return threads < 0 ? MANY_THREADS : threads;
  }

  static long memory(ParsedOptions options, Xndrc settings) throws UsageException {
    return options.positiveSize("buffersize", settings.memory());
  }

  static Duration timeout(ParsedOptions options, Xndrc settings) throws UsageException {
    return options.time("timeout", settings.timeout());
  }
}
