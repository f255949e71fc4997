package org.datalogistics.ibp;

import org.jspecify.annotations.Nullable;

/**
 * A request to a depot, without its payload (IBP spec 7). Sizes, offsets and lengths are bytes;
 * {@code timeout} is the last field of every request: seconds that the depot may take, 0 for its
 * default.
 */
public sealed interface IbpCommand {
  /** Seconds that the depot may take; 0 for its default. */
  int timeout();

  /** Resource id 0: any resource that has room (IBP spec 4). */
  String ANY_RID = "0";

  /** The append position of PUSH and PULL. */
  long APPEND = -1;

  /** A command whose line is followed by payload. */
  sealed interface Upload extends IbpCommand {
    /** The write key. */
    AccessKey key();

    /** Payload bytes that follow. */
    long length();
  }

  /** A copy that this depot makes from or to another one. */
  sealed interface Copy extends IbpCommand {
    /** The key of the local allocation. */
    AccessKey key();

    /** The allocation at the other end. */
    Capability remote();

    /** First local byte, or {@link #APPEND}. */
    long localOffset();

    /** First remote byte, or {@link #APPEND}. */
    long remoteOffset();

    /** Bytes to copy. */
    long length();

    /** Timeout that this depot gives to the other one, seconds, 0 for a default. */
    int remoteTimeout();
  }

  /**
   * ALLOCATE (IBP spec 7.1).
   *
   * @param durationSeconds lease asked for; -1 for the longest
   */
  record Allocate(
      String rid,
      Reliability reliability,
      AllocationType type,
      long durationSeconds,
      long size,
      int timeout)
      implements IbpCommand {}

  /** STORE: append at the current size (IBP spec 7.2). */
  record Store(AccessKey key, long length, int timeout) implements Upload {}

  /** WRITE at an offset (IBP spec 7.2). */
  record Write(AccessKey key, long offset, long length, int timeout) implements Upload {}

  /** LOAD (IBP spec 7.3). */
  record Load(AccessKey key, long offset, long length, int timeout) implements IbpCommand {}

  /** MANAGE PROBE (IBP spec 7.5). */
  record Probe(AccessKey key, int timeout) implements IbpCommand {}

  /** MANAGE INCR or DECR of the read or write count (IBP spec 7.5). */
  record ChangeCount(AccessKey key, CapabilityKind counter, boolean increment, int timeout)
      implements IbpCommand {}

  /**
   * MANAGE CHNG (IBP spec 7.5).
   *
   * @param durationSeconds new lease from now; negative keeps the present end
   * @param reliability null keeps it
   */
  record Change(
      AccessKey key,
      long maxSize,
      long durationSeconds,
      @Nullable Reliability reliability,
      int timeout)
      implements IbpCommand {}

  /** MANAGE TRUNCATE: sets the leased size, cutting data if needed (IBP spec 7.5). */
  record Truncate(AccessKey key, long maxSize, int timeout) implements IbpCommand {}

  /** STATUS INQ (IBP spec 7.11). */
  record StatusInquire(String rid, String password, int timeout) implements IbpCommand {}

  /** STATUS RES: the list of resource ids (IBP spec 7.11). */
  record StatusResources(int timeout) implements IbpCommand {}

  /** STATUS VERSION: text for people (IBP spec 7.11). */
  record StatusVersion(int timeout) implements IbpCommand {}

  /** SEND: read here, append at the remote allocation (IBP spec 7.9). */
  record Send(
      AccessKey key,
      Capability remote,
      long localOffset,
      long length,
      int timeout,
      int remoteTimeout)
      implements Copy {
    @Override
    public long remoteOffset() {
      return APPEND;
    }
  }

  /** PUSH: read here, write there (IBP spec 7.10). */
  record Push(
      AccessKey key,
      Capability remote,
      long localOffset,
      long remoteOffset,
      long length,
      int timeout,
      int remoteTimeout)
      implements Copy {}

  /** PULL: read there, write here (IBP spec 7.10). */
  record Pull(
      AccessKey key,
      Capability remote,
      long localOffset,
      long remoteOffset,
      long length,
      int timeout,
      int remoteTimeout)
      implements Copy {}
}
