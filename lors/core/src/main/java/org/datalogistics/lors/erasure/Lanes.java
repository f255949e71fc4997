package org.datalogistics.lors.erasure;

/**
 * Sums and doublings in GF(2^8), eight bytes to a long. Each loop is one that the runtime turns
 * into vector instructions: keep them this plain.
 */
final class Lanes {

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SHIFTED = 0xfefefefefefefefeL;
  private static final long REDUCTIONS = 0x0101010101010101L * Gf256.REDUCTION;

  private Lanes() {}

  static void set(long[] sum, long[] a, int n) {
    System.arraycopy(a, 0, sum, 0, n);
  }

  static void set(long[] sum, long[] a, long[] b, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] = a[i] ^ b[i];
    }
  }

  static void set(long[] sum, long[] a, long[] b, long[] c, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] = a[i] ^ b[i] ^ c[i] ^ d[i];
    }
  }

  static void add(long[] sum, long[] a, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] ^= a[i];
    }
  }

  static void add(long[] sum, long[] a, long[] b, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] ^= a[i] ^ b[i];
    }
  }

  static void add(long[] sum, long[] a, long[] b, long[] c, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] ^= a[i] ^ b[i] ^ c[i] ^ d[i];
    }
  }

  // Doubling shifts each byte left; where a one falls out, the reduction is added. (h << 1) -
  // (h >>> 7) makes 0xff of each byte with its high bit in h, without carries between bytes.

  static void twice(long[] sum, int n) {
    for (int i = 0; i < n; i++) {
      long v = sum[i];
      long h = v & HIGH_BITS;
      sum[i] = ((v << 1) & SHIFTED) ^ (((h << 1) - (h >>> 7)) & REDUCTIONS);
    }
  }

  static void twicePlus(long[] sum, long[] a, int n) {
    for (int i = 0; i < n; i++) {
      long v = sum[i];
      long h = v & HIGH_BITS;
      sum[i] = ((v << 1) & SHIFTED) ^ (((h << 1) - (h >>> 7)) & REDUCTIONS) ^ a[i];
    }
  }

  static void twicePlus(long[] sum, long[] a, long[] b, int n) {
    for (int i = 0; i < n; i++) {
      long v = sum[i];
      long h = v & HIGH_BITS;
      sum[i] = ((v << 1) & SHIFTED) ^ (((h << 1) - (h >>> 7)) & REDUCTIONS) ^ a[i] ^ b[i];
    }
  }

  static void twicePlus(long[] sum, long[] a, long[] b, long[] c, int n) {
    for (int i = 0; i < n; i++) {
      long v = sum[i];
      long h = v & HIGH_BITS;
      sum[i] = ((v << 1) & SHIFTED) ^ (((h << 1) - (h >>> 7)) & REDUCTIONS) ^ a[i] ^ b[i] ^ c[i];
    }
  }

  static void twicePlus(long[] sum, long[] a, long[] b, long[] c, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = sum[i];
      long h = v & HIGH_BITS;
      sum[i] =
          ((v << 1) & SHIFTED) ^ (((h << 1) - (h >>> 7)) & REDUCTIONS) ^ a[i] ^ b[i] ^ c[i] ^ d[i];
    }
  }
}
