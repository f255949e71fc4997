package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.wire.ReplyPrinter;

/** MANAGE (IBP spec 7.5). */
final class Managing {
  private final Lookup lookup;

  Managing(Lookup lookup) {
    this.lookup = lookup;
  }

  CompletableFuture<Outcome> probe(IbpCommand.Probe command) throws RefusedException {
    return lookup.with(
        command.key(),
        Lookup.ANY,
        (resource, handle) ->
            CompletableFuture.completedFuture(
                new Outcome.Answer(ReplyPrinter.probe(resource.probe(handle)))));
  }

  CompletableFuture<Outcome> changeCount(IbpCommand.ChangeCount command) throws RefusedException {
    return change(
        command.key(), (resource, handle) -> resource.leases().changeCount(handle, command));
  }

  CompletableFuture<Outcome> change(IbpCommand.Change command) throws RefusedException {
    return change(command.key(), (resource, handle) -> resource.leases().change(handle, command));
  }

  /**
   * Cuts.
   *
   * @param result when it is done first, nobody waits any more
   */
  CompletableFuture<Outcome> truncate(IbpCommand.Truncate command, CompletableFuture<?> result)
      throws RefusedException {
    return change(
        command.key(),
        (resource, handle) -> resource.leases().truncate(handle, command.maxSize(), result));
  }

  private CompletableFuture<Outcome> change(AccessKey key, Lookup.Use<Void> change)
      throws RefusedException {
    return lookup
        .with(key, Lookup.MANAGE, change)
        .thenApply(done -> new Outcome.Answer(ReplyPrinter.ok()));
  }
}
