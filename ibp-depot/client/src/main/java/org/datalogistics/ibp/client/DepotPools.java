package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.jspecify.annotations.Nullable;

/** The pools of all depots, over one set of threads. */
final class DepotPools implements Caller, AutoCloseable {
  /** Depots that are remembered without a connection to them. */
  private static final int MAX_UNUSED_POOLS = 1024;

  private final IbpClientConfig config;
  private final Transport transport;
  private final Retries retries;
  private final Map<DepotAddress, DepotPool> pools = new ConcurrentHashMap<>();
  private volatile boolean closed;

  DepotPools(IbpClientConfig config, Random random, boolean nativeAllowed) {
    this.config = config;
    this.retries = new Retries(config.retry(), random);
    this.transport = new Transport(config, nativeAllowed);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> execute(
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

  @Override
  public Executor workers() {
    return transport.workers();
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
