package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.lors.LorsException;

/**
 * {@code des_encrypt}: a digit that counts the padding, a colon, DES in CBC mode from a zero vector
 * (exNode spec 3.3).
 */
final class DesFunction implements BlockFunction {
  /** Bytes in front of a block. */
  static final int HEADER = 2;

  /** Most bytes that a block is padded with. */
  static final int MOST_PADDING = 7;

  private static final int UNIT = 8;
  private static final byte[] ZEROS = "0000000".getBytes(StandardCharsets.US_ASCII);

  private final String text;
  private final SecretKey key;

  DesFunction(String key) {
    this.text = key;
    this.key = DesKey.of(key);
  }

  @Override
  public Function function() {
    return Function.DES;
  }

  @Override
  public long storedLength(long plain) {
    return HEADER + (plain + UNIT - 1) / UNIT * UNIT;
  }

  @Override
  public long plainAtMost(long stored) {
    return stored > HEADER && (stored - HEADER) % UNIT == 0 ? stored - HEADER : -1;
  }

  @Override
  public ConditioningStep step(long outputBlock) {
    return ConditioningStep.of(Function.DES.documentName(), outputBlock, text);
  }

  @Override
  public BlockCodec codec(int length) {
    return new Codec();
  }

  private final class Codec implements BlockCodec {
    private final IvParameterSpec zero = new IvParameterSpec(new byte[UNIT]);
    private final Cipher cipher = Ciphers.get("DES/CBC/NoPadding");

    @Override
    public int encode(long index, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      int padding = (UNIT - length % UNIT) % UNIT;
      out[outOffset] = (byte) ('0' + padding);
      out[outOffset + 1] = ':';
      try {
        cipher.init(Cipher.ENCRYPT_MODE, key, zero);
        int at = outOffset + HEADER;
        at += cipher.update(in, inOffset, length, out, at);

        cipher.doFinal(ZEROS, 0, padding, out, at);
      } catch (GeneralSecurityException e) {
        throw Ciphers.impossible(e);
      }
      return HEADER + length + padding;
    }

    @Override
    public int decode(
        long index, byte[] in, int inOffset, int length, byte[] out, int outOffset, Notes notes)
        throws LorsException {
      int padding = in[inOffset] - '0';
      if (padding < 0 || padding >= UNIT || in[inOffset + 1] != ':') {
        throw new UnsupportedFunctionException(
            "unsupported function variant, or damaged: a block of des_encrypt without the digit"
                + " that counts its padding");
      }
      try {
        cipher.init(Cipher.DECRYPT_MODE, key, zero);
        return cipher.doFinal(in, inOffset + HEADER, length - HEADER, out, outOffset) - padding;
      } catch (GeneralSecurityException e) {
        throw Ciphers.impossible(e);
      }
    }
  }
}
