package org.datalogistics.lors.lease;

import java.util.List;
import org.datalogistics.exnode.ExNode;

/**
 * What a refresh has done.
 *
 * @param exNode the document with the ends that the depots stated
 * @param leases one for each allocation, in the order of the extents that name it first
 */
public record RefreshResult(ExNode exNode, List<Renewed> leases) {

  public RefreshResult {
    leases = List.copyOf(leases);
  }

  /** Leases that could not be changed. */
  public List<Renewed> failed() {
    return leases.stream().filter(lease -> !lease.isDone()).toList();
  }
}
