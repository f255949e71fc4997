package org.datalogistics.depot.command;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.SpaceCommand;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.datalogistics.ibp.wire.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries commands out against the resources. Safe for use by many threads. */
public final class CommandExecutor {
  private static final Logger log = LoggerFactory.getLogger(CommandExecutor.class);
  private static final Set<CapabilityKind> READ = EnumSet.of(CapabilityKind.READ);
  private static final Set<CapabilityKind> WRITE = EnumSet.of(CapabilityKind.WRITE);
  private static final Set<CapabilityKind> MANAGE = EnumSet.of(CapabilityKind.MANAGE);
  private static final Set<CapabilityKind> ANY = EnumSet.allOf(CapabilityKind.class);

  private final Resources resources;
  private final Advertised advertised;
  private final StatusReport status;
  private final Copies copies;
  private final boolean softFail;

  /**
   * @param softFail whether a refused command leaves its connection open (IBP spec 6.2)
   */
  public CommandExecutor(
      Resources resources,
      Advertised advertised,
      StatusReport status,
      Copies copies,
      boolean softFail) {
    this.resources = resources;
    this.advertised = advertised;
    this.status = status;
    this.copies = copies;
    this.softFail = softFail;
  }

  /**
   * Starts a command. The future fails only for faults of the depot; a refusal is an outcome. When
   * it is cancelled, what the command would have given is given back.
   */
  public CompletableFuture<Outcome> execute(Request request) {
    IbpCommand command = request.command();
    CompletableFuture<Outcome> result = new CompletableFuture<>();
    CompletableFuture<Outcome> work;
    try {
      work = dispatch(request, result);
    } catch (RefusedException e) {
      work = CompletableFuture.failedFuture(e);
    }
    work.whenComplete(
        (outcome, failure) -> {
          if (failure == null) {
            if (!result.complete(outcome)) {
              outcome.dispose();
            }
            return;
          }
          Throwable cause =
              failure instanceof CompletionException && failure.getCause() != null
                  ? failure.getCause()
                  : failure;
          if (cause instanceof RefusedException refused) {
            log.debug("{} refused: {}", command.getClass().getSimpleName(), refused.getMessage());
            result.complete(new Outcome.Refusal(refused.error(), ending(command)));
          } else {
            result.completeExceptionally(cause);
          }
        });
    return result;
  }

  /** IBP spec 6.2. */
  private Ending ending(IbpCommand command) {
    if (isUnknown(command)) {
      return Ending.CLOSES;
    }
    if (command instanceof IbpCommand.Download || command instanceof IbpCommand.Copy) {
      return Ending.STAYS_OPEN;
    }
    if (command instanceof IbpCommand.Upload) {
      return Ending.CLOSES; // Whether the payload is on its way already cannot be known.
    }
    return softFail ? Ending.STAYS_OPEN : Ending.CLOSES;
  }

  private CompletableFuture<Outcome> dispatch(Request request, CompletableFuture<Outcome> result)
      throws RefusedException {
    IbpCommand command = request.command();
    if (isUnknown(command)) {
      throw new RefusedException(
          IbpError.UNKNOWN_FUNCTION, command.getClass().getSimpleName() + " is not carried out");
    }
    if (command instanceof IbpCommand.Allocate c) {
      if (c.type() != AllocationType.BYTEARRAY) {
        throw new RefusedException(
            IbpError.TYPE_NOT_SUPPORTED, "ALLOCATE of type " + c.type() + ", only BYTEARRAY");
      }
      return resources.allocate(c).thenApply(this::granted);
    } else if (command instanceof IbpCommand.Upload c) {
      return upload(c, result);
    } else if (command instanceof IbpCommand.Load c) {
      return load(c);
    } else if (command instanceof IbpCommand.Probe c) {
      Resource resource = resources.of(c.key());
      return with(
          resource,
          c.key(),
          ANY,
          handle ->
              CompletableFuture.completedFuture(
                  answer(ReplyPrinter.probe(resource.probe(handle)))));
    } else if (command instanceof IbpCommand.ChangeCount c) {
      return manage(c.key(), (resource, handle) -> resource.leases().changeCount(handle, c));
    } else if (command instanceof IbpCommand.Change c) {
      return manage(c.key(), (resource, handle) -> resource.leases().change(handle, c));
    } else if (command instanceof IbpCommand.Truncate c) {
      return manage(
          c.key(), (resource, handle) -> resource.leases().truncate(handle, c.maxSize(), result));
    } else if (command instanceof IbpCommand.Copy c) {
      return copies.copy(c, result).thenApply(length -> answer(ReplyPrinter.length(length)));
    } else {
      return CompletableFuture.completedFuture(answer(status.text(request)));
    }
  }

  /** What this depot has no code for; answered like a command id that does not exist. */
  private static boolean isUnknown(IbpCommand command) {
    if (command instanceof IbpCommand.Upload c) {
      return command instanceof IbpCommand.VecWrite || c.network() != null;
    } else if (command instanceof IbpCommand.Download c) {
      return command instanceof IbpCommand.VecRead || c.network() != null;
    } else if (command instanceof IbpCommand.Copy c) {
      return c.network() != null;
    } else if (command instanceof IbpCommand.Allocate c) {
      return c.disk() != null;
    }
    return command instanceof SpaceCommand
        || command instanceof AliasCommand
        || command instanceof IntegrityCommand
        || command instanceof AdminCommand;
  }

  private Outcome granted(Resources.Placed placed) {
    Resource resource = placed.resource();
    IssuedKeys keys = placed.keys();
    return new Outcome.Granted(
        ReplyPrinter.capabilities(advertised.capabilities(resource.id(), keys)),
        () -> giveBack(resource, keys));
  }

  private static void giveBack(Resource resource, IssuedKeys keys) {
    AccessKey manage = new AccessKey(resource.id() + "#" + keys.manage(), "0");
    var drop = new IbpCommand.ChangeCount(manage, CapabilityKind.READ, false, 0);
    with(
            resource,
            manage,
            MANAGE,
            handle ->
                resource
                    .leases()
                    .changeCount(handle, drop)
                    .thenApply(done -> answer(ReplyPrinter.ok())))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.debug("A grant that nobody took stays until its lease ends", failure);
              }
            });
  }

  private static Outcome answer(String text) {
    return new Outcome.Answer(text);
  }

  private CompletableFuture<Outcome> upload(
      IbpCommand.Upload command, CompletableFuture<Outcome> result) throws RefusedException {
    Resource resource = resources.of(command.key());
    return resource
        .find(command.key().key(), WRITE)
        .thenCompose(
            handle -> {
              CompletableFuture<Incoming> begun =
                  command instanceof IbpCommand.Write write
                      ? resource.data().beginWrite(handle, write.offset(), write.length())
                      : resource.data().beginStore(handle, command.length());
              // A client that went away gives up its place among the appends.
              result.whenComplete((outcome, failure) -> begun.cancel(false));
              return begun.thenApply(Outcome.Receive::new);
            });
  }

  private CompletableFuture<Outcome> load(IbpCommand.Load command) throws RefusedException {
    Resource resource = resources.of(command.key());
    return resource
        .find(command.key().key(), READ)
        .thenCompose(
            handle ->
                resource
                    .data()
                    .openForRead(handle, command.offset(), command.length())
                    .<Outcome>thenApply(
                        file -> new Outcome.Data(file, handle, command.offset(), command.length()))
                    .whenComplete(
                        (outcome, failure) -> {
                          if (failure != null) {
                            handle.close();
                          }
                        }));
  }

  private interface Change {
    CompletableFuture<Void> apply(Resource resource, AllocationHandle handle);
  }

  private CompletableFuture<Outcome> manage(AccessKey key, Change change) throws RefusedException {
    Resource resource = resources.of(key);
    return with(
        resource,
        key,
        MANAGE,
        handle -> change.apply(resource, handle).thenApply(done -> answer(ReplyPrinter.ok())));
  }

  /** Finds the allocation, uses it, and gives it back. */
  private static CompletableFuture<Outcome> with(
      Resource resource,
      AccessKey key,
      Set<CapabilityKind> kinds,
      Function<AllocationHandle, CompletableFuture<Outcome>> use) {
    return resource
        .find(key.key(), kinds)
        .thenCompose(
            handle -> use.apply(handle).whenComplete((outcome, failure) -> handle.close()));
  }
}
