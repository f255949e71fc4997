package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskThreads;
import org.datalogistics.depot.payload.PayloadBudget;
import org.datalogistics.depot.traffic.TransferCounter;
import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.SpaceCommand;
import org.datalogistics.ibp.wire.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries commands out against the resources. Safe for use by many threads. */
public final class CommandExecutor {
  private static final Logger log = LoggerFactory.getLogger(CommandExecutor.class);

  private final DiskThreads disk;
  private final PayloadBudget budget;
  private final TransferCounter counter = new TransferCounter();
  private final Allocating allocating;
  private final Aliasing aliasing;
  private final Transfers transfers;
  private final Managing managing;
  private final DiskChecksums checksums;
  private final StatusReport status;
  private final Copies copies;
  private final Administration administration;
  private final Endings endings;

  public CommandExecutor(CommandServices services, CommandConfig config) {
    this.disk = services.disk();
    this.budget = services.budget();
    Lookup lookup = new Lookup(services.resources());
    Access access = new Access(lookup);
    Grants grants =
        new Grants(
            lookup, new Advertised(services.address()), new Advertised(services.secureAddress()));
    this.allocating = new Allocating(services.resources(), lookup, grants);
    this.aliasing = new Aliasing(lookup, grants);
    this.transfers = new Transfers(access);
    this.managing = new Managing(lookup);
    this.checksums = new DiskChecksums(lookup);
    this.status = new StatusReport(services, config);
    this.copies =
        new Copies(
            new OwnAddresses(services.address().host(), services.bound(), services.ports()),
            services.destinations(),
            new LocalCopies(access, services.copying()),
            new RemoteCopies(access, services.others(), services.copying(), services.budget()),
            new Gateways(services.clock()),
            counter);
    this.administration = new Administration(services, config);
    this.endings = new Endings(config.softFail());
  }

  /** Counts copies; what counts other transfers uses it too. */
  public TransferCounter transfers() {
    return counter;
  }

  /** The memory for payload, which copies take some of, too. */
  public PayloadBudget budget() {
    return budget;
  }

  /** Whether so much waits for the disk that commands should come later. */
  public boolean isBusy() {
    return disk.isFull();
  }

  /**
   * Starts a command. The future fails only for faults of the depot; a refusal is an outcome. When
   * it is cancelled, what the command would have given is given back.
   */
  public CompletableFuture<Outcome> execute(Request request, Asker asker) {
    IbpCommand command = request.command();
    CompletableFuture<Outcome> result = new CompletableFuture<>();
    CompletableFuture<Outcome> work;
    try {
      work = dispatch(request, asker, result);
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
          if (cause instanceof OutsideWindowException outside) {
            log.debug("Outside an alias: {}", outside.getMessage());
            result.complete(
                new Outcome.Refusal(IbpError.WOULD_EXCEED_LIMIT, endings.outsideWindow(command)));
          } else if (cause instanceof RefusedException refused) {
            log.debug("{} refused: {}", command.getClass().getSimpleName(), refused.getMessage());
            result.complete(
                new Outcome.Refusal(refused.error(), endings.of(command, refused.error())));
          } else {
            result.completeExceptionally(cause);
          }
        });
    return result;
  }

  private CompletableFuture<Outcome> dispatch(
      Request request, Asker asker, CompletableFuture<Outcome> result) throws RefusedException {
    IbpCommand command = request.command();
    if (command instanceof IbpCommand.Allocate c) {
      return allocating.allocate(c, asker);
    } else if (command instanceof SpaceCommand c) {
      return allocating.execute(c, asker, result);
    } else if (command instanceof AliasCommand c) {
      return aliasing.execute(c, asker);
    } else if (command instanceof IntegrityCommand c) {
      return checksums.execute(c, result);
    } else if (command instanceof AdminCommand c) {
      return administration.execute(c, asker);
    } else if (command instanceof IbpCommand.Upload c) {
      return transfers.upload(c, asker, result);
    } else if (command instanceof IbpCommand.Download c) {
      return transfers.download(c, asker, result);
    } else if (command instanceof IbpCommand.Probe c) {
      return managing.probe(c);
    } else if (command instanceof IbpCommand.ChangeCount c) {
      return managing.changeCount(c);
    } else if (command instanceof IbpCommand.Change c) {
      return managing.change(c);
    } else if (command instanceof IbpCommand.Truncate c) {
      return managing.truncate(c, result);
    } else if (command instanceof IbpCommand.Copy c) {
      return copies.copy(c, asker, result);
    } else {
      return status.answer(request);
    }
  }
}
