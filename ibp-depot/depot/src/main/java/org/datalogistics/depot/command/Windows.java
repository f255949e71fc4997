package org.datalogistics.depot.command;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.ibp.ByteRange;

/** Where the ranges that were asked for through an alias are in its master (IBP spec 7.8). */
final class Windows {
  private Windows() {}

  /** Where in the allocation the offset 0 is. */
  static long shift(AllocationHandle handle) {
    Window window = handle.window();
    return window == null ? 0 : window.offset();
  }

  /**
   * The ranges in the allocation that has the bytes.
   *
   * @throws OutsideWindowException if one of them is not within the window, or appends through a
   *     window that does not begin at 0
   */
  static List<ByteRange> translate(AllocationHandle handle, List<ByteRange> pieces)
      throws OutsideWindowException {
    Window window = handle.window();
    if (window == null) {
      return pieces;
    }
    long length = window.lengthWithin(handle.allocation().committed().maxSize());
    List<ByteRange> translated = new ArrayList<>(pieces.size());
    for (ByteRange piece : pieces) {
      if (piece.isAppend()) {
        requireAppend(handle, window, length, piece);
        translated.add(piece);
      } else if (piece.offset() > length || piece.length() > length - piece.offset()) {
        throw new OutsideWindowException(
            piece.length() + " bytes at " + piece.offset() + " of a window of " + length);
      } else {
        translated.add(new ByteRange(window.offset() + piece.offset(), piece.length()));
      }
    }
    return translated;
  }

  private static void requireAppend(
      AllocationHandle handle, Window window, long length, ByteRange piece)
      throws OutsideWindowException {
    long size = handle.allocation().committed().size();
    if (window.offset() != 0 || piece.length() > length - Math.min(size, length)) {
      throw new OutsideWindowException(
          "append of "
              + piece.length()
              + " bytes through a window of "
              + length
              + " at "
              + window.offset());
    }
  }
}
