package org.datalogistics.lors.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lbone.HostPort;

/**
 * Reads {@code .xndrc} files, later ones over earlier ones; a list in a later file replaces that of
 * an earlier one (LoRS spec 2). Lines that cannot be used are named in a warning.
 */
final class XndrcReader {
  /** Every byte is some character here: a file in an old encoding is no reason to fail. */
  private static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  private static final int LARGEST = 1 << 20;

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
  private boolean demo = Xndrc.BUILT_IN.demo();
  private DepotSettings depots = DepotSettings.BUILT_IN;

  /** The lists of one file. */
  private static final class Lists {
    final List<HostPort> servers = new ArrayList<>();
    final List<DepotAddress> depots = new ArrayList<>();
    final List<DepotAddress> route = new ArrayList<>();
    final List<DepotAddress> targets = new ArrayList<>();

    DepotSettings settings() {
      return new DepotSettings(servers, null, depots, route, targets, "");
    }
  }

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
    Lists own = new Lists();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (!line.isBlank() && line.charAt(0) != '#') {
        try {
          apply(line, own);
        } catch (IllegalArgumentException e) {
          warnings.accept(file + ":" + number + ": " + e.getMessage());
        }
      }
    }
    depots = depots.replacedBy(own.settings());
    return this;
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException(file + " is too large for settings: more than " + LARGEST + " bytes");
      }
      return new String(bytes, CHARSET).lines().toList();
    }
  }

  private void apply(String line, Lists own) {
    String text = line.strip();
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String keyword = text.substring(0, end);
    XndrcValues values = XndrcValues.of(keyword, text.substring(end));
    switch (keyword) {
      case "LBONE_SERVER" -> own.servers.add(values.server());
      case "DEPOT" -> own.depots.add(values.depot());
      case "ROUTE_DEPOT" -> own.route.add(values.depot());
      case "TARGET_DEPOT" -> own.targets.add(values.depot());
      case "LOCATION" -> depots = depots.withLocation(values.text());
      case "RESOLUTION_FILE" -> depots = depots.withResolutionFile(values.text());
      case "DURATION" -> duration = values.time("");
      case "DURATION_DAYS" -> duration = values.time("d");
      case "STORAGE_TYPE" -> storageType = values.storageType();
      case "COPIES" -> copies = values.number(1, 1000);
      case "DATA_BLOCKSIZE" -> blockSize = values.size();
      case "FRAGMENTS_PER_FILE" -> fragments = values.number(-1, Integer.MAX_VALUE);
      case "MAXDEPOTS" -> maxDepots = values.number(1, Integer.MAX_VALUE);
      case "THREADS" -> threads = values.number(-1, 1000);
      case "TIMEOUT" -> timeout = values.time("");
      case "MAX_INTERNAL_BUFFER" -> memory = values.size();
      case "E2E_BLOCKSIZE" -> e2eBlockSize = values.size();
      case "E2E_ORDER" -> conditioning = values.functions();
      case "VERBOSE" -> verbose = values.number(0, Integer.MAX_VALUE);
      case "DEMO" -> demo = values.flag();
      default -> throw new IllegalArgumentException("unknown keyword " + keyword);
    }
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
        demo,
        depots);
  }
}
