package org.datalogistics.depot.allocation;

import java.util.Objects;
import org.datalogistics.ibp.AllocationType;
import org.jspecify.annotations.Nullable;

/**
 * The state of an allocation at one moment, as it is or will be committed.
 *
 * @param id below {@link KeyRing#MAX_ID}, never given twice
 * @param createdAt milliseconds since 1970
 * @param window of an alias; null for an allocation with bytes of its own
 */
public record AllocationRecord(
    long id,
    KeyHashes keys,
    AllocationType type,
    long createdAt,
    Lease lease,
    Contents contents,
    Protection protection,
    @Nullable Window window,
    State state) {

  public AllocationRecord {
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(contents, "contents");
    Objects.requireNonNull(protection, "protection");
    Objects.requireNonNull(state, "state");
  }

  /** Bytes stored. */
  public long size() {
    return contents.size();
  }

  /** Bytes leased. */
  public long maxSize() {
    return lease.maxSize();
  }

  /** Whether it can be used: neither in the trash nor gone. */
  public boolean isLive() {
    return state.kind() == State.Kind.LIVE;
  }

  /** Whether it is no longer there. */
  public boolean isGone() {
    return state.kind() == State.Kind.GONE;
  }

  /** Whether it opens bytes of another allocation. */
  public boolean isAlias() {
    return window != null;
  }

  /** Bytes charged against the resource: what is leased and its digests; nothing for an alias. */
  public long charge() {
    return isAlias() ? 0 : protection.charge(maxSize());
  }

  public AllocationRecord withKeys(KeyHashes next) {
    return new AllocationRecord(
        id, next, type, createdAt, lease, contents, protection, window, state);
  }

  public AllocationRecord withLease(Lease next) {
    return new AllocationRecord(
        id, keys, type, createdAt, next, contents, protection, window, state);
  }

  public AllocationRecord withContents(Contents next) {
    return new AllocationRecord(id, keys, type, createdAt, lease, next, protection, window, state);
  }

  public AllocationRecord withProtection(Protection next) {
    return new AllocationRecord(id, keys, type, createdAt, lease, contents, next, window, state);
  }

  public AllocationRecord withWindow(Window next) {
    return new AllocationRecord(
        id, keys, type, createdAt, lease, contents, protection, next, state);
  }

  public AllocationRecord withState(State next) {
    return new AllocationRecord(
        id, keys, type, createdAt, lease, contents, protection, window, next);
  }
}
