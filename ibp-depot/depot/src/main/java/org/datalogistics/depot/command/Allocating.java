package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ALLOCATE (IBP spec 7.1). */
final class Allocating {
  private static final Logger log = LoggerFactory.getLogger(Allocating.class);

  private final Resources resources;
  private final Lookup lookup;
  private final Advertised advertised;

  Allocating(Resources resources, Lookup lookup, Advertised advertised) {
    this.resources = resources;
    this.lookup = lookup;
    this.advertised = advertised;
  }

  CompletableFuture<Outcome> allocate(IbpCommand.Allocate command) throws RefusedException {
    if (command.type() != AllocationType.BYTEARRAY) {
      throw new RefusedException(
          IbpError.TYPE_NOT_SUPPORTED, "ALLOCATE of type " + command.type() + ", only BYTEARRAY");
    }
    return resources
        .allocate(command)
        .thenApply(placed -> granted(placed.resource(), placed.keys()));
  }

  private Outcome granted(Resource resource, IssuedKeys keys) {
    return new Outcome.Granted(
        ReplyPrinter.capabilities(advertised.capabilities(resource.id(), keys)),
        () -> giveBack(resource, keys));
  }

  private void giveBack(Resource resource, IssuedKeys keys) {
    AccessKey manage = new AccessKey(resource.id() + "#" + keys.manage(), "0");
    var drop = new IbpCommand.ChangeCount(manage, CapabilityKind.READ, false, 0);
    CompletableFuture<Void> dropped;
    try {
      dropped =
          lookup.with(
              manage, Lookup.MANAGE, (where, handle) -> where.leases().changeCount(handle, drop));
    } catch (RefusedException e) {
      dropped = CompletableFuture.failedFuture(e);
    }
    dropped.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            log.debug("A grant that nobody took stays until its lease ends", failure);
          }
        });
  }
}
