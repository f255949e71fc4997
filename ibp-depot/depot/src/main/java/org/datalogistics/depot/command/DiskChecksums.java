package org.datalogistics.depot.command;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.StoredChecksums;
import org.datalogistics.ibp.wire.ReplyPrinter;

/** GET_CHKSUM and VALIDATE_CHKSUM (IBP spec 7.12). */
final class DiskChecksums {
  private final Lookup lookup;

  DiskChecksums(Lookup lookup) {
    this.lookup = lookup;
  }

  /**
   * Carries one of the two out.
   *
   * @param result when it is done first, nobody waits any more
   */
  CompletableFuture<Outcome> execute(IntegrityCommand command, CompletableFuture<?> result)
      throws RefusedException {
    return lookup.take(
        command.key(),
        Lookup.MANAGE,
        (resource, handle) -> {
          if (isPartial(handle)) {
            return refuse(
                handle, IbpError.WOULD_EXCEED_LIMIT, "checksums through an alias of a part");
          }
          if (command instanceof IntegrityCommand.GetChecksums get) {
            return digests(resource, handle, get.infoOnly());
          } else if (command instanceof IntegrityCommand.ValidateChecksums validate) {
            return resource
                .data()
                .validate(handle, validate.correct(), result)
                .thenApply(bad -> new Outcome.Answer(ReplyPrinter.damagedBlocks(bad)));
          }
          throw new IllegalArgumentException("not a checksum command: " + command);
        });
  }

  private static CompletableFuture<Outcome> digests(
      Resource resource, AllocationHandle handle, boolean infoOnly) {
    AllocationRecord record = handle.allocation().committed();
    BlockChecksum digest = record.protection().digest();
    if (digest.isNone() || record.type() != AllocationType.BYTEARRAY) {
      return refuse(handle, IbpError.CHKSUM, "no checksums are kept for it");
    }
    if (infoOnly) {
      handle.close();
      return CompletableFuture.completedFuture(
          new Outcome.Answer(header(digest, digest.blocks(record.size()))));
    }
    return resource
        .data()
        .digests(handle)
        .thenApply(
            reading ->
                new Outcome.Data(
                    header(digest, reading.length() / digest.type().digestLength()),
                    reading,
                    null,
                    () -> {}));
  }

  private static String header(BlockChecksum digest, long blocks) {
    return ReplyPrinter.storedChecksums(new StoredChecksums(digest, blocks));
  }

  private static boolean isPartial(AllocationHandle handle) {
    Window window = handle.window();
    long maxSize = handle.allocation().committed().maxSize();
    return window != null && (window.offset() != 0 || window.lengthWithin(maxSize) < maxSize);
  }

  private static CompletableFuture<Outcome> refuse(
      AllocationHandle handle, IbpError error, String reason) {
    handle.close();
    return CompletableFuture.failedFuture(new RefusedException(error, reason));
  }
}
