package org.datalogistics.lors.copy;

import java.util.Objects;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.run.DepotOf;

/**
 * One attempt to make one copy.
 *
 * @param range bytes of the file, within the source
 * @param source well-formed, with a read capability
 * @param target the depot that gets the copy
 */
public record CopyTry(ByteRange range, Extent source, DepotAddress target, CopyMethod method) {

  public CopyTry {
    Objects.requireNonNull(method, "method is null");
    if (!source.range().contains(range)) {
      throw new IllegalArgumentException(source + " does not hold the bytes " + range);
    }
  }

  /** The depot that has the bytes. */
  public DepotAddress from() {
    return depotOf(source);
  }

  static DepotAddress depotOf(Extent extent) {
    return DepotOf.extent(extent)
        .orElseThrow(() -> new IllegalArgumentException(extent + " names no depot"));
  }

  /** First byte to copy in the source's allocation. */
  long start() {
    return source.isRaw() ? source.positionInAllocation(range.offset()) : 0;
  }

  /** Bytes to copy; 0 where only the depot knows how many are stored. */
  long length() {
    return source.isRaw() ? range.length() : source.allocLength();
  }
}
