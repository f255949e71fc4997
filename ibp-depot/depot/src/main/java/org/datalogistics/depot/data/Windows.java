package org.datalogistics.depot.data;

import java.util.List;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpError;

/** Where the bytes are that a client means: through an alias, within its window (IBP spec 7.8). */
final class Windows {
  private Windows() {}

  /** Where a range lies in the allocation; appends are not known here. */
  static ByteRange place(AllocationHandle handle, AllocationRecord record, ByteRange range)
      throws RefusedException {
    Window window = handle.window();
    if (window == null || range.isAppend()) {
      return range;
    }
    if (range.length() > window.lengthWithin(record.maxSize()) - range.offset()) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "outside the window of the alias");
    }
    return new ByteRange(window.offset() + range.offset(), range.length());
  }

  /** Where an append lies in the allocation: at the end of what is stored. */
  static ByteRange append(AllocationHandle handle, AllocationRecord record, long length)
      throws RefusedException {
    Window window = handle.window();
    if (window != null
        && (window.offset() != 0
            || length > window.lengthWithin(record.maxSize()) - record.size())) {
      throw new RefusedException(IbpError.WOULD_EXCEED_LIMIT, "an append outside the window");
    }
    return new ByteRange(record.size(), length);
  }

  /** Where ranges lie in the allocation. */
  static List<ByteRange> place(
      AllocationHandle handle, AllocationRecord record, List<ByteRange> ranges)
      throws RefusedException {
    if (handle.window() == null) {
      return ranges;
    }
    ByteRange[] placed = new ByteRange[ranges.size()];
    for (int i = 0; i < placed.length; i++) {
      placed[i] = place(handle, record, ranges.get(i));
    }
    return List.of(placed);
  }
}
