package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.wire.ReplyPrinter;

/** Bytes in and out: STORE, WRITE and LOAD (IBP spec 7.2, 7.3). */
final class Transfers {
  private final Lookup lookup;

  Transfers(Lookup lookup) {
    this.lookup = lookup;
  }

  /**
   * Prepares to take payload.
   *
   * @param result when it is done first, the client's place among the appends is given up
   */
  CompletableFuture<Outcome> upload(IbpCommand.Upload command, CompletableFuture<?> result)
      throws RefusedException {
    return lookup.take(
        command.key(),
        Lookup.WRITE,
        (resource, handle) -> {
          CompletableFuture<Incoming> begun =
              command instanceof IbpCommand.Write write
                  ? resource.data().beginWrite(handle, write.offset(), write.length())
                  : resource.data().beginStore(handle, command.length());
          result.whenComplete((outcome, failure) -> begun.cancel(false));
          return begun.thenApply(incoming -> new Outcome.Receive(incoming, command.network()));
        });
  }

  CompletableFuture<Outcome> load(IbpCommand.Load command) throws RefusedException {
    return lookup.take(
        command.key(),
        Lookup.READ,
        (resource, handle) ->
            resource
                .data()
                .openForRead(handle, command.offset(), command.length())
                .thenApply(
                    reading ->
                        new Outcome.Data(
                            ReplyPrinter.length(reading.length()),
                            reading,
                            command.network(),
                            () -> {})));
  }
}
