package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import org.datalogistics.exnode.ConditioningStep;

/** {@code xor_encrypt}: every other byte XOR the last character of the key (exNode spec 3.4). */
final class XorFunction implements BlockFunction {
  private final String key;
  private final byte last;

  /** With a key of at least one character. */
  XorFunction(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    this.key = key;
    this.last = bytes[bytes.length - 1];
  }

  @Override
  public Function function() {
    return Function.XOR;
  }

  @Override
  public long storedLength(long plain) {
    return plain;
  }

  @Override
  public long plainAtMost(long stored) {
    return stored;
  }

  @Override
  public ConditioningStep step(long outputBlock) {
    return ConditioningStep.of(Function.XOR.documentName(), outputBlock, key);
  }

  @Override
  public BlockCodec codec(int length) {
    return new Codec();
  }

  private final class Codec implements BlockCodec {
    @Override
    public int encode(long index, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      System.arraycopy(in, inOffset, out, outOffset, length);
      for (int i = 0; i < length; i += 2) {
        out[outOffset + i] ^= last;
      }
      return length;
    }

    @Override
    public int decode(
        long index, byte[] in, int inOffset, int length, byte[] out, int outOffset, Notes notes) {
      return encode(index, in, inOffset, length, out, outOffset);
    }
  }
}
