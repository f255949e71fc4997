package org.datalogistics.depot.command;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Copies between allocations: SEND, PUSH and PULL, to other depots and within this one (IBP spec
 * 7.9, 7.10, 9). Appending appends, also at home; the other depot's go-ahead and final line both
 * count.
 */
public final class Copies {
  private static final int LOCAL_BUFFER = 1024 * 1024;
  private static final int SLOWEST_RATE = 10 * 1024;
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  private final Resources resources;
  private final Advertised advertised;
  private final DepotOperations others;
  private final Executor disk;

  /**
   * @param others how to reach other depots
   * @param disk runs what waits for the disk
   */
  public Copies(Resources resources, Advertised advertised, DepotOperations others, Executor disk) {
    this.resources = resources;
    this.advertised = advertised;
    this.others = others;
    this.disk = disk;
  }

  /**
   * Makes the copy; gives its length, or fails with {@link RefusedException}.
   *
   * @param asker when it is done first, nobody waits for the copy any more: it is broken off
   */
  CompletableFuture<Long> copy(IbpCommand.Copy command, CompletableFuture<?> asker)
      throws RefusedException {
    boolean pull = command instanceof IbpCommand.Pull;
    if (command.remote().depot().equals(advertised.address())) {
      AccessKey remote = command.remote().key();
      return pull
          ? within(
              remote, command.remoteOffset(), command.key(), command.localOffset(), command, asker)
          : within(
              command.key(), command.localOffset(), remote, command.remoteOffset(), command, asker);
    }
    return pull ? pull(command, asker) : push(command, asker);
  }

  private CompletableFuture<Long> within(
      AccessKey from,
      long fromOffset,
      AccessKey to,
      long toOffset,
      IbpCommand.Copy command,
      CompletableFuture<?> asker)
      throws RefusedException {
    Resource target = resources.of(to);
    return reading(
        from,
        fromOffset,
        command.length(),
        source ->
            target
                .find(to.key(), EnumSet.of(CapabilityKind.WRITE))
                .thenCompose(handle -> begin(target, handle, toOffset, command.length(), asker))
                .thenComposeAsync(incoming -> fill(incoming, source, asker), disk));
  }

  private CompletableFuture<Long> push(IbpCommand.Copy command, CompletableFuture<?> asker)
      throws RefusedException {
    return reading(
        command.key(),
        command.localOffset(),
        command.length(),
        source -> {
          Payload payload =
              source.length() == 0
                  ? Payload.of(List.<ByteBuf>of())
                  : Payload.of(source.channel(), command.localOffset(), command.length());
          DepotOperations depot = others.within(patience(command));
          CompletableFuture<Long> sent =
              command.remoteOffset() == IbpCommand.APPEND
                  ? depot.store(command.remote(), payload)
                  : depot.write(command.remote(), command.remoteOffset(), payload);
          asker.whenComplete((answer, failure) -> sent.cancel(false));
          return sent.exceptionallyCompose(Copies::refusal);
        });
  }

  private CompletableFuture<Long> pull(IbpCommand.Copy command, CompletableFuture<?> asker)
      throws RefusedException {
    Resource target = resources.of(command.key());
    return target
        .find(command.key().key(), EnumSet.of(CapabilityKind.WRITE))
        .thenCompose(
            handle -> begin(target, handle, command.localOffset(), command.length(), asker))
        .thenCompose(incoming -> fetch(incoming, command, asker));
  }

  private CompletableFuture<Long> fetch(
      Incoming incoming, IbpCommand.Copy command, CompletableFuture<?> asker) {
    CompletableFuture<Long> fetched =
        others
            .within(patience(command))
            .load(
                command.remote(),
                command.remoteOffset(),
                command.length(),
                (bytes, flow) -> write(incoming, bytes));
    asker.whenComplete((answer, failure) -> fetched.cancel(false));
    return fetched
        .handle((length, failure) -> complete(incoming, failure))
        .thenCompose(result -> result);
  }

  private static void write(Incoming incoming, ByteBuf bytes) throws IOException {
    try {
      for (ByteBuffer part : bytes.nioBuffers()) {
        incoming.write(part);
      }
    } catch (RefusedException e) {
      throw new IbpException(e.error(), "copy", e);
    }
  }

  private static CompletableFuture<Long> complete(Incoming incoming, @Nullable Throwable failure) {
    if (failure != null) {
      incoming.abort();
      return refusal(failure);
    }
    if (incoming.missing() > 0) {
      incoming.abort();
      return CompletableFuture.failedFuture(
          new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "the source has fewer bytes"));
    }
    return incoming.commit();
  }

  private static CompletableFuture<Incoming> begin(
      Resource target,
      AllocationHandle handle,
      long offset,
      long length,
      CompletableFuture<?> asker) {
    CompletableFuture<Incoming> begun =
        offset == IbpCommand.APPEND
            ? target.data().beginStore(handle, length)
            : target.data().beginWrite(handle, offset, length);
    asker.whenComplete((answer, failure) -> begun.cancel(false));
    return begun;
  }

  private interface Use {
    CompletableFuture<Long> of(Reading source);
  }

  /** Opens the range for reading, uses it, and gives it back. */
  private CompletableFuture<Long> reading(AccessKey key, long offset, long length, Use use)
      throws RefusedException {
    Resource resource = resources.of(key);
    return resource
        .find(key.key(), EnumSet.of(CapabilityKind.READ))
        .thenCompose(
            handle ->
                resource
                    .data()
                    .openForRead(handle, offset, length)
                    .thenCompose(
                        source -> use.of(source).whenComplete((count, failure) -> source.close())));
  }

  private static CompletableFuture<Long> fill(
      Incoming incoming, Reading source, CompletableFuture<?> asker) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(LOCAL_BUFFER);
    try {
      for (ByteRange range : source.ranges()) {
        fill(incoming, source, range, buffer, asker);
      }
    } catch (IOException | RefusedException | RuntimeException e) {
      incoming.abort();
      return CompletableFuture.failedFuture(e);
    } finally {
      buffer.release();
    }
    return incoming.commit();
  }

  private static void fill(
      Incoming incoming,
      Reading source,
      ByteRange range,
      ByteBuf buffer,
      CompletableFuture<?> asker)
      throws IOException, RefusedException {
    long at = range.offset();
    while (at < range.end()) {
      if (asker.isDone()) {
        throw new RefusedException(IbpError.CLIENT_TIMEOUT, "nobody waits for the copy any more");
      }
      ByteBuffer part = buffer.internalNioBuffer(0, (int) Math.min(LOCAL_BUFFER, range.end() - at));
      if (!source.trusted(at, part.remaining())) {
        source.check(at, part.remaining());
      }
      if (source.channel().read(part, at) <= 0) {
        throw new EOFException("the source shrank during the copy");
      }
      part.flip();
      at += part.remaining();
      incoming.write(part);
    }
  }

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
