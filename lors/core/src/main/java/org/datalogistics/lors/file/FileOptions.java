package org.datalogistics.lors.file;

import java.util.Objects;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.plan.FetchPolicy;

/**
 * How files are stored and read.
 *
 * @param storage copies or parity, leases, block size
 * @param conditioning checksums, compression, encryption of what is stored
 * @param keys where the keys are that exNodes only name
 * @param fetch how eagerly is read
 * @param pieceSize most bytes of one fetch
 * @param readAhead most bytes that a reader in order has ahead
 * @param limits operations at once, memory, and how long one operation, or one read, may take
 */
public record FileOptions(
    StoragePolicy storage,
    Conditioning conditioning,
    KeyRing keys,
    FetchPolicy fetch,
    long pieceSize,
    long readAhead,
    TransferLimits limits) {

  /** One copy for a day, raw; pieces of 5 MiB, 20 MiB ahead; 8 operations, 48 MiB, 10 minutes. */
  public static final FileOptions DEFAULTS =
      new FileOptions(
          StoragePolicy.DEFAULTS,
          Conditioning.NONE,
          KeyRing.NONE,
          FetchPolicy.DEFAULTS,
          5L << 20,
          20L << 20,
          TransferLimits.DEFAULTS);

  public FileOptions {
    Objects.requireNonNull(storage, "storage is null");
    Objects.requireNonNull(conditioning, "conditioning is null");
    Objects.requireNonNull(keys, "keys is null");
    Objects.requireNonNull(fetch, "fetch is null");
    Objects.requireNonNull(limits, "limits is null");
    if (pieceSize < 1 || readAhead < 0) {
      throw new IllegalArgumentException(
          "pieces of %d bytes, %d bytes ahead".formatted(pieceSize, readAhead));
    }
  }

  /** Most bytes that are worth asking for at once. */
  int pieceBytes() {
    return (int) Math.min(64 << 20, pieceSize);
  }

  /** The same with another way to store. */
  public FileOptions withStorage(StoragePolicy policy) {
    return new FileOptions(policy, conditioning, keys, fetch, pieceSize, readAhead, limits);
  }

  /** The same with other conditioning of what is stored. */
  public FileOptions withConditioning(Conditioning functions) {
    return new FileOptions(storage, functions, keys, fetch, pieceSize, readAhead, limits);
  }

  /** The same with keys. */
  public FileOptions withKeys(KeyRing ring) {
    return new FileOptions(storage, conditioning, ring, fetch, pieceSize, readAhead, limits);
  }

  /** The same with other limits. */
  public FileOptions withLimits(TransferLimits other) {
    return new FileOptions(storage, conditioning, keys, fetch, pieceSize, readAhead, other);
  }

  /** The same with so many bytes ahead of a reader in order; 0 to read only what is asked for. */
  public FileOptions withReadAhead(long bytes) {
    return new FileOptions(storage, conditioning, keys, fetch, pieceSize, bytes, limits);
  }
}
