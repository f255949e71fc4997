package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.util.Optional;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.CopyBy;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.plan.BlockLayout;

/** Options that say how many copies of what blocks are kept for how long (LoRS spec 3.1). */
final class StorageOptions {
  static final String GROUP = "How it is stored";

  private static final OptionSpec COPIES =
      option(GROUP, "c", "copies", "N", "copies, each on another depot (3)");
  private static final OptionSpec COPY_BY =
      option(
          GROUP,
          null,
          "copy-by",
          "WAY",
          "client (default): this machine sends each copy; depots: it sends one,"
              + " they make the others");
  private static final OptionSpec DURATION =
      option(GROUP, "d", "duration", "TIME", "how long it is kept (1d)");
  private static final OptionSpec SOFT =
      option(GROUP, "s", "soft", null, "the depot may drop it earlier");
  private static final OptionSpec HARD =
      option(GROUP, "h", "hard", null, "the depot keeps it (default)");
  private static final OptionSpec BLOCK =
      option(GROUP, "b", "bs", "SIZE", "bytes per allocation (5M)");
  private static final OptionSpec FRAGMENTS =
      option(GROUP, "F", "fragments", "N", "allocations per copy, instead of -b");

  static final OptionSpec[] OPTIONS = {
    COPIES, COPY_BY, CodingOptions.OPTION, DURATION, SOFT, HARD, BLOCK, FRAGMENTS
  };

  /** Those without parity. */
  static final OptionSpec[] PLAIN = {COPIES, DURATION, SOFT, HARD, BLOCK, FRAGMENTS};

  /** Those without the number of copies. */
  static final OptionSpec[] LEASE = {DURATION, SOFT, HARD, BLOCK, FRAGMENTS};

  private StorageOptions() {}

  /** How to store a file of that length; a negative one is not known. */
  static StoragePolicy policy(ParsedOptions options, Xndrc settings, long length)
      throws UsageException {
    options.atMostOneOf("soft", "hard");
    options.atMostOneOf("bs", "fragments");
    int fragments = options.number("fragments", 1).orElse(settings.fragments());
    boolean byFragments = fragments > 0 && !options.has("bs") && length >= 0;
    long block =
        byFragments
            ? BlockLayout.blockSizeForFragments(length, fragments)
            : options.positiveSize("bs", settings.blockSize());
    Reliability reliability =
        options.has("soft")
            ? Reliability.SOFT
            : options.has("hard") ? Reliability.HARD : settings.storageType();
    Optional<Coding> coding = CodingOptions.coding(options);
    int copies = options.number("copies", coding.isPresent() ? 1 : settings.copies(), 1);
    if (copies > 1000) {
      throw new UsageException("--copies must be 1 to 1000, not " + copies);
    }
    return new StoragePolicy(
        copies,
        options.number("maxdepots", settings.maxDepots(), 1),
        reliability,
        options.time("duration", settings.duration()),
        block,
        coding.orElse(null),
        CopyWork.copyBy(options, CopyBy.CLIENT));
  }
}
