package org.datalogistics.lors.transfer;

import java.util.Objects;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.plan.FetchPolicy;

/**
 * A file, or a part of it, to read.
 *
 * @param range bytes wanted, within the file
 * @param pieceSize most bytes of one fetch
 * @param prebuffer pieces held before ordered output starts, 1 or more
 * @param keys where the keys are that the exNode only names
 */
public record DownloadRequest(
    ExNode exNode,
    ByteRange range,
    long pieceSize,
    FetchPolicy policy,
    int prebuffer,
    TransferLimits limits,
    KeyRing keys) {

  /** The largest fetch: ordered output holds pieces in memory. */
  public static final long MAX_PIECE = 512L << 20;

  public DownloadRequest {
    Objects.requireNonNull(policy, "policy is null");
    Objects.requireNonNull(limits, "limits is null");
    Objects.requireNonNull(keys, "keys is null");
    if (pieceSize < 1 || pieceSize > MAX_PIECE) {
      throw new IllegalArgumentException(
          "a fetch has 1 to " + MAX_PIECE + " bytes, not " + pieceSize);
    }
    if (prebuffer < 1) {
      throw new IllegalArgumentException("prebuffer must be 1 or more, not " + prebuffer);
    }
    if (range.end() > exNode.effectiveSize()) {
      throw new IllegalArgumentException(
          "the range "
              + range
              + " ends beyond the "
              + exNode.effectiveSize()
              + " bytes of the file");
    }
  }

  /** A request for data whose keys, if it is encrypted, are in the exNode. */
  public DownloadRequest(
      ExNode exNode,
      ByteRange range,
      long pieceSize,
      FetchPolicy policy,
      int prebuffer,
      TransferLimits limits) {
    this(exNode, range, pieceSize, policy, prebuffer, limits, KeyRing.NONE);
  }

  /** The whole file in pieces of 5 MiB with the usual policy. */
  public static DownloadRequest of(ExNode exNode) {
    return new DownloadRequest(
        exNode,
        new ByteRange(0, exNode.effectiveSize()),
        5L << 20,
        FetchPolicy.DEFAULTS,
        1,
        TransferLimits.DEFAULTS);
  }

  /** The same for another range. */
  public DownloadRequest withRange(ByteRange bytes) {
    return new DownloadRequest(exNode, bytes, pieceSize, policy, prebuffer, limits, keys);
  }

  /** The same with keys. */
  public DownloadRequest withKeys(KeyRing ring) {
    return new DownloadRequest(exNode, range, pieceSize, policy, prebuffer, limits, ring);
  }

  /** The same with so many fetches at once. */
  public DownloadRequest withThreads(int threads) {
    return new DownloadRequest(
        exNode,
        range,
        pieceSize,
        policy.withThreads(threads),
        prebuffer,
        new TransferLimits(threads, limits.memory(), limits.timeout()),
        keys);
  }
}
