package org.datalogistics.ibp;

import org.jspecify.annotations.Nullable;

/**
 * Second sets of keys onto a window of an allocation, the master (IBP spec 7.8). A {@code master}
 * key that the request lacks is null: the depot answers that it is the wrong one.
 */
public sealed interface AliasCommand extends IbpCommand {
  /** The manage key of the alias, or of the master where the alias is made. */
  AccessKey key();

  /**
   * ALIAS_ALLOCATE.
   *
   * @param key the manage key of the master
   * @param offset first byte of the window
   * @param length bytes of the window; 0 for all behind the offset
   * @param durationSeconds lease of the alias; 0 or less for as long as the master's
   */
  record AliasAllocate(AccessKey key, long offset, long length, long durationSeconds, int timeout)
      implements AliasCommand {}

  /** ALIAS_MANAGE PROBE. */
  record AliasProbe(AccessKey key, int timeout) implements AliasCommand {}

  /** ALIAS_MANAGE INCR or DECR of the alias's read or write count. */
  record AliasChangeCount(
      AccessKey key,
      CapabilityKind counter,
      boolean increment,
      @Nullable AccessKey master,
      int timeout)
      implements AliasCommand {}

  /**
   * ALIAS_MANAGE CHNG.
   *
   * @param offset first byte of the new window
   * @param length bytes of the new window; 0 for all behind the offset
   * @param durationSeconds new lease from now; 0 for as long as the master's, negative keeps it
   */
  record AliasChange(
      AccessKey key,
      long offset,
      long length,
      long durationSeconds,
      @Nullable AccessKey master,
      int timeout)
      implements AliasCommand {}

  /**
   * ALIAS_MANAGE TRUNCATE.
   *
   * @param length bytes of the window from now on
   */
  record AliasTruncate(AccessKey key, long length, @Nullable AccessKey master, int timeout)
      implements AliasCommand {}
}
