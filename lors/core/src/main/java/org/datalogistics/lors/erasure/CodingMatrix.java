package org.datalogistics.lors.erasure;

/**
 * The coefficients of the code: parity byte {@code i} is the sum of {@code coefficient(i, j)} times
 * data byte {@code j}. They form a Cauchy matrix whose rows and columns are scaled so that the
 * first of each is all ones; a coefficient depends on its own place only, not on how many slices
 * there are.
 */
final class CodingMatrix {

  private CodingMatrix() {}

  /**
   * One coefficient.
   *
   * @param parity which parity slice, from 0
   * @param data which data slice, from 0; both together are 254 at most
   */
  static int coefficient(int parity, int data) {
    if (parity < 0 || data < 0 || parity + data > 254) {
      throw new IllegalArgumentException(
          "the code has no parity slice " + parity + " of a data slice " + data);
    }
    int row = 255 - parity;
    int column = 255 - data;
    return Gf256.divide(Gf256.multiply(row, column), Gf256.multiply(255, (255 - parity) ^ data));
  }

  /** How a slice follows from the data: its row of the identity, or of the coefficients. */
  private static int[] row(int dataSlices, int slice) {
    int[] row = new int[dataSlices];
    if (slice < dataSlices) {
      row[slice] = 1;
    } else {
      for (int j = 0; j < dataSlices; j++) {
        row[j] = coefficient(slice - dataSlices, j);
      }
    }
    return row;
  }

  /**
   * How slices follow from others.
   *
   * @param from {@code dataSlices} distinct slices: data slices from 0, parity slices from {@code
   *     dataSlices}
   * @param wanted slices, numbered alike
   * @return a row for each wanted slice, with a coefficient for each of {@code from}
   */
  static int[][] rows(int dataSlices, int[] from, int[] wanted) {
    int[][] known = new int[dataSlices][];
    for (int i = 0; i < dataSlices; i++) {
      known[i] = row(dataSlices, from[i]);
    }
    int[][] inverse = inverted(known);
    int[][] rows = new int[wanted.length][];
    for (int i = 0; i < wanted.length; i++) {
      rows[i] = product(row(dataSlices, wanted[i]), inverse);
    }
    return rows;
  }

  private static int[] product(int[] row, int[][] matrix) {
    int[] result = new int[row.length];
    for (int i = 0; i < row.length; i++) {
      addScaled(result, matrix[i], row[i]);
    }
    return result;
  }

  /** Gauss and Jordan. Any such matrix has an inverse, as every minor of a Cauchy matrix has. */
  private static int[][] inverted(int[][] matrix) {
    int n = matrix.length;
    int[][] inverse = new int[n][n];
    for (int i = 0; i < n; i++) {
      inverse[i][i] = 1;
    }
    for (int column = 0; column < n; column++) {
      int pivot = column;
      while (matrix[pivot][column] == 0) {
        pivot++;
      }
      swap(matrix, pivot, column);
      swap(inverse, pivot, column);
      int factor = Gf256.divide(1, matrix[column][column]);
      scale(matrix[column], factor);
      scale(inverse[column], factor);
      for (int row = 0; row < n; row++) {
        int multiple = matrix[row][column];
        if (row != column && multiple != 0) {
          addScaled(matrix[row], matrix[column], multiple);
          addScaled(inverse[row], inverse[column], multiple);
        }
      }
    }
    return inverse;
  }

  private static void swap(int[][] rows, int a, int b) {
    int[] row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }

  private static void scale(int[] row, int factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] = Gf256.multiply(row[i], factor);
    }
  }

  private static void addScaled(int[] row, int[] other, int factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] ^= Gf256.multiply(other[i], factor);
    }
  }
}
