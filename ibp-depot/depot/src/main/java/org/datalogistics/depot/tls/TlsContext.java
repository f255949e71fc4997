package org.datalogistics.depot.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificate and key in use: those that the files held when they were last read. Safe for use by
 * many threads.
 */
public final class TlsContext {
  /** How often {@link #reloadIfChanged} should be called. */
  public static final Duration RELOAD_PERIOD = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(TlsContext.class);
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

  private final TlsConfig config;
  private volatile SslContext context;
  private List<FileTime> loaded;

  private TlsContext(TlsConfig config) throws IOException {
    this.config = config;
    this.loaded = changes();
    this.context = read();
  }

  /**
   * Reads the files.
   *
   * @throws IOException naming the files if they can not be used
   */
  public static TlsContext load(TlsConfig config) throws IOException {
    return new TlsContext(config);
  }

  /** Reads the files again if they changed; keeps what it has if they can not be used. */
  public synchronized void reloadIfChanged() {
    try {
      List<FileTime> now = changes();
      if (now.equals(loaded)) {
        return;
      }
      loaded = now; // Also if they are no good: one line in the log for each change.
      context = read();
      log.info("Certificate read again from {}", config.certificate());
    } catch (IOException e) {
      log.warn("The certificate in use stays: {}", e.getMessage());
    }
  }

  private List<FileTime> changes() throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path each : files()) {
      times.add(Files.getLastModifiedTime(each));
    }
    return times;
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(config.certificate(), config.key()));
    config.clientAuthorities().ifPresent(files::add);
    return files;
  }

  private SslContext read() throws IOException {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(config.certificate().toFile(), config.key().toFile())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2");
      if (config.clientAuthorities().isPresent()) {
        builder
            .trustManager(config.clientAuthorities().get().toFile())
            .clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "cannot use certificate and key, "
              + files()
              + ": PEM files are needed, the key as PKCS#8 without a password: "
              + e.getMessage(),
          e);
    }
  }

  /** For one connection. */
  public SslHandler newHandler(ByteBufAllocator allocator) {
    SslHandler handler = context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT.toMillis());
    return handler;
  }
}
