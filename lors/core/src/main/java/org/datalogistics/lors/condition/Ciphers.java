package org.datalogistics.lors.condition;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The ciphers of the Java runtime. */
final class Ciphers {
  private Ciphers() {}

  static Cipher get(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java runtime has no " + transformation, e);
    }
  }

  /** For what cannot happen with keys and lengths that were checked. */
  static IllegalStateException impossible(GeneralSecurityException e) {
    return new IllegalStateException("a cipher refuses checked arguments: " + e.getMessage(), e);
  }
}
