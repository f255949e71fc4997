package org.datalogistics.ibp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to a depot, without its payload (IBP spec 7). Sizes, offsets and lengths are bytes;
 * {@code timeout} is the last field of every request: seconds that the depot may take, 0 for its
 * default.
 */
public sealed interface IbpCommand
    permits SpaceCommand,
        AliasCommand,
        IntegrityCommand,
        AdminCommand,
        IbpCommand.Allocate,
        IbpCommand.Upload,
        IbpCommand.Download,
        IbpCommand.Copy,
        IbpCommand.Probe,
        IbpCommand.ChangeCount,
        IbpCommand.Change,
        IbpCommand.Truncate,
        IbpCommand.StatusInquire,
        IbpCommand.StatusResources,
        IbpCommand.StatusVersion {
  /** Seconds that the depot may take; 0 for its default. */
  int timeout();

  /** Resource id 0: any resource that has room (IBP spec 4). */
  String ANY_RID = "0";

  /** The append position of PUSH and PULL, and of the first piece of a vector write. */
  long APPEND = -1;

  /** Most pieces of a vector (IBP spec 7.4). */
  int MAX_PIECES = 4096;

  /** A command whose line is followed by payload. */
  sealed interface Upload extends IbpCommand {
    /** The write key. */
    AccessKey key();

    /** Payload bytes that follow, digests not counted. */
    long length();

    /** The digests between the payload bytes (IBP spec 8); null for none. */
    @Nullable BlockChecksum network();
  }

  /** A command whose answer is followed by payload. */
  sealed interface Download extends IbpCommand {
    /** The read key. */
    AccessKey key();

    /** Payload bytes asked for, digests not counted. */
    long length();

    /** The digests between the payload bytes (IBP spec 8); null for none. */
    @Nullable BlockChecksum network();
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

    /** The digests between the bytes in flight (IBP spec 9.3); null for none. */
    @Nullable BlockChecksum network();

    /** The way to the other depot. */
    CopyRoute route();
  }

  /**
   * ALLOCATE (IBP spec 7.1).
   *
   * @param durationSeconds lease asked for; -1 for the longest
   * @param disk checksums on disk; null for the resource's default
   */
  record Allocate(
      String rid,
      Reliability reliability,
      AllocationType type,
      long durationSeconds,
      long size,
      @Nullable BlockChecksum disk,
      int timeout)
      implements IbpCommand {
    /** With the resource's default of checksums on disk. */
    public Allocate(
        String rid,
        Reliability reliability,
        AllocationType type,
        long durationSeconds,
        long size,
        int timeout) {
      this(rid, reliability, type, durationSeconds, size, null, timeout);
    }
  }

  /** STORE: append at the current size (IBP spec 7.2). */
  record Store(AccessKey key, long length, @Nullable BlockChecksum network, int timeout)
      implements Upload {
    /** Without digests. */
    public Store(AccessKey key, long length, int timeout) {
      this(key, length, null, timeout);
    }
  }

  /** WRITE at an offset (IBP spec 7.2). */
  record Write(
      AccessKey key, long offset, long length, @Nullable BlockChecksum network, int timeout)
      implements Upload {
    /** Without digests. */
    public Write(AccessKey key, long offset, long length, int timeout) {
      this(key, offset, length, null, timeout);
    }
  }

  /**
   * VEC_WRITE: pieces, one after the other in the payload (IBP spec 7.4).
   *
   * @param ranges at most {@link #MAX_PIECES}; only the first may be an append
   */
  record VecWrite(
      AccessKey key, List<ByteRange> ranges, @Nullable BlockChecksum network, int timeout)
      implements Upload {
    public VecWrite {
      ranges = Vectors.checked(ranges, true);
    }

    @Override
    public long length() {
      return Vectors.length(ranges);
    }
  }

  /** LOAD (IBP spec 7.3). */
  record Load(AccessKey key, long offset, long length, @Nullable BlockChecksum network, int timeout)
      implements Download {
    /** Without digests. */
    public Load(AccessKey key, long offset, long length, int timeout) {
      this(key, offset, length, null, timeout);
    }
  }

  /**
   * VEC_READ: pieces, one after the other in the payload (IBP spec 7.4).
   *
   * @param ranges at most {@link #MAX_PIECES}; none an append
   */
  record VecRead(
      AccessKey key, List<ByteRange> ranges, @Nullable BlockChecksum network, int timeout)
      implements Download {
    public VecRead {
      ranges = Vectors.checked(ranges, false);
    }

    @Override
    public long length() {
      return Vectors.length(ranges);
    }
  }

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
      @Nullable BlockChecksum network,
      CopyRoute route,
      int timeout,
      int remoteTimeout)
      implements Copy {
    /** Over TCP, without digests. */
    public Send(
        AccessKey key,
        Capability remote,
        long localOffset,
        long length,
        int timeout,
        int remoteTimeout) {
      this(key, remote, localOffset, length, null, CopyRoute.TCP, timeout, remoteTimeout);
    }

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
      @Nullable BlockChecksum network,
      CopyRoute route,
      int timeout,
      int remoteTimeout)
      implements Copy {
    /** Over TCP, without digests. */
    public Push(
        AccessKey key,
        Capability remote,
        long localOffset,
        long remoteOffset,
        long length,
        int timeout,
        int remoteTimeout) {
      this(
          key,
          remote,
          localOffset,
          remoteOffset,
          length,
          null,
          CopyRoute.TCP,
          timeout,
          remoteTimeout);
    }
  }

  /** PULL: read there, write here (IBP spec 7.10). */
  record Pull(
      AccessKey key,
      Capability remote,
      long localOffset,
      long remoteOffset,
      long length,
      @Nullable BlockChecksum network,
      CopyRoute route,
      int timeout,
      int remoteTimeout)
      implements Copy {
    /** Over TCP, without digests. */
    public Pull(
        AccessKey key,
        Capability remote,
        long localOffset,
        long remoteOffset,
        long length,
        int timeout,
        int remoteTimeout) {
      this(
          key,
          remote,
          localOffset,
          remoteOffset,
          length,
          null,
          CopyRoute.TCP,
          timeout,
          remoteTimeout);
    }
  }
}
