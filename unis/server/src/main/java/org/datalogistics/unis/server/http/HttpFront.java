package org.datalogistics.unis.server.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;

/** An HTTP server for one Jersey application. */
public final class HttpFront implements AutoCloseable {

  private static final Duration LAST_REQUESTS = Duration.ofSeconds(3);

  private final HttpServer server = new HttpServer();
  private final NetworkListener listener;
  private final ConnectionDeadlines deadlines;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "http-deadlines");
            thread.setDaemon(true);
            return thread;
          });
  private final ApplicationHandler application;
  private final JerseyHandler handler;
  private final HttpLimits limits;

  /**
   * Prepares a server.
   *
   * @param host the address or name to listen on
   * @param port the port, 0 for any
   * @param publicBase what clients call this server, null to believe each request's Host header
   * @param resources the application
   * @param spools where long answers wait
   * @param errorBody the JSON body for a failure outside the application, from its reason
   */
  public HttpFront(
      String host,
      int port,
      @Nullable URI publicBase,
      HttpLimits limits,
      ResourceConfig resources,
      Spool.Place spools,
      Function<String, byte[]> errorBody) {
    LibraryLoggers.quieten();
    this.limits = limits;
    deadlines = new ConnectionDeadlines(limits.maxConnections(), limits.idle());
    application = new ApplicationHandler(resources.register(new SpoolWriter()));
    listener = new NetworkListener("http", host, port);
    configure(listener);
    server.addListener(listener);
    ServerConfiguration configuration = server.getServerConfiguration();
    // Clients send GET and DELETE with bodies (UNIS spec 3.1).
    configuration.setAllowPayloadForUndefinedHttpMethods(true);
    handler = new JerseyHandler(application, limits, spools, deadlines, publicBase, errorBody);
    configuration.addHttpHandler(handler, "/");
  }

  /** Listens from now on. */
  public void start() throws IOException {
    server.start();
    long period = Math.max(10, Math.min(1000, limits.idle().toMillis() / 4));
    var unused =
        sweeper.scheduleWithFixedDelay(deadlines::sweep, period, period, TimeUnit.MILLISECONDS);
  }

  /** The port that it listens on. */
  public int port() {
    return listener.getPort();
  }

  /**
   * Takes no new requests, lets running ones end for some seconds, and closes all connections.
   * Requests that have not arrived whole are not waited for.
   */
  @Override
  public void close() {
    handler.refuseNewRequests();
    listener.getTransport().unbindAll();
    awaitQuiet(System.nanoTime() + LAST_REQUESTS.toNanos());
    server.shutdownNow();
    sweeper.shutdownNow();
    application.onShutdown(new IdleContainer(application));
  }

  private void awaitQuiet(long end) {
    try {
      while (!(handler.isQuiet() && deadlines.allSent()) && System.nanoTime() - end < 0) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void configure(NetworkListener http) {
    http.setMaxHttpHeaderSize(limits.maxHeadBytes());
    http.getKeepAlive().setMaxRequestsCount(-1);
    http.getKeepAlive().setIdleTimeoutInSeconds(-1);
    http.getFileCache().setEnabled(false);
    http.registerAddOn(new PlainUpgradeGuard());
    AddOn watch =
        (same, chain) -> chain.add(chain.indexOfType(TransportFilter.class) + 1, deadlines);
    http.registerAddOn(watch);
    TCPNIOTransport transport = http.getTransport();
    transport.setSelectorRunnersCount(1);
    transport.setIOStrategy(WorkerThreadIOStrategy.getInstance());
    transport.setTcpNoDelay(true);
    transport.setReuseAddress(true);
    transport.setWorkerThreadPoolConfig(
        ThreadPoolConfig.defaultConfig()
            .setPoolName("http-worker")
            .setCorePoolSize(limits.workers())
            .setMaxPoolSize(limits.workers())
            .setQueueLimit(2 * limits.maxConnections()));
  }
}
