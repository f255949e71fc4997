package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The DES key that a text stands for: the classic string-to-key (exNode spec 3.3). */
final class DesKey {
  private static final int LENGTH = 8;

  private DesKey() {}

  static SecretKey of(String text) {
    byte[] characters = text.getBytes(StandardCharsets.UTF_8);
    byte[] folded = new byte[LENGTH];
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i] & 0xff;
      if (i % 16 < 8) {
        folded[i % 8] ^= (byte) (c << 1);
      } else {
        folded[7 - i % 8] ^= (byte) (Integer.reverse(c) >>> 24);
      }
    }
    oddParity(folded);
    int padded = Math.max(LENGTH, (characters.length + 7) / 8 * 8);
    byte[] sum = encrypt(folded, Arrays.copyOf(characters, padded));
    byte[] key = Arrays.copyOfRange(sum, sum.length - LENGTH, sum.length);
    oddParity(key);
    return new SecretKeySpec(key, "DES");
  }

  private static byte[] encrypt(byte[] key, byte[] padded) {
    try {
      Cipher cbc = Cipher.getInstance("DES/CBC/NoPadding");
      cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"), new IvParameterSpec(key));
      return cbc.doFinal(padded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java runtime has no DES", e);
    }
  }

  private static void oddParity(byte[] key) {
    for (int i = 0; i < key.length; i++) {
      int bits = key[i] & 0xfe;
      key[i] = (byte) (bits | (Integer.bitCount(bits) % 2 == 0 ? 1 : 0));
    }
  }
}
