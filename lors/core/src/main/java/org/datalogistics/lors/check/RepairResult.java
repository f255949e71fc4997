package org.datalogistics.lors.check;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.copy.CopyResult;
import org.datalogistics.lors.lease.Renewed;

/**
 * What a repair has done.
 *
 * @param exNode the document to keep from now on
 * @param dropped extents that it no longer has, as their bytes are gone or wrong
 * @param copies new copies of what has too few
 * @param rebuilt extents of data and parity that were computed from the rest of their groups
 * @param renewed leases that ended soon
 * @param unmended what is still not as it should be, for people, each with its bytes and the reason
 */
public record RepairResult(
    ExNode exNode,
    List<Extent> dropped,
    CopyResult copies,
    List<Extent> rebuilt,
    List<Renewed> renewed,
    List<Unmended> unmended) {

  public RepairResult {
    dropped = List.copyOf(dropped);
    rebuilt = List.copyOf(rebuilt);
    renewed = List.copyOf(renewed);
    unmended = List.copyOf(unmended);
  }

  /** Bytes that could not be helped. */
  public record Unmended(ByteRange range, String reason) {}

  /** Whether all is as it should be now. */
  public boolean isWhole() {
    return unmended.isEmpty() && renewed.stream().allMatch(Renewed::isDone);
  }

  /** Whether the document changed. */
  public boolean isChanged() {
    return !dropped.isEmpty()
        || !copies.made().isEmpty()
        || !rebuilt.isEmpty()
        || !renewed.isEmpty();
  }

  /** What was stored anew: to be given back when the document cannot be left anywhere. */
  public List<Extent> stored() {
    List<Extent> all = new ArrayList<>(copies.extents());
    all.addAll(rebuilt);
    return all;
  }
}
