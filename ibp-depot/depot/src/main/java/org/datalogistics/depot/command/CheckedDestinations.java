package org.datalogistics.depot.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;

/**
 * Lets copies go where a rule says, judged by the address that will be connected to: a name is
 * looked up once, so that it can not mean something else the next time.
 */
public final class CheckedDestinations implements Destinations {
  private final Predicate<InetAddress> rule;
  private final Executor lookups;

  /**
   * @param rule whether copies may go to an address
   * @param lookups waits for the look-up of names
   */
  public CheckedDestinations(Predicate<InetAddress> rule, Executor lookups) {
    this.rule = rule;
    this.lookups = lookups;
  }

  @Override
  public CompletableFuture<DepotAddress> admit(DepotAddress depot) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return admitted(depot);
          } catch (RefusedException e) {
            throw new CompletionException(e);
          }
        },
        lookups);
  }

  private DepotAddress admitted(DepotAddress depot) throws RefusedException {
    try {
      for (InetAddress address : InetAddress.getAllByName(depot.host())) {
        if (rule.test(address)) {
          return new DepotAddress(address.getHostAddress(), depot.port());
        }
      }
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw new RefusedException(
          IbpError.CONNECTION, "a copy to or from " + depot + ": no such host");
    }
    throw new RefusedException(
        IbpError.CONNECTION, "a copy to or from " + depot + ", which is not allowed");
  }
}
