package org.datalogistics.exnode;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A range of a file that parity protects: its bytes are cut into {@code dataSlices} slices of equal
 * length, to which {@code paritySlices} slices of that length were computed. Any {@code dataSlices}
 * of all of them give the others back.
 *
 * <p>Data slices are bytes of the file, wherever the file's extents hold them; bytes of a slice at
 * or beyond {@link #end} count as zero and are stored nowhere. What the code computes is the matter
 * of those who encode; nothing here does.
 *
 * @param code which code, such as {@link #REED_SOLOMON}; others are kept and not used
 * @param dataSlices 1 to 255
 * @param paritySlices 1 to 255; data and parity slices together are no more than 256
 * @param offset first byte of the range in the file
 * @param length bytes of the range, 1 to {@code dataSlices * sliceLength}
 * @param sliceLength bytes of every slice, 1 or more
 * @param slices where the parity is, by index and position; some may be missing, some there several
 *     times
 * @param metadata entries without a component of their own
 */
public record CodingGroup(
    String code,
    int dataSlices,
    int paritySlices,
    long offset,
    long length,
    long sliceLength,
    List<ParitySlice> slices,
    Metadata metadata) {

  /** The systematic Reed-Solomon code of {@code docs/erasure-coding.md}. */
  public static final String REED_SOLOMON = "rs-cauchy-8";

  /** Most data and parity slices of a group together: the elements of a field of 8 bits. */
  public static final int MAX_SLICES = 256;

  private static final int LONGEST_CODE = 64;

  /**
   * @throws IllegalArgumentException when a number is out of its bounds, or a slice is none of the
   *     group's or reaches beyond its end
   */
  public CodingGroup {
    requireNonNull(metadata, "metadata is null");
    if (code.isEmpty() || code.length() > LONGEST_CODE || !code.chars().allMatch(c -> isWord(c))) {
      throw new IllegalArgumentException(
          "the name of a code has 1 to 64 letters, digits, hyphens or points");
    }
    if (dataSlices < 1 || paritySlices < 1 || dataSlices > MAX_SLICES - paritySlices) {
      throw new IllegalArgumentException(
          "a coding group cannot have "
              + dataSlices
              + " data and "
              + paritySlices
              + " parity slices: one of each at least, together no more than "
              + MAX_SLICES);
    }
    if (sliceLength < 1
        || offset < 0
        || sliceLength > (Long.MAX_VALUE - offset) / dataSlices
        || length < 1
        || length > dataSlices * sliceLength) {
      throw new IllegalArgumentException(
          "a coding group cannot have "
              + length
              + " bytes at "
              + offset
              + " in "
              + dataSlices
              + " slices of "
              + sliceLength);
    }
    slices = sorted(slices);
    for (ParitySlice slice : slices) {
      if (slice.index() >= paritySlices || slice.range().end() > sliceLength) {
        throw new IllegalArgumentException(
            "bytes "
                + slice.range()
                + " of parity slice "
                + slice.index()
                + " are outside a coding group of "
                + paritySlices
                + " such slices of "
                + sliceLength
                + " bytes");
      }
    }
  }

  /** A Reed-Solomon group. */
  public CodingGroup(
      int dataSlices,
      int paritySlices,
      ByteRange range,
      long sliceLength,
      List<ParitySlice> slices) {
    this(
        REED_SOLOMON,
        dataSlices,
        paritySlices,
        range.offset(),
        range.length(),
        sliceLength,
        slices,
        Metadata.EMPTY);
  }

  private static boolean isWord(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.';
  }

  private static List<ParitySlice> sorted(List<ParitySlice> slices) {
    return slices.stream()
        .sorted(
            Comparator.comparingInt(ParitySlice::index)
                .thenComparingLong(slice -> slice.extent().offset()))
        .toList();
  }

  /** First byte of the file after the group. */
  public long end() {
    return offset + length;
  }

  /** The bytes of the file that the group protects. */
  public ByteRange range() {
    return new ByteRange(offset, length);
  }

  /**
   * The bytes of the file in a data slice; fewer than {@link #sliceLength}, maybe none, at the
   * group's end.
   *
   * @param index 0 to {@code dataSlices - 1}
   */
  public ByteRange dataSlice(int index) {
    if (index < 0 || index >= dataSlices) {
      throw new IndexOutOfBoundsException("data slice " + index + " of " + dataSlices);
    }
    long start = Math.min(end(), offset + index * sliceLength);
    return ByteRange.between(start, Math.min(end(), offset + (index + 1) * sliceLength));
  }

  /** The data slice that a byte of the file is in. */
  public int dataSliceOf(long position) {
    if (!range().contains(position)) {
      throw new IllegalArgumentException(
          "byte " + position + " is outside the coding group " + range());
    }
    return (int) ((position - offset) / sliceLength);
  }

  /** Whether this is the code that {@link #REED_SOLOMON} names. */
  public boolean isReedSolomon() {
    return code.equals(REED_SOLOMON);
  }

  /** The extents that hold (parts of) a parity slice. */
  public List<Extent> parity(int index) {
    return slices.stream()
        .filter(slice -> slice.index() == index)
        .map(ParitySlice::extent)
        .toList();
  }

  /** All extents that hold parity. */
  public List<Extent> extents() {
    return slices.stream().map(ParitySlice::extent).toList();
  }

  /** This group with its parity elsewhere. */
  public CodingGroup withSlices(List<ParitySlice> others) {
    return new CodingGroup(
        code, dataSlices, paritySlices, offset, length, sliceLength, others, metadata);
  }

  /** This group at another place of a file with the same bytes there. */
  public CodingGroup withOffset(long position) {
    return new CodingGroup(
        code, dataSlices, paritySlices, position, length, sliceLength, slices, metadata);
  }

  /** The groups by offset. Refuses two that share a byte of the file. */
  static List<CodingGroup> disjoint(List<CodingGroup> groups) {
    List<CodingGroup> sorted =
        groups.stream().sorted(Comparator.comparingLong(CodingGroup::offset)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).end() > sorted.get(i).offset()) {
        throw new IllegalArgumentException(
            "the coding groups "
                + sorted.get(i - 1).range()
                + " and "
                + sorted.get(i).range()
                + " overlap");
      }
    }
    return sorted;
  }

  /** The group of these that has a byte of the file; they are disjoint and sorted by offset. */
  static Optional<CodingGroup> at(List<CodingGroup> groups, long position) {
    int low = 0;
    int high = groups.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      CodingGroup group = groups.get(middle);
      if (group.range().contains(position)) {
        return Optional.of(group);
      }
      if (group.offset() > position) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return Optional.empty();
  }

  /** Code, range and number of slices, without capabilities. */
  @Override
  public String toString() {
    return code
        + " "
        + dataSlices
        + "+"
        + paritySlices
        + " over "
        + range()
        + " in slices of "
        + sliceLength
        + ", "
        + slices.size()
        + " parity extents";
  }
}
