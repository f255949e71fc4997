package org.datalogistics.lors.erasure;

/**
 * The field of 256 elements: bytes as polynomials over GF(2), modulo x^8 + x^4 + x^3 + x^2 + 1
 * (0x11d), of which 2 is a generator. Addition is exclusive or.
 */
final class Gf256 {

  /** The polynomial without its highest term. */
  static final int REDUCTION = 0x1d;

  private static final int ORDER = 255; // of the multiplicative group
  private static final byte[] EXP = new byte[2 * ORDER];
  private static final int[] LOG = new int[256];

  static {
    int power = 1;
    for (int i = 0; i < ORDER; i++) {
      EXP[i] = (byte) power;
      EXP[i + ORDER] = (byte) power;
      LOG[power] = i;
      power <<= 1;
      if (power > 0xff) {
        power = (power & 0xff) ^ REDUCTION;
      }
    }
  }

  private Gf256() {}

  static int multiply(int a, int b) {
    return a == 0 || b == 0 ? 0 : EXP[LOG[a] + LOG[b]] & 0xff;
  }

  /** The quotient; the divisor is not 0. */
  static int divide(int a, int b) {
    if (b == 0) {
      throw new ArithmeticException("division by zero");
    }
    return a == 0 ? 0 : EXP[LOG[a] + ORDER - LOG[b]] & 0xff;
  }
}
