package org.datalogistics.lors.condition;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.datalogistics.exnode.FunctionChain;
import org.jspecify.annotations.Nullable;

/**
 * What an upload does to the bytes before it stores them.
 *
 * @param functions in the order of application, each at most once; empty for bytes as they are
 * @param blockSize bytes of a block at the input of the first function, 1 to {@link #MAX_BLOCK};
 *     without effect when nothing is done
 * @param sharedKey what {@link Function#AES_GCM} derives its keys from, which then are not in the
 *     exNode; null for a fresh key for each mapping, which the exNode holds
 */
public record Conditioning(
    List<Function> functions, long blockSize, @Nullable SharedKey sharedKey) {

  /** The largest block: it is held in memory as a whole. */
  public static final int MAX_BLOCK = 512 << 20;

  /** The usual block size, 1 MiB (LoRS spec 2). */
  public static final int USUAL_BLOCK = 1 << 20;

  /** Store the bytes as they are. */
  public static final Conditioning NONE = new Conditioning(List.of(), USUAL_BLOCK, null);

  public Conditioning {
    functions = List.copyOf(functions);
    if (blockSize < 1 || blockSize > MAX_BLOCK) {
      throw new IllegalArgumentException(
          "a conditioning block has 1 to " + MAX_BLOCK + " bytes, not " + blockSize);
    }
    EnumSet<Function> seen = EnumSet.noneOf(Function.class);
    for (Function function : functions) {
      if (!seen.add(function)) {
        throw new IllegalArgumentException("the function " + function + " is given twice");
      }
    }
    if (sharedKey != null && !functions.contains(Function.AES_GCM)) {
      throw new IllegalArgumentException("a key is given, but nothing that uses it");
    }
  }

  /** Functions in the order of application, with keys in the exNode. */
  public static Conditioning of(List<Function> functions, long blockSize) {
    return new Conditioning(functions, blockSize, null);
  }

  /** MD5 over blocks of that many bytes. */
  public static Conditioning checksum(long blockSize) {
    return of(List.of(Function.CHECKSUM), blockSize);
  }

  /** The same with keys that are derived from this one and kept out of the exNode. */
  public Conditioning with(SharedKey key) {
    return new Conditioning(functions, blockSize, key);
  }

  /**
   * Gets ready in the background, which pays when much data follows: a process whose first
   * megabytes are encrypted while it is not ready is slow for a while.
   *
   * @param bytes of data that follow
   */
  public void expect(long bytes) {
    expect(functions, bytes);
  }

  /** The same for reading what is stored so. */
  public static void expect(FunctionChain stored, long bytes) {
    if (bytes >= GcmWarmUp.WORTH) {
      expect(
          stored.steps().stream().flatMap(step -> Function.named(step.name()).stream()).toList(),
          bytes);
    }
  }

  private static void expect(List<Function> functions, long bytes) {
    if (bytes >= GcmWarmUp.WORTH && functions.contains(Function.AES_GCM)) {
      GcmWarmUp.begin();
    }
  }

  /** Whether the bytes are stored as they are. */
  public boolean isNone() {
    return functions.isEmpty();
  }

  /** Why this order serves some readers badly (exNode spec 3.7); empty when it does not. */
  public Optional<String> caution() {
    int checksum = functions.indexOf(Function.CHECKSUM);
    int aes = functions.indexOf(Function.AES);
    if (checksum >= 0 && checksum < aes) {
      return Optional.of(
          "the C tools cannot read parts of what has checksum before aes_encrypt;"
              + " aes_encrypt before checksum serves all");
    }
    return Optional.empty();
  }
}
