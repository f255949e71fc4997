package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.wire.ReplyPrinter;

/** ALIAS_ALLOCATE and ALIAS_MANAGE (IBP spec 7.8). */
final class Aliasing {
  private final Lookup lookup;
  private final Grants grants;

  Aliasing(Lookup lookup, Grants grants) {
    this.lookup = lookup;
    this.grants = grants;
  }

  CompletableFuture<Outcome> execute(AliasCommand command, Asker asker) throws RefusedException {
    if (command instanceof AliasCommand.AliasAllocate c) {
      return lookup.with(
          c.key(),
          Lookup.MANAGE,
          (resource, handle) ->
              resource
                  .aliases()
                  .allocate(handle, c)
                  .thenApply(keys -> grants.alias(resource, keys, c.key(), asker)));
    } else if (command instanceof AliasCommand.AliasProbe c) {
      return lookup.with(
          c.key(),
          Lookup.MANAGE,
          (resource, handle) -> {
            try {
              String answer = ReplyPrinter.aliasProbe(resource.aliases().probe(handle));
              return CompletableFuture.completedFuture(new Outcome.Answer(answer));
            } catch (RefusedException e) {
              return CompletableFuture.failedFuture(e);
            }
          });
    } else if (command instanceof AliasCommand.AliasChangeCount c) {
      return change(c.key(), (resource, handle) -> resource.aliases().changeCount(handle, c));
    } else if (command instanceof AliasCommand.AliasChange c) {
      return change(c.key(), (resource, handle) -> resource.aliases().change(handle, c));
    } else if (command instanceof AliasCommand.AliasTruncate c) {
      return change(c.key(), (resource, handle) -> resource.aliases().truncate(handle, c));
    }
    throw new IllegalArgumentException("not an alias command: " + command);
  }

  private CompletableFuture<Outcome> change(AccessKey key, Lookup.Use<Void> change)
      throws RefusedException {
    return lookup
        .with(key, Lookup.MANAGE, change)
        .thenApply(done -> new Outcome.Answer(ReplyPrinter.ok()));
  }
}
