package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.Function;
import org.datalogistics.lors.condition.SharedKey;

/**
 * Options that say what is done to the bytes before they are stored, in the order in which they
 * stand on the command line (LoRS spec 3.1).
 */
final class ConditioningOptions {
  private static final String GROUP =
      "What is done to the bytes, in the order given (nothing, or E2E_ORDER)";
  private static final String NONE = "none";
  private static final String BLOCK = "e2e-blocksize";

  static final OptionSpec[] OPTIONS = {
    option(GROUP, null, "sha256", null, "checksums, SHA-256: downloads verify them"),
    option(GROUP, null, "encrypt", null, "AES-256-GCM: secret, and changes are noticed"),
    option(GROUP, null, "zstd", null, "compression, Zstandard"),
    option(GROUP, "k", "checksum", null, "checksums, MD5, which the C tools verify too"),
    option(GROUP, "a", "aes", null, "AES-128 as in the C tools; changes are not noticed"),
    option(GROUP, "z", "compress", null, "zlib as in the C tools; parts cannot be read alone"),
    option(GROUP, "e", "des", null, "DES, for old readers: it protects from nobody"),
    option(GROUP, "x", "xor", null, "XOR, for old readers: it protects from nobody"),
    option(GROUP, "n", NONE, null, "nothing, whatever .xndrc says"),
    option(GROUP, "E", BLOCK, "SIZE", "bytes that are done together (1M)"),
    option(
        GROUP,
        null,
        KeyOptions.FILE,
        "FILE",
        "--encrypt with the key in FILE, which then is not in the\nexNode; lors-keygen makes one"),
    option(GROUP, null, KeyOptions.VARIABLE, "NAME", "... in that environment variable"),
  };

  /** Long names of options. */
  private static final Map<String, Function> FUNCTIONS = functions();

  private ConditioningOptions() {}

  private static Map<String, Function> functions() {
    Map<String, Function> named = new LinkedHashMap<>();
    named.put("sha256", Function.SHA256);
    named.put("encrypt", Function.AES_GCM);
    named.put("zstd", Function.ZSTD);
    named.put("checksum", Function.CHECKSUM);
    named.put("aes", Function.AES);
    named.put("compress", Function.ZLIB);
    named.put("des", Function.DES);
    named.put("xor", Function.XOR);
    return named;
  }

  /** What to do to the bytes; keys are read. */
  static Conditioning conditioning(
      ParsedOptions options, Xndrc settings, ToolIo io, Messages messages)
      throws UsageException, IOException {
    List<Function> functions = chosen(options, settings);
    long block = options.positiveSize(BLOCK, settings.e2eBlockSize());
    if (block > Conditioning.MAX_BLOCK) {
      throw new UsageException("--" + BLOCK + " must be at most " + Conditioning.MAX_BLOCK);
    }
    boolean keyed = options.has(KeyOptions.FILE) || options.has(KeyOptions.VARIABLE);
    if (keyed && !functions.contains(Function.AES_GCM)) {
      throw new UsageException("a key is for --encrypt, which is not asked for");
    }
    List<SharedKey> keys = KeyOptions.read(options, io, messages);
    if (keys.size() > 1) {
      throw new UsageException("one key encrypts; " + keys.size() + " are given");
    }
    if (functions.isEmpty()) {
      return Conditioning.NONE;
    }
    Conditioning conditioning = Conditioning.of(functions, block);
    conditioning.caution().ifPresent(messages::warning);
    return keys.isEmpty() ? conditioning : conditioning.with(keys.get(0));
  }

  /** Whether anybody has said what is to be done, even if that is nothing. */
  static boolean isSaid(ParsedOptions options, Xndrc settings) {
    return options.has(NONE)
        || !settings.conditioning().isEmpty()
        || FUNCTIONS.keySet().stream().anyMatch(options::has);
  }

  /** Checksums that the C tools verify too, for who wants to know of bytes that change. */
  static Conditioning checksums(ParsedOptions options, Xndrc settings) throws UsageException {
    return Conditioning.checksum(options.positiveSize(BLOCK, settings.e2eBlockSize()));
  }

  private static List<Function> chosen(ParsedOptions options, Xndrc settings)
      throws UsageException {
    List<String> names = options.inOrder(FUNCTIONS.keySet());
    if (options.has(NONE)) {
      if (!names.isEmpty()) {
        throw new UsageException("--" + NONE + " and --" + names.get(0) + " exclude each other");
      }
      return List.of();
    }
    List<Function> functions = new ArrayList<>();
    if (names.isEmpty()) {
      for (String name : settings.conditioning()) {
        functions.add(configured(name));
      }
    } else {
      for (String name : names) {
        Function function = FUNCTIONS.get(name);
        if (function != null) {
          functions.add(function);
        }
      }
    }
    for (Function function : functions) {
      if (functions.indexOf(function) != functions.lastIndexOf(function)) {
        throw new UsageException(function + " is asked for twice; once is possible");
      }
    }
    return functions;
  }

  private static Function configured(String name) throws UsageException {
    return Function.named(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "E2E_ORDER in .xndrc asks for "
                        + name
                        + ", which is none of "
                        + List.of(Function.values())));
  }
}
