package org.datalogistics.lors.condition;

import java.util.Arrays;

/**
 * The digest that C tools built with a 64-bit MD5 word type write (exNode spec 3.2): MD5 whose
 * state is never cut to 32 bits. For verifying only.
 */
final class WideMd5 {

  private static final int[] SHIFTS = {
    7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21,
  };

  private static final long[] SINES = sines();

  private WideMd5() {}

  /** 16 bytes: the low 32 bits of the four state words. */
  static byte[] digest(byte[] data, int offset, int length) {
    long[] state = {0x67452301L, 0xefcdab89L, 0x98badcfeL, 0x10325476L};
    int whole = length / 64 * 64;
    for (int at = 0; at < whole; at += 64) {
      block(state, data, offset + at);
    }
    int rest = length - whole;
    byte[] tail = new byte[rest < 56 ? 64 : 128];
    System.arraycopy(data, offset + whole, tail, 0, rest);
    tail[rest] = (byte) 0x80;
    long bits = 8L * length;
    for (int i = 0; i < 8; i++) {
      tail[tail.length - 8 + i] = (byte) (bits >>> (8 * i));
    }
    for (int at = 0; at < tail.length; at += 64) {
      block(state, tail, at);
    }
    byte[] digest = new byte[16];
    for (int i = 0; i < 16; i++) {
      digest[i] = (byte) (state[i / 4] >>> (8 * (i % 4)));
    }
    return digest;
  }

  private static void block(long[] state, byte[] data, int at) {
    long a = state[0];
    long b = state[1];
    long c = state[2];
    long d = state[3];
    for (int i = 0; i < 64; i++) {
      long f;
      int word;
      if (i < 16) {
        f = (b & c) | (~b & d);
        word = i;
      } else if (i < 32) {
        f = (b & d) | (c & ~d);
        word = (5 * i + 1) % 16;
      } else if (i < 48) {
        f = b ^ c ^ d;
        word = (3 * i + 5) % 16;
      } else {
        f = c ^ (b | ~d);
        word = (7 * i) % 16;
      }
      long sum = a + f + littleEndian(data, at + 4 * word) + SINES[i];
      int shift = SHIFTS[i / 16 * 4 + i % 4];
      long rotated = (sum << shift) | (sum >>> (32 - shift));
      a = d;
      d = c;
      c = b;
      b = b + rotated;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }

  private static long littleEndian(byte[] data, int at) {
    return (data[at] & 0xffL)
        | (data[at + 1] & 0xffL) << 8
        | (data[at + 2] & 0xffL) << 16
        | (data[at + 3] & 0xffL) << 24;
  }

  private static long[] sines() {
    long[] table = new long[64];
    Arrays.setAll(table, i -> (long) (Math.abs(Math.sin(i + 1)) * 0x1p32));
    return table;
  }
}
