package org.datalogistics.depot.metadata;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change on its way, and who waits for it. */
final class Entry<T> {
  private static final Logger log = LoggerFactory.getLogger(Entry.class);

  private final MetadataWriter.Change<T> change;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final boolean frees;
  private @Nullable T result;
  private @Nullable Exception failure;

  /**
   * @param frees whether the change gives space back, so that it is made on a full disk too
   */
  Entry(MetadataWriter.Change<T> change, boolean frees) {
    this.change = change;
    this.frees = frees;
  }

  boolean frees() {
    return frees;
  }

  CompletableFuture<T> future() {
    return future;
  }

  /** Makes the change, or leaves nothing of it; once more in another transaction, if need be. */
  void apply(Transaction transaction) {
    failure = null;
    transaction.beginChange();
    try {
      result = change.apply(transaction);
    } catch (RefusedException e) {
      transaction.undoChange();
      failure = e;
    } catch (SQLException | RuntimeException e) {
      log.error("A change to the metadata failed", e);
      transaction.undoChange();
      failure = DiskErrors.refusal("the metadata cannot be read", e);
    }
  }

  void fail(Exception e) {
    failure = e;
  }

  void refuse(IbpError error, String reason) {
    fail(new RefusedException(error, reason));
    complete();
  }

  /** Tells who waits. */
  void complete() {
    if (failure != null) {
      future.completeExceptionally(failure);
    } else {
      @SuppressWarnings("NullAway") // A change of Void gives null, as its caller expects.
      boolean unused = future.complete(result);
    }
  }
}
