package org.datalogistics.lors.erasure;

import java.util.Arrays;
import org.datalogistics.exnode.CodingGroup;

/**
 * The systematic Reed-Solomon code over GF(2^8) of {@code docs/erasure-coding.md}: any {@code
 * dataSlices} slices give all others back. Slices are numbered data first, then parity.
 *
 * @param dataSlices 1 to 255
 * @param paritySlices 1 to 255; together no more than 256
 */
public record ReedSolomon(int dataSlices, int paritySlices) {

  /**
   * @throws IllegalArgumentException when the numbers are out of bounds
   */
  public ReedSolomon {
    if (dataSlices < 1 || paritySlices < 1 || dataSlices > CodingGroup.MAX_SLICES - paritySlices) {
      throw new IllegalArgumentException(
          "there is no code with %d data and %d parity slices: one of each at least, together no more than %d"
              .formatted(dataSlices, paritySlices, CodingGroup.MAX_SLICES));
    }
  }

  /** Data and parity slices. */
  public int slices() {
    return dataSlices + paritySlices;
  }

  /** Computes all parity slices of all data slices. */
  public SliceCombiner encoder() {
    int[] data = new int[dataSlices];
    int[] parity = new int[paritySlices];
    Arrays.setAll(data, i -> i);
    Arrays.setAll(parity, i -> dataSlices + i);
    return rebuilder(data, parity);
  }

  /**
   * Computes slices from others.
   *
   * @param from {@link #dataSlices} different slices
   * @param wanted slices, at least one
   */
  public SliceCombiner rebuilder(int[] from, int[] wanted) {
    if (from.length != dataSlices
        || Arrays.stream(from).distinct().count() != dataSlices
        || wanted.length == 0) {
      throw new IllegalArgumentException(
          "%d different slices give others back, not %s"
              .formatted(dataSlices, Arrays.toString(from)));
    }
    for (int slice : from) {
      check(slice);
    }
    for (int slice : wanted) {
      check(slice);
    }
    return new SliceCombiner(CodingMatrix.rows(dataSlices, from, wanted));
  }

  private void check(int slice) {
    if (slice < 0 || slice >= slices()) {
      throw new IllegalArgumentException("there is no slice " + slice + " of " + slices());
    }
  }

  @Override
  public String toString() {
    return dataSlices + "+" + paritySlices;
  }
}
