package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with the keys of something new, which is given back if the client went away. */
final class Grants {
  private static final Logger log = LoggerFactory.getLogger(Grants.class);

  private final Lookup lookup;
  private final Advertised plain;
  private final Advertised secure;

  /**
   * @param plain makes the capabilities for clients without encryption
   * @param secure and for those with it
   */
  Grants(Lookup lookup, Advertised plain, Advertised secure) {
    this.lookup = lookup;
    this.plain = plain;
    this.secure = secure;
  }

  /** A new allocation. */
  Outcome allocation(Resource resource, IssuedKeys keys, Asker asker) {
    return new Outcome.Granted(text(resource, keys, asker), () -> drop(manageKey(resource, keys)));
  }

  /**
   * A new alias.
   *
   * @param master the manage key of its master
   */
  Outcome alias(Resource resource, IssuedKeys keys, AccessKey master, Asker asker) {
    return new Outcome.Granted(
        text(resource, keys, asker), () -> dropAlias(manageKey(resource, keys), master));
  }

  /** The line with the three capabilities. */
  String text(Resource resource, IssuedKeys keys, Asker asker) {
    Advertised advertised = asker.secure() ? secure : plain;
    return ReplyPrinter.capabilities(advertised.capabilities(resource.id(), keys));
  }

  private static AccessKey manageKey(Resource resource, IssuedKeys keys) {
    return new AccessKey(resource.id() + "#" + keys.manage(), "0");
  }

  private void drop(AccessKey key) {
    var command = new IbpCommand.ChangeCount(key, CapabilityKind.READ, false, 0);
    giveBack(key, (resource, handle) -> resource.leases().changeCount(handle, command));
  }

  private void dropAlias(AccessKey key, AccessKey master) {
    var command = new AliasCommand.AliasChangeCount(key, CapabilityKind.READ, false, master, 0);
    giveBack(key, (resource, handle) -> resource.aliases().changeCount(handle, command));
  }

  private void giveBack(AccessKey key, Lookup.Use<Void> use) {
    CompletableFuture<Void> dropped;
    try {
      dropped = lookup.with(key, Lookup.MANAGE, use);
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
