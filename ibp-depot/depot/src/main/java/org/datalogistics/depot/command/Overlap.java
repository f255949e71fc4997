package org.datalogistics.depot.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;

/**
 * In which order a copy goes through its bytes, so that it never overwrites what it still needs.
 */
final class Overlap {
  private static final int MAX_PIECES = 65_536;

  private Overlap() {}

  /**
   * The pieces of a range, counted from its start, in the order in which they are to be copied: in
   * one, or backwards if the target begins within the source. A piece that is longer than the
   * buffer does not overlap its own copy.
   *
   * @param shift how far behind the source the target begins in the same allocation; 0 or less, or
   *     the length or more, if that does not matter
   * @param buffer bytes that are read before they are written
   * @throws RefusedException -30 for a copy of very many bytes to a place so near that it would
   *     take too many pieces
   */
  static List<ByteRange> order(long length, long shift, int buffer) throws RefusedException {
    if (shift <= 0 || shift >= length) {
      return List.of(new ByteRange(0, length));
    }
    long piece = Math.max(shift, buffer);
    if (length / piece >= MAX_PIECES) {
      throw new RefusedException(
          IbpError.INVALID_PARAMETER,
          "copy of " + length + " bytes onto itself, " + shift + " bytes further");
    }
    List<ByteRange> pieces = new ArrayList<>();
    for (long at = 0; at < length; at += piece) {
      pieces.add(new ByteRange(at, Math.min(piece, length - at)));
    }
    Collections.reverse(pieces);
    return pieces;
  }
}
