package org.datalogistics.lors.transfer;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.depots.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * A stored file whose slices are to be made.
 *
 * @param usable whether the bytes of an extent, of data or parity, can be had
 * @param depots that may get slices, best first
 * @param storage for how long and how reliably; its block size is that of the slices of new groups,
 *     its coding theirs
 * @param conditioning of what is stored; null for that of the file's own extents
 * @param keys where the keys are that the exNode only names
 */
public record RecodeRequest(
    ExNode exNode,
    Predicate<? super Extent> usable,
    List<Candidate> depots,
    StoragePolicy storage,
    @Nullable Conditioning conditioning,
    KeyRing keys,
    TransferLimits limits) {

  public RecodeRequest {
    Objects.requireNonNull(exNode, "exNode is null");
    Objects.requireNonNull(usable, "usable is null");
    Objects.requireNonNull(storage, "storage is null");
    Objects.requireNonNull(keys, "keys is null");
    Objects.requireNonNull(limits, "limits is null");
    depots = List.copyOf(depots);
    if (depots.isEmpty()) {
      throw new IllegalArgumentException("slices need a depot");
    }
  }
}
