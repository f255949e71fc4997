package org.datalogistics.lors.transfer;

import org.datalogistics.lors.TransferLimits;

/**
 * What an engine that reads ranges may use.
 *
 * @param threads most fetches at once, over all files and depots: no more connections are used
 * @param perDepot most of them from one depot; 0 for no limit
 * @param pieceSize most bytes of one fetch: longer ranges are fetched in parallel
 * @param memory bytes for conditioned data in transit; the bytes read are the caller's
 */
public record ReadLimits(int threads, int perDepot, long pieceSize, long memory) {

  /** 16 fetches, 5 MiB each, any number from one depot, and 48 MiB. */
  public static final ReadLimits DEFAULTS = new ReadLimits(16, 0, 5L << 20, 48L << 20);

  public ReadLimits {
    if (threads < 1 || perDepot < 0 || memory < 1) {
      throw new IllegalArgumentException(
          "threads %d and memory %d must be positive, fetches from one depot %d not negative"
              .formatted(threads, memory, perDepot));
    }
    if (pieceSize < 1 || pieceSize > DownloadRequest.MAX_PIECE) {
      throw new IllegalArgumentException(
          "a fetch has 1 to " + DownloadRequest.MAX_PIECE + " bytes, not " + pieceSize);
    }
  }

  /** The same threads and memory as a transfer. */
  public static ReadLimits of(TransferLimits limits) {
    return new ReadLimits(limits.threads(), 0, DEFAULTS.pieceSize(), limits.memory());
  }
}
