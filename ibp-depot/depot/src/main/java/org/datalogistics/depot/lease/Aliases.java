package org.datalogistics.depot.lease;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/**
 * Second sets of keys onto windows of allocations (IBP spec 7.8). An alias takes no space, has
 * counts and a lease of its own, and goes with its master.
 */
public final class Aliases {
  private final LeaseBook book;
  private final Issuer issuer;

  public Aliases(LeaseBook book, Issuer issuer) {
    this.book = book;
    this.issuer = issuer;
  }

  /**
   * ALIAS_ALLOCATE. Fails with {@link RefusedException}: -19 a window beyond the leased size, or an
   * alias of an alias; -28 a lease that ends after the master's.
   *
   * @param handle of the master
   */
  public CompletableFuture<IssuedKeys> allocate(
      AllocationHandle handle, AliasCommand.AliasAllocate request) {
    Issuer.Issue issue = issuer.next();
    return book.alter(
        transaction -> {
          if (handle.alias() != null) {
            throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "an alias of an alias");
          }
          AllocationRecord master = LeaseBook.live(handle.allocation());
          Window window =
              window(master, request.offset(), request.length(), IbpError.WOULD_EXCEED_LIMIT);
          long end =
              request.durationSeconds() <= 0
                  ? master.lease().expiresAt()
                  : end(master, request.durationSeconds());
          transaction.insert(
              new Allocation(
                  new AllocationRecord(
                      issue.id(),
                      issue.hashes(),
                      master.type(),
                      book.now(),
                      Lease.granted(
                          master.lease().reliability(), window.lengthWithin(master.maxSize()), end),
                      Contents.EMPTY,
                      Protection.NONE,
                      window,
                      State.LIVE)));
          return issue.keys();
        });
  }

  /**
   * ALIAS_MANAGE PROBE.
   *
   * @throws RefusedException -4 if the key is not one of an alias
   */
  public AliasStatus probe(AllocationHandle handle) throws RefusedException {
    AllocationRecord alias = alias(handle).committed();
    Window window = window(alias);
    return new AliasStatus(
        alias.lease().readCount(),
        alias.lease().writeCount(),
        window.offset(),
        window.length(),
        book.secondsLeft(alias));
  }

  /** ALIAS_MANAGE INCR and DECR; the last reference removes the alias, not its master. */
  public CompletableFuture<Void> changeCount(
      AllocationHandle handle, AliasCommand.AliasChangeCount request) {
    return change(
        handle,
        request.master(),
        (now, master) -> {
          Lease lease = now.lease().counted(request.counter(), request.increment());
          AllocationRecord next = now.withLease(lease);
          return request.increment() || lease.isReferenced() ? next : next.withState(State.GONE);
        });
  }

  /** ALIAS_MANAGE CHNG: everything or nothing; refused as {@link #allocate}, but -45. */
  public CompletableFuture<Void> change(AllocationHandle handle, AliasCommand.AliasChange request) {
    return change(
        handle,
        request.master(),
        (now, master) -> {
          Window window =
              window(master, request.offset(), request.length(), IbpError.WOULD_EXCEED_POLICY);
          long end =
              request.durationSeconds() < 0
                  ? now.lease().expiresAt()
                  : request.durationSeconds() == 0
                      ? master.lease().expiresAt()
                      : end(master, request.durationSeconds());
          AllocationRecord next = resized(now, master, window);
          return next.withLease(next.lease().withExpiresAt(end));
        });
  }

  /** ALIAS_MANAGE TRUNCATE: the window has another length. */
  public CompletableFuture<Void> truncate(
      AllocationHandle handle, AliasCommand.AliasTruncate request) {
    return change(
        handle,
        request.master(),
        (now, master) ->
            resized(
                now,
                master,
                window(
                    master, window(now).offset(), request.length(), IbpError.WOULD_EXCEED_POLICY)));
  }

  private interface Step {
    AllocationRecord next(AllocationRecord now, AllocationRecord master) throws RefusedException;
  }

  private CompletableFuture<Void> change(
      AllocationHandle handle, @Nullable AccessKey masterKey, Step step) {
    return book.<AllocationRecord>remove(
            (transaction, gone) -> {
              Allocation alias = alias(handle);
              AllocationRecord master = LeaseBook.live(handle.allocation());
              if (masterKey == null || !issuer.opens(masterKey.key(), handle.allocation())) {
                throw new RefusedException(
                    IbpError.INVALID_MANAGE_CAP, "not the manage key of the alias's master");
              }
              AllocationRecord next = step.next(LeaseBook.live(alias), master);
              if (next.isGone()) {
                transaction.delete(alias);
              } else {
                transaction.update(alias, next);
              }
              return next;
            })
        .thenAccept(next -> {});
  }

  private static Allocation alias(AllocationHandle handle) throws RefusedException {
    Allocation alias = handle.alias();
    if (alias == null) {
      throw new RefusedException(IbpError.CAP_NOT_FOUND, "not the key of an alias");
    }
    return alias;
  }

  private static Window window(AllocationRecord alias) {
    Window window = alias.window();
    if (window == null) {
      throw new IllegalStateException("alias " + alias.id() + " has no window");
    }
    return window;
  }

  private static Window window(AllocationRecord master, long offset, long length, IbpError beyond)
      throws RefusedException {
    if (offset < 0 || length < 0 || offset > master.maxSize() - length) {
      throw new RefusedException(
          beyond, "a window of " + length + " bytes at " + offset + " of " + master.maxSize());
    }
    return new Window(master.id(), offset, length);
  }

  private static AllocationRecord resized(
      AllocationRecord alias, AllocationRecord master, Window window) {
    return alias
        .withWindow(window)
        .withLease(alias.lease().withMaxSize(window.lengthWithin(master.maxSize())));
  }

  private long end(AllocationRecord master, long seconds) throws RefusedException {
    long left = master.lease().expiresAt() - book.now();
    if (seconds > Math.max(0, left + 999) / 1000) {
      throw new RefusedException(
          IbpError.LONG_DURATION, "a lease of " + seconds + " s, the master has " + left + " ms");
    }
    return Math.min(book.now() + 1000 * seconds, master.lease().expiresAt());
  }
}
