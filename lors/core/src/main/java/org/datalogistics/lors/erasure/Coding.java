package org.datalogistics.lors.erasure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file is to be protected: groups of {@code dataSlices} slices of the file with {@code
 * paritySlices} of parity each, written {@code 6+3}. The file is read as long as no group has lost
 * more slices than it has parity.
 *
 * @param dataSlices 1 to {@value #MAX_DATA}
 * @param paritySlices 1 to {@value #MAX_PARITY}
 */
public record Coding(int dataSlices, int paritySlices) {

  /** Most data slices of a group that is made here; groups of others may have more. */
  public static final int MAX_DATA = 64;

  /** Most parity slices of a group that is made here; groups of others may have more. */
  public static final int MAX_PARITY = 16;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\+(\\d{1,3})");

  public Coding {
    if (dataSlices < 1 || dataSlices > MAX_DATA || paritySlices < 1 || paritySlices > MAX_PARITY) {
      throw new IllegalArgumentException(
          "erasure coding takes 1 to %d data and 1 to %d parity slices, not %d+%d"
              .formatted(MAX_DATA, MAX_PARITY, dataSlices, paritySlices));
    }
  }

  /**
   * The coding in a text such as {@code 6+3}; empty when it has another shape.
   *
   * @throws IllegalArgumentException when the numbers are out of bounds
   */
  public static Optional<Coding> parse(String text) {
    Matcher numbers = TEXT.matcher(text);
    return numbers.matches()
        ? Optional.of(
            new Coding(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
        : Optional.empty();
  }

  /** Slices of a group. */
  public int slices() {
    return dataSlices + paritySlices;
  }

  /**
   * How many depots may be lost, whichever they are, when the slices of each group are spread
   * evenly over so many depots.
   */
  public int lossesSurvived(int depots) {
    int lost = 0;
    int slices = 0;
    while (lost < depots) {
      slices += slices() / depots + (lost < slices() % depots ? 1 : 0);
      if (slices > paritySlices) {
        return lost;
      }
      lost++;
    }
    return lost;
  }

  /** What computes them. */
  public ReedSolomon code() {
    return new ReedSolomon(dataSlices, paritySlices);
  }

  @Override
  public String toString() {
    return dataSlices + "+" + paritySlices;
  }
}
