package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;
import static org.datalogistics.lors.cli.OptionSpec.refused;

import java.util.List;
import org.datalogistics.lors.condition.Conditioning;

/** Options that say what is done to the bytes before they are stored (LoRS spec 3.1). */
final class ConditioningOptions {
  private static final String CHECKSUM = "checksum";

  static final OptionSpec[] OPTIONS = {
    option(StorageOptions.GROUP, "k", CHECKSUM, null, "with MD5 checksums, which downloads verify"),
    option(
        StorageOptions.GROUP, "n", "none", null, "as it is (default, unless .xndrc has E2E_ORDER)"),
    option(StorageOptions.GROUP, "E", "e2e-blocksize", "SIZE", "bytes per checksum (1M)"),
    refused("e", "des", null, cipher("DES")),
    refused("a", "aes", null, cipher("AES")),
    refused("x", "xor", null, cipher("XOR")),
    refused("z", "compress", null, "this version does not compress; compress the file first"),
  };

  private ConditioningOptions() {}

  private static String cipher(String name) {
    return "this version does not encrypt with " + name + "; encrypt the file first, or use -k";
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
    return checksum ? Conditioning.checksum(block) : Conditioning.NONE;
  }
}
