package org.datalogistics.depot.command;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.wire.ReplyPrinter;

/** Bytes in and out: STORE, WRITE, LOAD and the vectors (IBP spec 7.2 to 7.4). */
final class Transfers {
  private final Access access;

  Transfers(Access access) {
    this.access = access;
  }

  /**
   * Prepares to take payload.
   *
   * @param result when it is done first, the client's place among the appends is given up
   */
  CompletableFuture<Outcome> upload(
      IbpCommand.Upload command, Asker asker, CompletableFuture<?> result) throws RefusedException {
    return access
        .write(
            command.key(),
            (resource, allocation, shift) -> pieces(command),
            asker.patience(),
            result)
        .thenApply(incoming -> new Outcome.Receive(incoming, command.network()));
  }

  /**
   * Prepares to send what is stored.
   *
   * @param result when it is done first, nobody waits any more
   */
  CompletableFuture<Outcome> download(
      IbpCommand.Download command, Asker asker, CompletableFuture<?> result)
      throws RefusedException {
    return access
        .read(command.key(), pieces(command), asker.patience(), result)
        .thenApply(
            opened ->
                new Outcome.Data(
                    ReplyPrinter.length(opened.reading().length()),
                    opened.reading(),
                    command.network(),
                    opened.delivered()));
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
