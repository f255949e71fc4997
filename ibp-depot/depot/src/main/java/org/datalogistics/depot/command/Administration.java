package org.datalogistics.depot.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.resource.AccessMode;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.AdminReplies;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.datalogistics.node.log.LogLimiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of the operator (IBP spec 10). From which addresses they are taken is decided before
 * they come here.
 */
final class Administration {
  private static final Logger log = LoggerFactory.getLogger(Administration.class);

  private final Resources resources;
  private final Executor disk;
  private final Supplier<String> configuration;
  private final Optional<String> password;
  private final LogLimiter limiter;

  Administration(CommandServices services, CommandConfig config) {
    this.resources = services.resources();
    this.disk = services.disk();
    this.configuration = services.configuration();
    this.password = config.adminPassword();
    this.limiter = new LogLimiter(10, Duration.ofMinutes(1), services.clock());
  }

  CompletableFuture<Outcome> execute(AdminCommand command, Asker asker) throws RefusedException {
    if (password.isPresent() && !command.password().matches(password.get())) {
      limiter
          .permit()
          .ifPresent(
              skipped ->
                  log.warn(
                      "{} from {} without the operator's password ({} such lines left out)",
                      command.getClass().getSimpleName(),
                      asker.address().getHostAddress(),
                      skipped));
      throw new RefusedException(IbpError.WRONG_PASSWD, "not the operator's password");
    }
    return dispatch(command, asker).thenApply(Outcome.Answer::new);
  }

  private CompletableFuture<String> dispatch(AdminCommand command, Asker asker)
      throws RefusedException {
    if (command instanceof AdminCommand.SetMode c) {
      return setMode(c);
    } else if (command instanceof AdminCommand.Mount c) {
      note("mount", c.rid(), c.message());
      resources.mount(c.rid(), c.rebuild() > 0);
      return CompletableFuture.completedFuture(ReplyPrinter.ok());
    } else if (command instanceof AdminCommand.Unmount c) {
      note("unmount", c.rid(), c.message());
      long seconds = Math.min(c.quietSeconds(), asker.patience().toSeconds());
      return resources
          .unmount(c.rid(), Duration.ofSeconds(seconds))
          .thenApply(done -> ReplyPrinter.ok());
    } else if (command instanceof AdminCommand.ListCorrupt c) {
      return resources.byId(c.rid()).damage().ids().thenApply(Administration::corrupt);
    } else if (command instanceof AdminCommand.Configuration) {
      String text = configuration.get();
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      return CompletableFuture.completedFuture(AdminReplies.configurationHeader(length) + text);
    } else if (command instanceof AdminCommand.RescanTrash c) {
      return rescan(c);
    } else if (command instanceof AdminCommand.Undelete c) {
      State.Kind bin = c.expired() ? State.Kind.TRASH_EXPIRED : State.Kind.TRASH_DELETED;
      return resources
          .byId(c.rid())
          .trash()
          .undelete(bin, c.trashId(), c.durationSeconds())
          .thenApply(done -> ReplyPrinter.ok());
    } else if (command instanceof AdminCommand.ExpiryList c) {
      return resources
          .byId(c.rid())
          .forecast()
          .expiries(c.absolute(), c.timeSeconds(), c.count())
          .thenApply(entries -> list(entries, AdminReplies::expiryLine));
    } else if (command instanceof AdminCommand.SpaceByDate c) {
      return resources
          .byId(c.rid())
          .forecast()
          .freeing(c.bytes())
          .thenApply(entries -> list(entries, AdminReplies::freeingLine));
    }
    throw new IllegalArgumentException("not a command of the operator: " + command);
  }

  private static void note(String what, String rid, String message) {
    if (!message.isEmpty()) {
      log.info("Asked to {} resource {}: {}", what, rid, message);
    }
  }

  private CompletableFuture<String> setMode(AdminCommand.SetMode command) throws RefusedException {
    Resource resource = resources.byId(command.rid());
    AccessMode mode = new AccessMode(command.read(), command.write(), command.manage());
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            resource.setAccess(mode);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
          return ReplyPrinter.ok();
        },
        disk);
  }

  /**
   * Empties what is to be emptied, and compares the data files with the metadata in the background;
   * the trash itself is part of the metadata.
   */
  private CompletableFuture<String> rescan(AdminCommand.RescanTrash command)
      throws RefusedException {
    List<Resource> which =
        command.rid().equals(IbpCommand.ANY_RID)
            ? resources.all()
            : List.of(resources.byId(command.rid()));
    CompletableFuture<?>[] emptied =
        which.stream().map(each -> each.trash().empty()).toArray(CompletableFuture[]::new);
    which.forEach(Resource::rescan);
    return CompletableFuture.allOf(emptied).thenApply(done -> ReplyPrinter.ok());
  }

  private static String corrupt(List<Long> ids) {
    return ReplyPrinter.length(ids.size())
        + ids.stream().map(AdminReplies::corruptLine).collect(Collectors.joining());
  }

  private static <T> String list(List<T> entries, Function<T, String> line) {
    return ReplyPrinter.ok()
        + entries.stream().map(line).collect(Collectors.joining())
        + AdminReplies.END;
  }
}
