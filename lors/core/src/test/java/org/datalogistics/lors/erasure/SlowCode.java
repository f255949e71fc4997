package org.datalogistics.lors.erasure;

/**
 * The code as the specification says it, byte by byte and without any table: the judge of what is
 * right.
 */
final class SlowCode {

  private SlowCode() {}

  /** The product of two polynomials, reduced. */
  static int product(int a, int b) {
    int sum = 0;
    for (int bit = 0; bit < 8; bit++) {
      if ((b & (1 << bit)) != 0) {
        sum ^= a << bit;
      }
    }
    for (int bit = 14; bit >= 8; bit--) {
      if ((sum & (1 << bit)) != 0) {
        sum ^= 0x11d << (bit - 8);
      }
    }
    return sum;
  }

  static int quotient(int a, int b) {
    for (int c = 0; c < 256; c++) {
      if (product(b, c) == a) {
        return c;
      }
    }
    throw new ArithmeticException("division by zero");
  }

  static int coefficient(int parity, int data) {
    int x = 255 - parity;
    int y = 255 - data;
    return quotient(product(x, y), product(255, x ^ data));
  }

  /** Parity slices of data slices; what a data slice lacks in length are zeros. */
  static byte[][] parity(byte[][] data, int paritySlices, int length) {
    byte[][] parity = new byte[paritySlices][length];
    for (int i = 0; i < paritySlices; i++) {
      for (int j = 0; j < data.length; j++) {
        int factor = coefficient(i, j);
        for (int p = 0; p < data[j].length; p++) {
          parity[i][p] ^= (byte) product(factor, data[j][p] & 0xff);
        }
      }
    }
    return parity;
  }
}
