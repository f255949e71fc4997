package org.datalogistics.lors.condition;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.datalogistics.exnode.ConditioningStep;

/**
 * {@code aes_encrypt}: a random vector, then AES-128 in CBC mode with ciphertext stealing, as long
 * as the data (exNode spec 3.6).
 */
final class AesFunction implements BlockFunction {
  /** Bytes of an AES block, and of what a block becomes longer. */
  static final int UNIT = 16;

  private final String text;
  private final SecretKeySpec key;
  private final RandomGenerator random;

  /**
   * With a key of 32 hexadecimal digits.
   *
   * @param random gives the vectors when encoding
   */
  AesFunction(String key, RandomGenerator random) {
    this.text = key;
    this.key = new SecretKeySpec(Hex.parse(key), "AES");
    this.random = random;
  }

  @Override
  public Function function() {
    return Function.AES;
  }

  @Override
  public long inputBlock(long previous) {
    return (previous + UNIT - 1) / UNIT * UNIT;
  }

  @Override
  public long storedLength(long plain) {
    return plain + UNIT;
  }

  @Override
  public long plainAtMost(long stored) {
    return stored > UNIT ? stored - UNIT : -1;
  }

  @Override
  public ConditioningStep step(long outputBlock) {
    return ConditioningStep.of(Function.AES.documentName(), outputBlock, text);
  }

  @Override
  public BlockCodec codec(int length) {
    return new Codec();
  }

  private final class Codec implements BlockCodec {
    private final Cipher cbc = Ciphers.get("AES/CBC/NoPadding");
    private final Cipher single = Ciphers.get("AES/ECB/NoPadding");
    private final byte[] vector = new byte[UNIT];
    private final byte[] unit = new byte[UNIT];
    private final byte[] padded = new byte[UNIT];

    @Override
    public int encode(long index, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      random.nextBytes(vector);
      int rest = length % UNIT;
      int whole = length - rest;
      int body = outOffset + Math.min(length, UNIT);
      System.arraycopy(vector, 0, out, outOffset, Math.min(length, UNIT));
      try {
        cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(vector));
        Ciphers.update(cbc, in, inOffset, whole, out, body);
        if (rest > 0) {
          Arrays.fill(padded, (byte) 0);
          System.arraycopy(in, inOffset + whole, padded, 0, rest);
          cbc.update(padded, 0, UNIT, unit, 0);
          int last = body + whole;
          if (whole > 0) {
            // The last whole block of the result goes before the part that is left of the one
            // before it.
            System.arraycopy(out, last - UNIT, out, last, rest);
            last -= UNIT;
          }
          System.arraycopy(unit, 0, out, last, UNIT);
        }
        cbc.doFinal();
      } catch (GeneralSecurityException e) {
        throw Ciphers.impossible(e);
      }
      return length + UNIT;
    }

    @Override
    public int decode(
        long index, byte[] in, int inOffset, int length, byte[] out, int outOffset, Notes notes) {
      int plain = length - UNIT;
      try {
        if (plain < UNIT) {
          single.init(Cipher.DECRYPT_MODE, key);
          single.doFinal(in, inOffset + plain, UNIT, unit, 0);
          for (int i = 0; i < plain; i++) {
            out[outOffset + i] = (byte) (unit[i] ^ in[inOffset + i]);
          }
          return plain;
        }
        int rest = plain % UNIT;
        int body = inOffset + UNIT;
        IvParameterSpec iv = new IvParameterSpec(in, inOffset, UNIT);
        cbc.init(Cipher.DECRYPT_MODE, key, iv);
        if (rest == 0) {
          Ciphers.update(cbc, in, body, plain, out, outOffset);
        } else {
          stolen(in, body, plain, out, outOffset);
        }
        return plain;
      } catch (GeneralSecurityException e) {
        throw Ciphers.impossible(e);
      }
    }

    /** The final whole block holds the tail, and what is missing of the block before it. */
    private void stolen(byte[] in, int body, int plain, byte[] out, int outOffset)
        throws GeneralSecurityException {
      int rest = plain % UNIT;
      int whole = plain - rest;
      int last = body + whole - UNIT; // the final whole block
      int part = last + UNIT; // what is left of the one before it
      single.init(Cipher.DECRYPT_MODE, key);
      single.doFinal(in, last, UNIT, unit, 0);
      for (int i = 0; i < rest; i++) {
        out[outOffset + whole + i] = (byte) (unit[i] ^ in[part + i]);
      }
      System.arraycopy(in, part, unit, 0, rest);
      int done = Ciphers.update(cbc, in, body, whole - UNIT, out, outOffset);
      cbc.doFinal(unit, 0, UNIT, out, outOffset + done);
    }
  }
}
