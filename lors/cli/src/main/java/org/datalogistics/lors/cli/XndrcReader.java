package org.datalogistics.lors.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.function.Consumer;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;

/**
 * Reads {@code .xndrc} files, later ones over earlier ones; a list in a later file replaces that of
 * an earlier one (LoRS spec 2). Lines that cannot be used are named in a warning.
 */
final class XndrcReader {
  /** Every byte is some character here: a file in an old encoding is no reason to fail. */
  private static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  private final Consumer<String> warnings;

  // Values so far.
  private Duration duration = Xndrc.BUILT_IN.duration();
  private Reliability storageType = Xndrc.BUILT_IN.storageType();
  private int copies = Xndrc.BUILT_IN.copies();
  private long blockSize = Xndrc.BUILT_IN.blockSize();
  private int fragments = Xndrc.BUILT_IN.fragments();
  private int maxDepots = Xndrc.BUILT_IN.maxDepots();
  private int threads = Xndrc.BUILT_IN.threads();
  private Duration timeout = Xndrc.BUILT_IN.timeout();
  private long memory = Xndrc.BUILT_IN.memory();
  private long e2eBlockSize = Xndrc.BUILT_IN.e2eBlockSize();
  private List<String> conditioning = Xndrc.BUILT_IN.conditioning();
  private int verbose = Xndrc.BUILT_IN.verbose();
  private List<DepotAddress> depots = Xndrc.BUILT_IN.depots();

  XndrcReader(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /** Reads a file if it exists. */
  XndrcReader readIfPresent(Path file) {
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      return this;
    } catch (IOException e) {
      warnings.accept("cannot read " + file + ": " + e.getMessage());
      return this;
    }
  }

  /** Reads a file that must exist. */
  XndrcReader read(Path file) throws IOException {
    List<DepotAddress> own = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, CHARSET)) {
      number++;
      if (!line.isBlank() && line.charAt(0) != '#') {
        try {
          apply(line, own);
        } catch (IllegalArgumentException e) {
          warnings.accept(file + ":" + number + ": " + e.getMessage());
        }
      }
    }
    if (!own.isEmpty()) {
      depots = List.copyOf(own);
    }
    return this;
  }

  private void apply(String line, List<DepotAddress> own) {
    StringTokenizer words = new StringTokenizer(line);
    String keyword = words.nextToken();
    List<String> values = new ArrayList<>();
    while (words.hasMoreTokens()) {
      values.add(words.nextToken());
    }
    switch (keyword) {
      case "DURATION" -> duration = positive(keyword, Amounts.time(one(keyword, values)));
      case "DURATION_DAYS" ->
          duration = positive(keyword, Amounts.time(one(keyword, values) + "d"));
      case "STORAGE_TYPE" -> storageType = storageType(one(keyword, values));
      case "COPIES" -> copies = number(keyword, values, 1, 1000);
      case "DATA_BLOCKSIZE" -> blockSize = positive(keyword, Amounts.size(one(keyword, values)));
      case "FRAGMENTS_PER_FILE" -> fragments = number(keyword, values, -1, Integer.MAX_VALUE);
      case "MAXDEPOTS" -> maxDepots = number(keyword, values, 1, Integer.MAX_VALUE);
      case "THREADS" -> threads = number(keyword, values, -1, 1000);
      case "TIMEOUT" -> timeout = positive(keyword, Amounts.time(one(keyword, values)));
      case "MAX_INTERNAL_BUFFER" -> memory = positive(keyword, Amounts.size(one(keyword, values)));
      case "E2E_BLOCKSIZE" -> e2eBlockSize = positive(keyword, Amounts.size(one(keyword, values)));
      case "E2E_ORDER" ->
          conditioning = values.stream().filter(name -> !name.equals("none")).toList();
      case "VERBOSE" -> verbose = number(keyword, values, 0, Integer.MAX_VALUE);
      case "DEPOT" -> own.add(depot(values));
      case "LBONE_SERVER", "LOCATION", "RESOLUTION_FILE", "ROUTE_DEPOT", "TARGET_DEPOT", "DEMO" -> {
        // For tools and services that these commands do not use; the file may serve others too.
      }
      default -> throw new IllegalArgumentException("unknown keyword " + keyword);
    }
  }

  private static String one(String keyword, List<String> values) {
    if (values.size() != 1) {
      throw new IllegalArgumentException(keyword + " takes one value, not " + values.size());
    }
    return values.get(0);
  }

  private static int number(String keyword, List<String> values, int least, int most) {
    String text = one(keyword, values);
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(keyword + ": '" + text + "' is not a whole number", e);
    }
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          keyword + " must be from " + least + " to " + most + ", not " + value);
    }
    return value;
  }

  private static long positive(String keyword, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(keyword + " must be 1 or more");
    }
    return value;
  }

  private static Duration positive(String keyword, Duration value) {
    if (value.isZero()) {
      throw new IllegalArgumentException(keyword + " must be longer than 0");
    }
    return value;
  }

  private static Reliability storageType(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "SOFT" -> Reliability.SOFT;
      case "HARD" -> Reliability.HARD;
      default -> throw new IllegalArgumentException("STORAGE_TYPE is SOFT or HARD, not " + text);
    };
  }

  private static DepotAddress depot(List<String> values) {
    if (values.isEmpty() || values.size() > 2) {
      throw new IllegalArgumentException("DEPOT takes a host and a port");
    }
    return DepotAddress.parse(String.join(":", values));
  }

  /** What the files say. */
  Xndrc settings() {
    return new Xndrc(
        duration,
        storageType,
        copies,
        blockSize,
        fragments,
        maxDepots,
        threads,
        timeout,
        memory,
        e2eBlockSize,
        conditioning,
        verbose,
        depots);
  }
}
