package org.datalogistics.ibp.client;

import java.util.Random;

/**
 * An asynchronous IBP client for any number of depots: few threads, a bounded pool of connections
 * and a bounded queue per depot, every wait limited. Share one per process; it is thread-safe.
 *
 * <p>Speaks to every known depot: to those that close after each command, and to those that answer
 * {@code -66} when overloaded (IBP spec 1, 6.3). Commands are sent again only where that is safe.
 */
public final class IbpClient extends Operations implements AutoCloseable {
  private final DepotPools pools;

  /** A client with default limits. */
  public IbpClient() {
    this(IbpClientConfig.defaults());
  }

  /** A client with its own threads; {@link #close} ends them. */
  public IbpClient(IbpClientConfig config) {
    this(config, new Random(), true);
  }

  IbpClient(IbpClientConfig config, Random random, boolean nativeAllowed) {
    this(config, new DepotPools(config, random, nativeAllowed));
  }

  private IbpClient(IbpClientConfig config, DepotPools pools) {
    super(new Requests(config, pools, CallOptions.PLAIN));
    this.pools = pools;
  }

  /** Fails everything in flight, closes all connections and ends the threads. */
  @Override
  public void close() {
    pools.close();
  }
}
