package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous IBP client for any number of depots: few threads, a bounded pool of connections
 * and a bounded queue per depot, every wait limited. Share one per process; it is thread-safe.
 *
 * <p>Speaks to every known depot: to those that close after each command, and to those that answer
 * {@code -66} when overloaded (IBP spec 1, 6.3). Commands are sent again only where that is safe.
 */
public final class IbpClient extends Operations implements AutoCloseable {
  /** Depots that are remembered without a connection to them. */
  private static final int MAX_UNUSED_POOLS = 1024;

  private final IbpClientConfig config;
  private final Transport transport;
  private final Retries retries;
  private final Map<DepotAddress, DepotPool> pools = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A client with default limits. */
  public IbpClient() {
    this(IbpClientConfig.defaults());
  }

  /** A client with its own threads; {@link #close} ends them. */
  public IbpClient(IbpClientConfig config) {
    this(config, new Random(), true);
  }

  IbpClient(IbpClientConfig config, Random random, boolean nativeAllowed) {
    super(config, null);
    this.config = config;
    this.retries = new Retries(config.retry(), random);
    this.transport =
        new Transport(config.eventLoopThreads(), config.connectTimeout(), nativeAllowed);
  }

  @Override
  <T extends @Nullable Object> CompletableFuture<T> execute(
      CallSpec<T> spec, @Nullable Duration limit) {
    if (closed) {
      return CompletableFuture.failedFuture(
          new IbpException(IbpError.GENERIC, spec.what() + ": the client is closed"));
    }
    if (pools.size() > MAX_UNUSED_POOLS) {
      pools.keySet().forEach(this::forgetUnused);
    }
    DepotPool pool = pools.compute(spec.depot(), this::reserved);
    if (closed) { // Since the check above; the pool was perhaps not seen by close().
      pool.close();
    }
    Call<T> call = new Call<>(spec, pool, retries, transport, limit);
    pool.submit(call);
    return call.future();
  }

  /** The pool of a depot, safe from being forgotten until the call is in it. */
  private DepotPool reserved(DepotAddress depot, @Nullable DepotPool present) {
    DepotPool pool = present == null ? new DepotPool(depot, config, transport) : present;
    pool.reserve();
    return pool;
  }

  private void forgetUnused(DepotAddress depot) {
    pools.computeIfPresent(depot, (key, pool) -> pool.isUnused() ? null : pool);
  }

  /** Fails everything in flight, closes all connections and ends the threads. */
  @Override
  public void close() {
    closed = true;
    pools.values().forEach(DepotPool::close);
    transport.close();
  }
}
