package org.datalogistics.depot.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.traffic.TransferCounter;
import org.datalogistics.depot.traffic.TransferCounter.Way;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.wire.ReplyPrinter;

/**
 * Copies between allocations: SEND, PUSH and PULL, to other depots and within this one (IBP spec
 * 7.9, 7.10, 9). Appending appends, also at home.
 */
final class Copies {
  private final OwnAddresses own;
  private final Destinations destinations;
  private final LocalCopies local;
  private final RemoteCopies remote;
  private final Gateways gateways;
  private final TransferCounter counter;

  Copies(
      OwnAddresses own,
      Destinations destinations,
      LocalCopies local,
      RemoteCopies remote,
      Gateways gateways,
      TransferCounter counter) {
    this.own = own;
    this.destinations = destinations;
    this.local = local;
    this.remote = remote;
    this.gateways = gateways;
    this.counter = counter;
  }

  /**
   * Makes the copy.
   *
   * @param result when it is done first, nobody waits for the copy any more: it is broken off
   */
  CompletableFuture<Outcome> copy(IbpCommand.Copy command, Asker asker, CompletableFuture<?> result)
      throws RefusedException {
    CompletableFuture<Long> copied = copied(command, asker.patience(), result);
    counter.began(TransferCounter.Kind.COPY);
    return copied
        .whenComplete((length, failure) -> count(command, length, failure))
        .thenApply(length -> new Outcome.Answer(ReplyPrinter.length(length)));
  }

  private void count(IbpCommand.Copy command, Long length, Throwable failure) {
    counter.ended(TransferCounter.Kind.COPY);
    if (failure == null) {
      Way away = command instanceof IbpCommand.Pull ? Way.PULLED : Way.PUSHED;
      counter.copied(own.contains(command.remote().depot()) ? Way.WITHIN : away, length);
    }
  }

  private CompletableFuture<Long> copied(
      IbpCommand.Copy command, Duration patience, CompletableFuture<?> result)
      throws RefusedException {
    boolean pull = command instanceof IbpCommand.Pull;
    Capability there = command.remote();
    if (own.contains(there.depot())) {
      LocalCopies.End here = new LocalCopies.End(command.key(), command.localOffset());
      LocalCopies.End other = new LocalCopies.End(there.key(), command.remoteOffset());
      return pull
          ? local.copy(other, here, command.length(), patience, result)
          : local.copy(here, other, command.length(), patience, result);
    }
    gateways.passBy(command);
    return destinations
        .admit(there.depot())
        .thenCompose(
            depot -> {
              Capability target = new Capability(depot, there.key(), there.kind());
              try {
                return pull
                    ? remote.pull(command, target, patience, result)
                    : remote.push(command, target, patience, result);
              } catch (RefusedException e) {
                return CompletableFuture.failedFuture(e);
              }
            });
  }
}
