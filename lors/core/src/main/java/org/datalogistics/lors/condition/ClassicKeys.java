package org.datalogistics.lors.condition;

import java.util.random.RandomGenerator;

/** Keys as the C tools write them (exNode spec 3.3, 3.6), but from a generator worth its name. */
final class ClassicKeys {
  private static final int TEXT_LENGTH = 7;
  private static final int AES_BYTES = 16;
  private static final String REFUSED = "<>&\"'";

  private ClassicKeys() {}

  /** Seven characters from ! to ~, but none that XML has to escape. */
  static String text(RandomGenerator random) {
    StringBuilder key = new StringBuilder();
    while (key.length() < TEXT_LENGTH) {
      char c = (char) random.nextInt('!', '~' + 1);
      if (REFUSED.indexOf(c) < 0) {
        key.append(c);
      }
    }
    return key.toString();
  }

  /** 32 hexadecimal digits. */
  static String aes(RandomGenerator random) {
    byte[] key = new byte[AES_BYTES];
    random.nextBytes(key);
    return Hex.print(key);
  }
}
