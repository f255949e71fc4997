package org.datalogistics.ibp;

import org.jspecify.annotations.Nullable;

/** New keys for an allocation, and space moved between allocations (IBP spec 7.6, 7.7). */
public sealed interface SpaceCommand extends IbpCommand {
  /** The manage key of the allocation that is renamed, shrunk or grown. */
  AccessKey key();

  /** RENAME: replaces all three keys (IBP spec 7.6). */
  record Rename(AccessKey key, int timeout) implements SpaceCommand {}

  /**
   * SPLIT_ALLOCATE: moves space of this allocation into a new one (IBP spec 7.7).
   *
   * @param durationSeconds lease of the new one; -1 for the longest
   * @param size bytes of the new one
   * @param disk its checksums on disk; null for the default
   */
  record Split(
      AccessKey key,
      Reliability reliability,
      AllocationType type,
      long durationSeconds,
      long size,
      @Nullable BlockChecksum disk,
      int timeout)
      implements SpaceCommand {}

  /**
   * MERGE_ALLOCATE: gives this allocation the space of another, which is deleted (IBP spec 7.7).
   *
   * @param child the manage key of the one that is deleted
   */
  record Merge(AccessKey key, AccessKey child, int timeout) implements SpaceCommand {}
}
