package org.datalogistics.lors.condition;

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

  private static final int MESSAGES = 10_000;
  private static final int MESSAGE = 32;

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

    private static void exercise() throws GeneralSecurityException {
      Cipher gcm = Ciphers.get("AES/GCM/NoPadding");
      SecretKeySpec key = new SecretKeySpec(new byte[SharedKey.LENGTH], "AES");
      byte[] plain = new byte[MESSAGE];
      byte[] sealed = new byte[MESSAGE + GcmFunction.TAG];
      byte[] nonce = new byte[GcmFunction.NONCE];
      for (int i = 0; i < MESSAGES; i++) {
        nonce[0] = (byte) i;
        nonce[1] = (byte) (i >> 8);
        GCMParameterSpec parameters = new GCMParameterSpec(8 * GcmFunction.TAG, nonce);
        gcm.init(Cipher.ENCRYPT_MODE, key, parameters);
        gcm.doFinal(plain, 0, MESSAGE, sealed, 0);
        gcm.init(Cipher.DECRYPT_MODE, key, parameters);
        gcm.doFinal(sealed, 0, sealed.length, plain, 0);
      }
    }
  }
}
