package org.datalogistics.lors.condition;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.datalogistics.exnode.ConditioningStep;

/**
 * {@code aes256gcm}: a nonce of 12 bytes, AES-256 in GCM mode, a tag of 16 bytes. The tag covers
 * the id of the mapping and the number of the block too (docs/exnode-functions.md).
 */
final class GcmFunction implements BlockFunction {
  static final int NONCE = 12;
  static final int TAG = 16;

  private final GcmKey mapping;
  private final SecretKeySpec key;
  private final RandomGenerator random;

  /**
   * With the key of a mapping.
   *
   * @param random gives the nonces when encoding
   */
  GcmFunction(GcmKey mapping, RandomGenerator random) {
    this.mapping = mapping;
    this.key = new SecretKeySpec(mapping.key(), "AES");
    this.random = random;
  }

  @Override
  public Function function() {
    return Function.AES_GCM;
  }

  @Override
  public long storedLength(long plain) {
    return plain + NONCE + TAG;
  }

  @Override
  public long plainAtMost(long stored) {
    return stored > NONCE + TAG ? stored - NONCE - TAG : -1;
  }

  @Override
  public ConditioningStep step(long outputBlock) {
    return mapping.step(outputBlock);
  }

  @Override
  public BlockCodec codec(int length) {
    if (length >= GcmWarmUp.WORTH) {
      GcmWarmUp.ensure();
    }
    return new Codec();
  }

  private final class Codec implements BlockCodec {
    private final Cipher gcm = Ciphers.get("AES/GCM/NoPadding");
    private final byte[] nonce = new byte[NONCE];
    private final ByteBuffer bound = ByteBuffer.allocate(GcmKey.ID + Long.BYTES).put(mapping.id());

    @Override
    public int encode(long index, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      random.nextBytes(nonce);
      System.arraycopy(nonce, 0, out, outOffset, NONCE);
      try {
        init(Cipher.ENCRYPT_MODE, out, outOffset, index);
        int whole = length - length % AesFunction.UNIT;
        int done = Ciphers.update(gcm, in, inOffset, whole, out, outOffset + NONCE);
        return NONCE
            + done
            + gcm.doFinal(in, inOffset + whole, length - whole, out, outOffset + NONCE + done);
      } catch (GeneralSecurityException e) {
        throw Ciphers.impossible(e);
      }
    }

    @Override
    public int decode(
        long index, byte[] in, int inOffset, int length, byte[] out, int outOffset, Notes notes)
        throws CorruptDataException {
      try {
        init(Cipher.DECRYPT_MODE, in, inOffset, index);
        return gcm.doFinal(in, inOffset + NONCE, length - NONCE, out, outOffset);
      } catch (AEADBadTagException e) {
        throw new CorruptDataException("block " + index + " of aes256gcm fails its authentication");
      } catch (GeneralSecurityException e) {
        throw Ciphers.impossible(e);
      }
    }

    private void init(int mode, byte[] with, int nonceAt, long index)
        throws GeneralSecurityException {
      gcm.init(mode, key, new GCMParameterSpec(8 * TAG, with, nonceAt, NONCE));
      gcm.updateAAD(bound.putLong(GcmKey.ID, index).array());
    }
  }
}
