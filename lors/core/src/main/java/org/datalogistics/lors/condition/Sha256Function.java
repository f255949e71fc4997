package org.datalogistics.lors.condition;

import java.security.MessageDigest;
import java.util.Arrays;
import org.datalogistics.exnode.ConditioningStep;

/** {@code sha256}: the 32 bytes of the block's SHA-256, the block (docs/exnode-functions.md). */
final class Sha256Function implements BlockFunction {

  /** Bytes in front of a block. */
  static final int HEADER = 32;

  @Override
  public Function function() {
    return Function.SHA256;
  }

  @Override
  public long storedLength(long plain) {
    return plain + HEADER;
  }

  @Override
  public long plainAtMost(long stored) {
    return stored > HEADER ? stored - HEADER : -1;
  }

  @Override
  public ConditioningStep step(long outputBlock) {
    return ConditioningStep.of(Function.SHA256.documentName(), outputBlock);
  }

  @Override
  public BlockCodec codec(int length) {
    return new Codec();
  }

  private static final class Codec implements BlockCodec {
    private final BlockDigest sha256 = new BlockDigest("SHA-256");

    @Override
    public int encode(long index, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      System.arraycopy(sha256.of(in, inOffset, length), 0, out, outOffset, HEADER);
      System.arraycopy(in, inOffset, out, outOffset + HEADER, length);
      return length + HEADER;
    }

    @Override
    public int decode(
        long index, byte[] in, int inOffset, int length, byte[] out, int outOffset, Notes notes)
        throws CorruptDataException {
      int from = inOffset + HEADER;
      int plain = length - HEADER;
      byte[] stated = Arrays.copyOfRange(in, inOffset, from);
      if (!MessageDigest.isEqual(stated, sha256.of(in, from, plain))) {
        throw new CorruptDataException("a block of " + plain + " bytes fails its SHA-256");
      }
      System.arraycopy(in, from, out, outOffset, plain);
      return plain;
    }
  }
}
