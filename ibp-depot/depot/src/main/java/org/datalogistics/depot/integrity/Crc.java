package org.datalogistics.depot.integrity;

/**
 * Arithmetic of CRC32C (RFC 3720, appendix B.4): what one gets without looking at the bytes again.
 *
 * <p>A CRC is the remainder of a polynomial over the bits; the highest bit of an int is the factor
 * of x^0. Bytes that follow multiply what came before by x^8 each.
 */
final class Crc {
  private static final int POLYNOMIAL = 0x82F63B78;

  /** x^(2^i). */
  private static final int[] POWERS = powers();

  private Crc() {}

  /** The CRC of two parts that follow each other, from the CRCs of the parts. */
  static int combine(int first, int second, long secondLength) {
    return secondLength == 0 ? first : multiply(shift(secondLength), first) ^ second;
  }

  /** The CRC of so many zero bytes. */
  static int ofZeros(long length) {
    return ~multiply(shift(length), ~0);
  }

  /** x^(8 * bytes). */
  private static int shift(long bytes) {
    int result = 1 << 31;
    int power = 3;
    for (long rest = bytes; rest != 0; rest >>>= 1, power++) {
      if ((rest & 1) != 0) {
        result = multiply(POWERS[power], result);
      }
    }
    return result;
  }

  private static int multiply(int one, int other) {
    int product = 0;
    int shifted = other;
    for (int bit = 31; bit >= 0; bit--) {
      product ^= shifted & -(one >>> bit & 1);
      shifted = shifted >>> 1 ^ (POLYNOMIAL & -(shifted & 1));
    }
    return product;
  }

  private static int[] powers() {
    int[] powers = new int[Long.SIZE + 3];
    powers[0] = 1 << 30;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = multiply(powers[i - 1], powers[i - 1]);
    }
    return powers;
  }
}
