package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.SpaceCommand;
import org.datalogistics.ibp.wire.ReplyPrinter;

/** ALLOCATE, RENAME, SPLIT_ALLOCATE and MERGE_ALLOCATE (IBP spec 7.1, 7.6, 7.7). */
final class Allocating {
  private final Resources resources;
  private final Lookup lookup;
  private final Grants grants;

  Allocating(Resources resources, Lookup lookup, Grants grants) {
    this.resources = resources;
    this.lookup = lookup;
    this.grants = grants;
  }

  CompletableFuture<Outcome> allocate(IbpCommand.Allocate command, Asker asker)
      throws RefusedException {
    return resources
        .allocate(command)
        .thenApply(placed -> grants.allocation(placed.resource(), placed.keys(), asker));
  }

  /**
   * Changes keys or space.
   *
   * @param result when it is done first, nobody waits any more
   */
  CompletableFuture<Outcome> execute(SpaceCommand command, Asker asker, CompletableFuture<?> result)
      throws RefusedException {
    if (command instanceof SpaceCommand.Rename c) {
      return lookup.with(
          c.key(),
          Lookup.MANAGE,
          (resource, handle) ->
              resource
                  .leases()
                  .rename(handle)
                  .thenApply(keys -> new Outcome.Answer(grants.text(resource, keys, asker))));
    } else if (command instanceof SpaceCommand.Split c) {
      return lookup.with(
          c.key(),
          Lookup.MANAGE,
          (resource, handle) ->
              resource
                  .splits()
                  .split(handle, c, result)
                  .thenApply(keys -> grants.allocation(resource, keys, asker)));
    } else if (command instanceof SpaceCommand.Merge c) {
      return merge(c);
    }
    throw new IllegalArgumentException("not a space command: " + command);
  }

  private CompletableFuture<Outcome> merge(SpaceCommand.Merge command) throws RefusedException {
    Resource childsResource = resources.of(command.child());
    return lookup.with(
        command.key(),
        Lookup.MANAGE,
        (resource, handle) -> {
          if (!resource.equals(childsResource)) {
            return CompletableFuture.failedFuture(
                new RefusedException(
                    IbpError.INVALID_RID,
                    "merge of resource " + childsResource.id() + " into " + resource.id()));
          }
          return resource
              .find(command.child().key(), Lookup.MANAGE)
              .thenCompose(
                  child ->
                      resource
                          .splits()
                          .merge(handle, child)
                          .whenComplete((done, failure) -> child.close()))
              .thenApply(done -> new Outcome.Answer(ReplyPrinter.ok()));
        });
  }
}
