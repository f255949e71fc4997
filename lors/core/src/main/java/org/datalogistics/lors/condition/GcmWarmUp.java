package org.datalogistics.lors.condition;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Has the Java runtime compile its AES-GCM. It uses the processor's instructions from compiled
 * callers only, and compiles what is called often: with megabytes in one call it stays sixty times
 * slower for seconds, with thousands of tiny messages it is done within a tenth of one.
 */
final class GcmWarmUp {
  /** Bytes of data for which it is worth its time. */
  static final int WORTH = 4 << 20;

  private static final int MESSAGES = 1000;
  private static final int MESSAGE = 32;

  /**
   * A message that takes some 60 microseconds there and back when compiled, and 3500 before. Above
   * 64 KiB the runtime takes other ways, which have to be compiled too.
   */
  private static final int PROBE = 128 << 10;

  private static final long FAST_NANOS = 250_000;

  /** Longer than it takes even on a machine that has much else to do. */
  private static final long LIMIT_NANOS = 3_000_000_000L;

  private GcmWarmUp() {}

  /** Returns when it is done, which is at once from the second time on. */
  static void ensure() {
    Once.done();
  }

  /** Begins, where nobody has to wait for it. */
  static void begin() {
    Thread thread = new Thread(GcmWarmUp::ensure, "lors-cipher");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its initialization is what happens once in a process, as compiling does. */
  private static final class Once {
    static {
      try {
        exercise();
      } catch (GeneralSecurityException e) {
        throw Ciphers.impossible(e);
      }
    }

    static void done() {
      // The class is initialized before this is called.
    }

    /** How many calls it takes depends on what else there is to compile: the clock tells. */
    private static void exercise() throws GeneralSecurityException {
      Gcm gcm = new Gcm();
      long end = System.nanoTime() + LIMIT_NANOS;
      do {
        for (int i = 0; i < MESSAGES; i++) {
          gcm.thereAndBack(MESSAGE);
        }
      } while (!gcm.isFast() && System.nanoTime() < end);
    }
  }

  /** Encrypts and decrypts nothing of interest. */
  private static final class Gcm {
    private final Cipher cipher = Ciphers.get("AES/GCM/NoPadding");
    private final SecretKeySpec key = new SecretKeySpec(new byte[SharedKey.LENGTH], "AES");
    private final byte[] plain = new byte[PROBE];
    private final byte[] sealed = new byte[PROBE + GcmFunction.TAG];
    private final ByteBuffer nonce = ByteBuffer.allocate(GcmFunction.NONCE);
    private long count;

    void thereAndBack(int length) throws GeneralSecurityException {
      nonce.putLong(0, count++); // encrypting refuses the nonce of the message before
      GCMParameterSpec parameters = new GCMParameterSpec(8 * GcmFunction.TAG, nonce.array());
      cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
      int stored = cipher.doFinal(plain, 0, length, sealed, 0);
      cipher.init(Cipher.DECRYPT_MODE, key, parameters);
      cipher.doFinal(sealed, 0, stored, plain, 0);
    }

    boolean isFast() throws GeneralSecurityException {
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        thereAndBack(PROBE);
        best = Math.min(best, System.nanoTime() - start);
      }
      return best < FAST_NANOS;
    }
  }
}
