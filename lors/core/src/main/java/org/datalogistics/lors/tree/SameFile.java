package org.datalogistics.lors.tree;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentFilters;
import org.datalogistics.exnode.plan.ReplicaMap;

/** Whether a file and its exNode belong together, so that a broken transfer can go on. */
final class SameFile {
  /** Metadata: when the file was changed last, milliseconds since 1970. */
  static final String CHANGED = "filemodified";

  private SameFile() {}

  /**
   * Whether a file is stored as it is now, and completely.
   *
   * @param changed milliseconds since 1970
   * @param now leases that have ended by then do not count
   */
  static boolean asStored(ExNode exNode, long length, long changed, Instant now) {
    OptionalLong recorded = exNode.metadata().integer(CHANGED);
    return exNode.effectiveSize() == length
        && recorded.isPresent()
        && recorded.getAsLong() == changed
        && isComplete(exNode, now);
  }

  private static boolean isComplete(ExNode exNode, Instant now) {
    List<Extent> held =
        exNode.extents().stream().filter(ExtentFilters.readable(now, Duration.ZERO)).toList();
    return ReplicaMap.of(exNode.withExtents(held)).coverage().isComplete();
  }

  /** Whether what is here is what the exNode is for. */
  static boolean asRead(ExNode exNode, BasicFileAttributes here) {
    OptionalLong recorded = exNode.metadata().integer(CHANGED);
    return here.isRegularFile()
        && here.size() == exNode.effectiveSize()
        && (recorded.isEmpty() || recorded.getAsLong() == here.lastModifiedTime().toMillis());
  }
}
