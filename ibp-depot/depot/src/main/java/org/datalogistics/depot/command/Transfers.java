package org.datalogistics.depot.command;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.wire.ReplyPrinter;

/** Bytes in and out: STORE, WRITE, LOAD and the vectors (IBP spec 7.2 to 7.4). */
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
          CompletableFuture<Incoming> begun = resource.data().beginWrite(handle, pieces(command));
          result.whenComplete((outcome, failure) -> begun.cancel(false));
          return begun.thenApply(incoming -> new Outcome.Receive(incoming, command.network()));
        });
  }

  /** Prepares to send what is stored. */
  CompletableFuture<Outcome> download(IbpCommand.Download command) throws RefusedException {
    return lookup.take(
        command.key(),
        Lookup.READ,
        (resource, handle) ->
            resource
                .data()
                .openForRead(handle, pieces(command))
                .thenApply(
                    reading ->
                        new Outcome.Data(
                            ReplyPrinter.length(reading.length()),
                            reading,
                            command.network(),
                            () -> {})));
  }

  private static List<ByteRange> pieces(IbpCommand.Upload command) {
    if (command instanceof IbpCommand.VecWrite vector) {
      return vector.ranges();
    }
    long offset = command instanceof IbpCommand.Write write ? write.offset() : IbpCommand.APPEND;
    return List.of(new ByteRange(offset, command.length()));
  }

  private static List<ByteRange> pieces(IbpCommand.Download command) {
    if (command instanceof IbpCommand.VecRead vector) {
      return vector.ranges();
    }
    IbpCommand.Load load = (IbpCommand.Load) command;
    return List.of(new ByteRange(load.offset(), load.length()));
  }
}
