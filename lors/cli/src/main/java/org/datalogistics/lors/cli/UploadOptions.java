package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;
import static org.datalogistics.lors.cli.OptionSpec.refused;

import java.util.List;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.plan.BlockLayout;

/** The command line of lors-upload (LoRS spec 3.1). */
final class UploadOptions {
  private static final String OUTPUT = "Where the exNode goes (standard output)";
  private static final String INPUT = "What is stored";
  private static final String STORAGE = "How it is stored";
  private static final String CHECKSUM = "checksum";

  private UploadOptions() {}

  static ToolOptions table() {
    return new ToolOptions(
            "lors-upload [OPTIONS] FILE...",
            "Stores files on depots and writes an exNode for each, which lors-download needs.",
            """
            lors-upload --depot 127.0.0.1:6714 --depot 127.0.0.1:6715 -c 2 -d 3d -f photo.raw
            head -c 20M /dev/urandom | lors-upload --unis http://127.0.0.1:8888 -i -L 20M noise.bin""")
        .add(
            option(OUTPUT, "f", "samename", null, "FILE.xnd, beside each FILE"),
            option(
                OUTPUT,
                "o",
                "outputfile",
                "NAME",
                "a file (JSON if it ends in .uef), or a URL\nhttp://HOST:PORT/exnodes"),
            option(
                OUTPUT, "u", "upload_dir", "PATH", "directory in UNIS, such as /ann/data; is made"),
            option(
                OUTPUT,
                null,
                "allow-conditioned-json",
                null,
                "write JSON for checksummed data, which only this\ntoolkit reads right"),
            option(OUTPUT, null, "json", null, "a summary of each file on standard output"))
        .add(DepotChoice.OPTIONS)
        .add(
            option(INPUT, "i", "stdin", null, "standard input; needs -L, FILE is only the name"),
            option(INPUT, "O", "offset", "SIZE", "first byte of FILE (0)"),
            option(INPUT, "L", "length", "SIZE", "bytes (to the end)"),
            option(STORAGE, "c", "copies", "N", "copies, each on another depot (3)"),
            option(STORAGE, "d", "duration", "TIME", "how long it is kept (1d)"),
            option(STORAGE, "s", "soft", null, "the depot may drop it earlier"),
            option(STORAGE, "h", "hard", null, "the depot keeps it (default)"),
            option(STORAGE, "b", "bs", "SIZE", "bytes per allocation (5M)"),
            option(STORAGE, "F", "fragments", "N", "allocations per copy, instead of -b"),
            option(STORAGE, "k", CHECKSUM, null, "with MD5 checksums, which downloads verify"),
            option(STORAGE, "n", "none", null, "as it is (default, unless .xndrc has E2E_ORDER)"),
            option(STORAGE, "E", "e2e-blocksize", "SIZE", "bytes per checksum (1M)"),
            CommonOptions.THREADS,
            CommonOptions.TIMEOUT,
            CommonOptions.MEMORY,
            CommonOptions.XNDRC,
            CommonOptions.VERBOSE,
            CommonOptions.VERSION,
            CommonOptions.HELP,
            CommonOptions.USAGE)
        .add(
            refused("e", "des", null, cipher("DES")),
            refused("a", "aes", null, cipher("AES")),
            refused("x", "xor", null, cipher("XOR")),
            refused(
                "z", "compress", null, "this version does not compress; compress the file first"),
            CommonOptions.VISUALIZE,
            CommonOptions.DEMO);
  }

  private static String cipher(String name) {
    return "this version does not encrypt with " + name + "; encrypt the file first, or use -k";
  }

  /** How to store a file of that length. */
  static StoragePolicy storage(ParsedOptions options, Xndrc settings, long length)
      throws UsageException {
    options.atMostOneOf("soft", "hard");
    options.atMostOneOf("bs", "fragments");
    int fragments = options.number("fragments", 1).orElse(settings.fragments());
    boolean byFragments = fragments > 0 && !options.has("bs");
    long block =
        byFragments
            ? BlockLayout.blockSizeForFragments(length, fragments)
            : options.positiveSize("bs", settings.blockSize());
    Reliability reliability =
        options.has("soft")
            ? Reliability.SOFT
            : options.has("hard") ? Reliability.HARD : settings.storageType();
    int copies = options.number("copies", settings.copies(), 1);
    if (copies > 1000) {
      throw new UsageException("--copies must be 1 to 1000, not " + copies);
    }
    return new StoragePolicy(
        copies,
        options.number("maxdepots", settings.maxDepots(), 1),
        reliability,
        options.time("duration", settings.duration()),
        block);
  }

  /** What to do to the bytes. */
  static Conditioning conditioning(ParsedOptions options, Xndrc settings) throws UsageException {
    options.atMostOneOf(CHECKSUM, "none");
    boolean checksum = options.has(CHECKSUM);
    if (!checksum && !options.has("none")) {
      List<String> order = settings.conditioning();
      for (String function : order) {
        if (!function.equals(CHECKSUM)) {
          throw new UsageException(
              "E2E_ORDER in .xndrc asks for "
                  + function
                  + ", which this version does not do; choose -k (checksum) or -n (none)");
        }
      }
      checksum = !order.isEmpty();
    }
    long block = options.positiveSize("e2e-blocksize", settings.e2eBlockSize());
    if (block > Conditioning.MAX_BLOCK) {
      throw new UsageException("--e2e-blocksize must be at most " + Conditioning.MAX_BLOCK);
    }
    return new Conditioning(checksum, (int) block);
  }

  static TransferLimits limits(ParsedOptions options, Xndrc settings) throws UsageException {
    return new TransferLimits(
        OptionTool.threads(options, settings),
        options.positiveSize("buffersize", settings.memory()),
        options.time("timeout", settings.timeout()));
  }
}
