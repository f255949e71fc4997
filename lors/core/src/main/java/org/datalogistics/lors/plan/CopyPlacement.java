package org.datalogistics.lors.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Candidate;

/**
 * Which depots get further copies of blocks that are stored: those of other failure domains than
 * the block's, without a block of its group, with room, then in turn the first ones of the list,
 * less often the fuller they get. Pure decisions; not thread-safe.
 */
public final class CopyPlacement {
  private final Map<DepotAddress, DepotShare> shares = new LinkedHashMap<>();
  private final Map<Integer, Map<DepotAddress, Integer>> groups = new HashMap<>();

  /**
   * A placement.
   *
   * @param depots best first
   * @param spread over so many of them, the others are reserves
   * @param failing those that did nothing but fail: only when no other is left
   */
  public CopyPlacement(List<Candidate> depots, int spread, Set<DepotAddress> failing) {
    for (Candidate depot : depots) {
      shares.computeIfAbsent(depot.address(), address -> new DepotShare(depot, shares.size()));
    }
    int chosen = 0;
    for (DepotShare share : shares.values()) {
      share.failed = failing.contains(share.candidate.address());
      share.chosen = !share.failed && chosen < spread;
      chosen += share.chosen ? 1 : 0;
    }
  }

  /** Depots that there are. */
  public int depots() {
    return shares.size();
  }

  /** A depot has a block already; to be told of all before the first is placed. */
  public void holds(UploadBlock block, DepotAddress depot) {
    DepotShare share = shares.get(depot);
    if (share != null) {
      share.taken += block.length();
    }
    count(block, depot);
  }

  /**
   * The depots for more copies of a block, best first; the first ones are reckoned with from now
   * on.
   *
   * @param copies to make
   * @param holders depots that have it: none of them is among the answer
   */
  public List<Candidate> place(UploadBlock block, int copies, Set<DepotAddress> holders) {
    Set<String> domains = new HashSet<>();
    List<DepotShare> left = new ArrayList<>();
    for (DepotShare share : shares.values()) {
      if (holders.contains(share.candidate.address())) {
        domains.add(share.candidate.domain());
      } else {
        left.add(share);
      }
    }
    Map<DepotAddress, Integer> group = groups.getOrDefault(block.group(), Map.of());
    Comparator<DepotShare> best =
        Comparator.comparing((DepotShare share) -> share.failed)
            .thenComparing(share -> domains.contains(share.candidate.domain()))
            .thenComparing(share -> group.getOrDefault(share.candidate.address(), 0))
            .thenComparing(share -> !share.hasRoomFor(block.length()))
            .thenComparing(share -> !share.chosen)
            .thenComparing(share -> share.virtualEnd)
            .thenComparing(share -> share.rank);
    List<Candidate> order = new ArrayList<>(left.size());
    while (order.size() < copies && !left.isEmpty()) {
      DepotShare next = left.stream().min(best).orElseThrow();
      left.remove(next);
      order.add(next.candidate);
      domains.add(next.candidate.domain());
      next.virtualEnd += block.length() / next.weight(0);
      next.taken += block.length();
      count(block, next.candidate.address());
    }
    left.sort(best);
    left.forEach(share -> order.add(share.candidate));
    return order;
  }

  private void count(UploadBlock block, DepotAddress depot) {
    if (block.group() != UploadBlock.ALONE) {
      groups.computeIfAbsent(block.group(), any -> new HashMap<>()).merge(depot, 1, Integer::sum);
    }
  }
}
