package org.datalogistics.lors.copy;

import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;

/**
 * A range of a file of which more copies are wanted. Each copy is made from one source alone, never
 * put together from several (LoRS spec 6.4).
 *
 * @param range bytes of the file, at least one; a conditioned source is copied as it is stored, and
 *     its copy holds all that the source holds
 * @param sources extents that hold the whole range and may be read, best first
 * @param stages one for each copy, made one after the other; a later one may come from an earlier
 * @param avoid depots that get none, as they hold the range already
 */
public record CopyJob(
    ByteRange range, List<Extent> sources, List<CopyStage> stages, Set<DepotAddress> avoid) {

  public CopyJob {
    sources = List.copyOf(sources);
    stages = List.copyOf(stages);
    avoid = Set.copyOf(avoid);
    if (range.isEmpty()) {
      throw new IllegalArgumentException("a copy has at least one byte");
    }
    for (Extent source : sources) {
      if (!source.isWellFormed() || !source.range().contains(range) || source.read() == null) {
        throw new IllegalArgumentException(source + " cannot serve the bytes " + range);
      }
    }
  }
}
