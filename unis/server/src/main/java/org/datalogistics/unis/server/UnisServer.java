package org.datalogistics.unis.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.datalogistics.node.DataFolder;
import org.datalogistics.node.lifecycle.Service;
import org.datalogistics.unis.server.http.ByteBudget;
import org.datalogistics.unis.server.http.HttpFront;
import org.datalogistics.unis.server.http.HttpLimits;
import org.datalogistics.unis.server.http.Spool;
import org.datalogistics.unis.server.lbone.LboneFront;
import org.datalogistics.unis.server.lbone.LboneLimits;
import org.datalogistics.unis.server.rest.Json;
import org.datalogistics.unis.server.rest.RestFace;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.StoreOptions;
import org.datalogistics.unis.server.store.factory.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UNIS directory: a store and the REST face over it. To be started once, and closed, also when
 * the start failed.
 */
public final class UnisServer implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(UnisServer.class);

  private final UnisConfig config;
  private final InstantSource clock;
  private final HttpLimits limits;
  private @Nullable DataFolder folder;
  private @Nullable DocumentStore store;
  private @Nullable HttpFront front;
  private @Nullable LboneFront lbone;

  /** A server with the system's clock and limits that suit this JVM. */
  public UnisServer(UnisConfig config) {
    this(config, InstantSource.system(), HttpLimits.forThisJvm(config.bodyLimit()));
  }

  /** A server with a clock and limits of its own. */
  public UnisServer(UnisConfig config, InstantSource clock, HttpLimits limits) {
    this.config = config;
    this.clock = clock;
    this.limits = limits;
  }

  @Override
  public String name() {
    return "unis";
  }

  /**
   * Takes the data folder, opens the store and listens.
   *
   * @throws IOException when the data folder cannot be used or the address is not free
   * @throws org.datalogistics.unis.server.store.StoreException when the store cannot be opened
   */
  @Override
  public synchronized void start() throws IOException {
    if (folder != null) {
      throw new IllegalStateException("the server was started already");
    }
    DataFolder taken = DataFolder.open(config.data());
    folder = taken;
    Spool.Place spools =
        new Spool.Place(emptied(taken.folder("tmp")), new ByteBudget(limits.maxSpooledBytes()));
    DocumentStore opened =
        Stores.open(config.storeLocation(), StoreOptions.DEFAULT.withHistory(config.history()));
    store = opened;
    HttpFront listening =
        new HttpFront(
            config.host(),
            config.port(),
            config.publicUrl(),
            limits,
            RestFace.over(opened, spools, clock, new SecureRandom()),
            spools,
            Json::error);
    front = listening;
    try {
      listening.start();
    } catch (IOException e) {
      throw new IOException(
          "UNIS cannot listen on %s port %d: %s"
              .formatted(config.host(), config.port(), e.getMessage()),
          e);
    }
    if (config.lbonePort().isPresent()) {
      openLbone(config.lbonePort().get(), opened);
    }
    LOG.info("UNIS serves {} on {} port {}", opened.uid(), config.host(), listening.port());
  }

  private void openLbone(int port, DocumentStore opened) throws IOException {
    LboneFront listening = new LboneFront(config.host(), port, opened, clock, LboneLimits.DEFAULT);
    lbone = listening;
    try {
      listening.start();
    } catch (IOException e) {
      throw new IOException(
          "UNIS cannot listen for L-Bone clients on %s port %d: %s"
              .formatted(config.host(), port, e.getMessage()),
          e);
    }
    LOG.info("L-Bone clients are answered on {} port {}", config.host(), listening.port());
  }

  /** The port on which L-Bone clients are answered. */
  public synchronized int lbonePort() {
    if (lbone == null) {
      throw new IllegalStateException("no L-Bone port is open");
    }
    return lbone.port();
  }

  /** The port that it listens on. */
  public synchronized int port() {
    if (front == null) {
      throw new IllegalStateException("the server does not run");
    }
    return front.port();
  }

  /**
   * Where clients reach it: the public URL, or the address it listens on (loopback when that is all
   * of them).
   */
  public URI uri() {
    URI publicUrl = config.publicUrl();
    if (publicUrl != null) {
      return publicUrl;
    }
    String host = config.host();
    if (host.equals("0.0.0.0") || host.equals("::")) {
      host = "127.0.0.1";
    }
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  @Override
  public String address() {
    return uri().toString();
  }

  /** Ends running requests and lets go of everything; harmless when repeated. */
  @Override
  public synchronized void close() throws IOException {
    HttpFront listening = front;
    DocumentStore opened = store;
    DataFolder taken = folder;
    LboneFront lboneListening = lbone;
    lbone = null;
    front = null;
    store = null;
    folder = null;
    try {
      if (lboneListening != null) {
        lboneListening.close();
      }
    } finally {
      close(listening, opened, taken);
    }
  }

  private static void close(
      @Nullable HttpFront listening, @Nullable DocumentStore opened, @Nullable DataFolder taken)
      throws IOException {
    try {
      if (listening != null) {
        listening.close();
      }
    } finally {
      try {
        if (opened != null) {
          opened.close();
        }
      } finally {
        if (taken != null) {
          taken.close();
        }
      }
    }
  }

  /** The folder for answers on their way, without those that an earlier process could not send. */
  private static Path emptied(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "answer*.tmp")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
    return folder;
  }
}
