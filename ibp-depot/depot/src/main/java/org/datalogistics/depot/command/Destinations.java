package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.DepotAddress;

/** To which other depots copies may go: a client could name any host (IBP spec 14.16). */
@FunctionalInterface
public interface Destinations {
  /** Any depot. */
  Destinations ANY = CompletableFuture::completedFuture;

  /**
   * Gives the address to connect to, with the name looked up if that decides; fails with {@link
   * RefusedException} if copies may not go there.
   */
  CompletableFuture<DepotAddress> admit(DepotAddress depot);
}
