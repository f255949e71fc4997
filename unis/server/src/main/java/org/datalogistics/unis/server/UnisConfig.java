package org.datalogistics.unis.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.datalogistics.node.config.ByteSize;
import org.datalogistics.node.config.ConfigSchema;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says about a UNIS server.
 *
 * @param host the address or name to listen on, {@code 0.0.0.0} for all
 * @param port the port, 0 for any
 * @param data the folder for everything that stays, and for temporary files
 * @param store a {@code mongodb://} URL, null for the embedded store in the data folder
 * @param publicUrl what clients call this server in every link, null to believe each request's Host
 *     header
 * @param history whether a POST of a known id adds a version, or replaces (UNIS spec 4.2)
 * @param bodyLimit the largest request body, bytes
 * @param lbonePort where the C tools find depots by the L-Bone protocol, 0 for any; empty for
 *     nowhere
 */
public record UnisConfig(
    String host,
    int port,
    Path data,
    @Nullable String store,
    @Nullable URI publicUrl,
    boolean history,
    long bodyLimit,
    Optional<Integer> lbonePort) {

  /** The port of UNIS servers everywhere (UNIS spec 1). */
  public static final int DEFAULT_PORT = 8888;

  /** 100 MiB, what the reference takes (UNIS spec 12). */
  public static final long DEFAULT_BODY_LIMIT = 100L << 20;

  private static final Key<String> HOST =
      Key.string("host")
          .byDefault("0.0.0.0")
          .help("Address or name to listen on; 0.0.0.0 is all of them.");
  private static final Key<Integer> PORT =
      Key.port("port").byDefault(DEFAULT_PORT).help("Port to listen on; 0 is any free one.");
  private static final Key<Path> DATA =
      Key.path("data")
          .help("Folder for the documents and temporary files; made when it does not exist.");
  private static final Key<Optional<String>> STORE =
      Key.string("store")
          .optional()
          .help(
              "A mongodb:// URL to keep the documents there; without it they are in the data"
                  + " folder.");
  private static final Key<Optional<URI>> PUBLIC_URL =
      Key.uri("public-url")
          .optional()
          .help(
              "What links in documents begin with; without it, what each client calls this"
                  + " server.");
  private static final Key<Boolean> HISTORY =
      Key.bool("history")
          .byDefault(true)
          .help(
              "Keep earlier versions of a document that is posted again, as is the default;"
                  + " --history=false replaces them.");
  private static final Key<ByteSize> BODY_LIMIT =
      Key.size("body-limit")
          .byDefault(ByteSize.of(DEFAULT_BODY_LIMIT))
          .help(
              "Largest request body, at most 1G; an eighth of the Java heap is the most in any"
                  + " case.");

  private static final Key<Optional<Integer>> LBONE_PORT =
      Key.port("lbone-port")
          .optional()
          .help(
              "Port on which the LoRS C tools find the registered depots, usually 6767; 0 is any free one. Without it there is none.");

  /** How flags, environment and node document say it. */
  public static final ConfigSchema<UnisConfig> SCHEMA =
      ConfigSchema.of(
              "unis",
              UnisConfig::of,
              List.of(HOST, PORT, DATA, STORE, PUBLIC_URL, HISTORY, BODY_LIMIT, LBONE_PORT))
          .summary(
              "The UNIS directory: typed JSON documents over REST, where services and files are"
                  + " found.")
          .example("dlt unis --port 8888 --data /var/lib/dlt/unis")
          .example(
              "dlt unis --data /var/lib/dlt/unis --store mongodb://db1,db2/unis_db --public-url"
                  + " http://unis.example.org");

  /** Checks the values against each other. */
  public UnisConfig {
    Objects.requireNonNull(data, "data is null");
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is empty: give an address, or 0.0.0.0 for all");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
    }
    if (lbonePort.isPresent() && (lbonePort.get() < 0 || lbonePort.get() > 65535)) {
      throw new IllegalArgumentException("lbone-port must be from 0 to 65535: " + lbonePort.get());
    }
    if (lbonePort.isPresent() && port != 0 && lbonePort.get() == port) {
      throw new IllegalArgumentException("port and lbone-port are both " + port);
    }
    if (bodyLimit < 1 || bodyLimit > 1 << 30) {
      throw new IllegalArgumentException(
          "the body limit must be from 1 byte to 1 GiB: " + bodyLimit);
    }
    if (store != null && !store.startsWith("mongodb://") && !store.startsWith("mongodb+srv://")) {
      throw new IllegalArgumentException(
          "the store must be a mongodb:// URL; without one the documents are in the data folder");
    }
    if (publicUrl != null
        && (publicUrl.getHost() == null || !isHttp(publicUrl) || publicUrl.getRawQuery() != null)) {
      throw new IllegalArgumentException(
          "the public URL must look like http://host:8888 and is '" + publicUrl + "'");
    }
  }

  /**
   * The defaults, with the data in this folder: all addresses, port 8888, the embedded store, with
   * history.
   */
  public static UnisConfig in(Path data) {
    return new UnisConfig(
        "0.0.0.0", DEFAULT_PORT, data, null, null, true, DEFAULT_BODY_LIMIT, Optional.empty());
  }

  /** The same on another address and port. */
  public UnisConfig at(String newHost, int newPort) {
    return new UnisConfig(newHost, newPort, data, store, publicUrl, history, bodyLimit, lbonePort);
  }

  /** The same with an L-Bone port, 0 for any. */
  public UnisConfig withLbone(int newPort) {
    return new UnisConfig(
        host, port, data, store, publicUrl, history, bodyLimit, Optional.of(newPort));
  }

  /** Where the documents are: the store's URL, or a folder in the data folder. */
  public String storeLocation() {
    return store != null ? store : data.resolve("store").toString();
  }

  private static UnisConfig of(Settings settings) {
    return new UnisConfig(
        settings.get(HOST),
        settings.get(PORT),
        settings.get(DATA),
        settings.get(STORE).orElse(null),
        settings.get(PUBLIC_URL).orElse(null),
        settings.get(HISTORY),
        settings.get(BODY_LIMIT).bytes(),
        settings.get(LBONE_PORT));
  }

  private static boolean isHttp(URI uri) {
    return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
  }
}
