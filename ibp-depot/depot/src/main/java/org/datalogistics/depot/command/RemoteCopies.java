package org.datalogistics.depot.command;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.DataFileException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.payload.PayloadBudget;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.Payload;

/**
 * Copies with other depots, whose client this depot is then (IBP spec 9.1). Their go-ahead and
 * their final line both count.
 */
final class RemoteCopies {
  private static final int SLOWEST_RATE = 10 * 1024;
  private static final int MAX_CHECKED_FIRST = 1024 * 1024;
  private static final int MAX_GATHERED = 4 * 1024 * 1024;
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  private final Access access;
  private final DepotOperations others;
  private final Executor threads;
  private final PayloadBudget budget;

  /**
   * @param others how to reach other depots
   * @param threads run what waits for the disk
   * @param budget the memory for payload under way
   */
  RemoteCopies(Access access, DepotOperations others, Executor threads, PayloadBudget budget) {
    this.access = access;
    this.others = others;
    this.threads = threads;
    this.budget = budget;
  }

  /**
   * Reads here and writes there.
   *
   * @param remote the command's, at the address to connect to
   * @param patience how long to wait for bytes of a queue and room in one
   * @param result when it is done first, the copy is broken off
   */
  CompletableFuture<Long> push(
      IbpCommand.Copy command, Capability remote, Duration patience, CompletableFuture<?> result)
      throws RefusedException {
    return access
        .read(
            command.key(),
            List.of(new ByteRange(command.localOffset(), command.length())),
            patience,
            result)
        .thenCompose(
            source ->
                checked(source.reading())
                    .thenCompose(ready -> send(source.reading(), command, remote, result))
                    .whenComplete(
                        (count, failure) -> {
                          if (failure == null) {
                            source.delivered().run();
                          }
                          source.reading().close();
                        }));
  }

  /**
   * The bytes go from the file to the socket within the kernel, so they are looked at before: many
   * of them part by part, on the way.
   */
  private CompletableFuture<Void> checked(Reading source) {
    if (isTrusted(source) || isLong(source)) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(() -> check(source), threads);
  }

  private static boolean isTrusted(Reading source) {
    return source.ranges().stream()
        .allMatch(range -> source.trusted(range.offset(), range.length()));
  }

  private static boolean isLong(Reading source) {
    return source.ranges().size() == 1 && source.length() > MAX_CHECKED_FIRST;
  }

  private static void check(Reading source) {
    try {
      for (ByteRange range : source.ranges()) {
        source.check(range.offset(), range.length());
      }
    } catch (IOException | RefusedException e) {
      throw new CompletionException(e);
    }
  }

  private CompletableFuture<Long> send(
      Reading source, IbpCommand.Copy command, Capability remote, CompletableFuture<?> result) {
    List<ByteRange> ranges = source.ranges();
    if (ranges.size() > 1) {
      return sendGathered(source, command, remote, result);
    }
    return sent(payload(source), command, remote, result);
  }

  private static Payload payload(Reading source) {
    if (source.ranges().isEmpty()) {
      return Payload.of(List.<ByteBuf>of());
    }
    ByteRange range = source.ranges().get(0);
    return isTrusted(source)
        ? Payload.of(source.lend(), range.offset(), range.length())
        : Payload.of(
            source.lend(),
            range.offset(),
            range.length(),
            (at, count) -> inspect(source, at, count));
  }

  private static void inspect(Reading source, long at, long count) throws IOException {
    try {
      if (!source.trusted(at, count)) {
        source.check(at, count);
      }
    } catch (RefusedException e) {
      throw new IOException("what is stored must not be sent", e);
    }
  }

  /** A queue that goes around the end of its file: a little of it passes through memory. */
  private CompletableFuture<Long> sendGathered(
      Reading source, IbpCommand.Copy command, Capability remote, CompletableFuture<?> result) {
    if (source.length() > MAX_GATHERED) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              IbpError.TYPE_NOT_SUPPORTED,
              "copy of " + source.length() + " bytes that go around the end of a queue"));
    }
    ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer((int) source.length());
    return CompletableFuture.runAsync(() -> gather(source, bytes), threads)
        .thenCompose(done -> sent(Payload.of(List.of(bytes)), command, remote, result))
        .whenComplete((count, failure) -> bytes.release());
  }

  private static void gather(Reading source, ByteBuf bytes) {
    try {
      for (ByteRange range : source.ranges()) {
        long at = range.offset();
        while (at < range.end()) {
          int count = bytes.writeBytes(source.channel(), at, (int) (range.end() - at));
          if (count < 0) {
            throw new EOFException("the source shrank during the copy");
          }
          at += count;
        }
      }
    } catch (IOException e) {
      throw new CompletionException(DataFileException.reading(e));
    }
  }

  private CompletableFuture<Long> sent(
      Payload payload, IbpCommand.Copy command, Capability remote, CompletableFuture<?> result) {
    DepotOperations depot = depot(command);
    CompletableFuture<Long> sent =
        command.remoteOffset() == IbpCommand.APPEND
            ? depot.store(remote, payload)
            : depot.write(remote, command.remoteOffset(), payload);
    result.whenComplete((answer, failure) -> sent.cancel(false));
    return sent.exceptionallyCompose(RemoteCopies::refusal);
  }

  private DepotOperations depot(IbpCommand.Copy command) {
    DepotOperations depot = others.within(patience(command));
    BlockChecksum network = command.network();
    return network == null ? depot : depot.checksummed(network);
  }

  /** Reads there and writes here; otherwise as {@link #push}. */
  CompletableFuture<Long> pull(
      IbpCommand.Copy command, Capability remote, Duration patience, CompletableFuture<?> result)
      throws RefusedException {
    List<ByteRange> pieces = List.of(new ByteRange(command.localOffset(), command.length()));
    return access
        .write(command.key(), (resource, allocation, shift) -> pieces, patience, result)
        .thenCompose(incoming -> fetch(incoming, command, remote, result));
  }

  private CompletableFuture<Long> fetch(
      Incoming incoming, IbpCommand.Copy command, Capability remote, CompletableFuture<?> result) {
    DepotOperations depot = depot(command);
    return new Fetching(incoming, budget)
        .start(sink -> depot.load(remote, command.remoteOffset(), command.length(), sink), result)
        .exceptionallyCompose(RemoteCopies::refusal);
  }

  /** A timeout of 0, which other depots refuse, means the default (IBP spec 7.9). */
  private static Duration patience(IbpCommand.Copy command) {
    int asked = Math.max(command.timeout(), command.remoteTimeout());
    Duration base = asked > 0 ? Duration.ofSeconds(asked) : DEFAULT_PATIENCE;
    return base.plusSeconds(
        Math.min(command.length() / SLOWEST_RATE, Duration.ofDays(1).toSeconds()));
  }

  /** What the client is told of a failure at the other depot (IBP spec 9.1). */
  private static CompletableFuture<Long> refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause.getCause() instanceof RefusedException here) {
      return CompletableFuture.failedFuture(here); // It was damaged when it was looked at.
    }
    if (cause instanceof IbpException remote) {
      IbpError error =
          switch (remote.error()) {
            case CANT_CONNECT, INVALID_HOST, OUT_OF_SOCKETS, SOCK_READ, SOCK_WRITE ->
                IbpError.CONNECTION;
            case CLIENT_TIMEOUT -> IbpError.SERVER_TIMEOUT;
            default -> remote.error();
          };
      return CompletableFuture.failedFuture(
          new RefusedException(error, String.valueOf(remote.getMessage())));
    }
    return CompletableFuture.failedFuture(cause);
  }
}
