package org.datalogistics.lors.erasure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sum of multiples of inputs, {@code c0 * x0 + c1 * x1 + ...}, evaluated bit by bit as Horner
 * does: from the highest bit of the coefficients to the lowest, the sum is doubled and those inputs
 * are added whose coefficient has the bit. So eight doublings serve all inputs together.
 */
final class LinearSum {

  /** For each bit, from the highest that any coefficient has, the inputs to add. */
  private final List<int[]> inputsByBit = new ArrayList<>();

  LinearSum(int[] coefficients) {
    for (int bit = 7; bit >= 0; bit--) {
      int[] inputs = new int[coefficients.length];
      int count = 0;
      for (int i = 0; i < coefficients.length; i++) {
        if ((coefficients[i] >> bit & 1) != 0) {
          inputs[count++] = i;
        }
      }
      if (count > 0 || !inputsByBit.isEmpty()) {
        inputsByBit.add(Arrays.copyOf(inputs, count));
      }
    }
  }

  /**
   * Evaluates the sum.
   *
   * @param inputs eight bytes to a long
   * @param sum gets the result
   * @param n longs of each
   */
  void evaluate(long[][] inputs, long[] sum, int n) {
    boolean first = true;
    for (int[] added : inputsByBit) {
      int done = first ? start(inputs, added, sum, n) : step(inputs, added, sum, n);
      add(inputs, added, done, sum, n);
      first = false;
    }
  }

  private static int start(long[][] x, int[] added, long[] sum, int n) {
    if (added.length >= 4) {
      Lanes.set(sum, x[added[0]], x[added[1]], x[added[2]], x[added[3]], n);
      return 4;
    }
    if (added.length >= 2) {
      Lanes.set(sum, x[added[0]], x[added[1]], n);
      return 2;
    }
    Lanes.set(sum, x[added[0]], n);
    return 1;
  }

  private static int step(long[][] x, int[] added, long[] sum, int n) {
    switch (added.length) {
      case 0 -> {
        Lanes.twice(sum, n);
        return 0;
      }
      case 1 -> {
        Lanes.twicePlus(sum, x[added[0]], n);
        return 1;
      }
      case 2 -> {
        Lanes.twicePlus(sum, x[added[0]], x[added[1]], n);
        return 2;
      }
      case 3 -> {
        Lanes.twicePlus(sum, x[added[0]], x[added[1]], x[added[2]], n);
        return 3;
      }
      default -> {
        Lanes.twicePlus(sum, x[added[0]], x[added[1]], x[added[2]], x[added[3]], n);
        return 4;
      }
    }
  }

  private static void add(long[][] x, int[] added, int from, long[] sum, int n) {
    int i = from;
    for (; i + 4 <= added.length; i += 4) {
      Lanes.add(sum, x[added[i]], x[added[i + 1]], x[added[i + 2]], x[added[i + 3]], n);
    }
    if (i + 2 <= added.length) {
      Lanes.add(sum, x[added[i]], x[added[i + 1]], n);
      i += 2;
    }
    if (i < added.length) {
      Lanes.add(sum, x[added[i]], n);
    }
  }
}
