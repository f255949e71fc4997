package org.datalogistics.lors.check;

import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.Safety;
import org.datalogistics.lors.erasure.Health;
import org.datalogistics.lors.listing.ListedExtent;

/**
 * How a file fares.
 *
 * @param data what was found out about each extent, by ascending offset
 * @param parity the same for parity
 * @param wanted copies that every byte is to have
 * @param weak ranges with fewer live copies than wanted; those of coded bytes count by their group
 *     instead, see {@link #health}
 * @param disputed ranges whose copies differ, while nobody can say which is right
 * @param ending extents of data or parity whose lease ends soon
 * @param verified whether everything that is there was read and could be undone
 */
public record CheckResult(
    ExNode exNode,
    List<ListedExtent> data,
    List<ListedExtent> parity,
    Safety safety,
    Health health,
    int wanted,
    List<Safety.Weak> weak,
    List<ByteRange> disputed,
    List<ListedExtent> ending,
    boolean verified,
    Instant at) {

  public CheckResult {
    data = List.copyOf(data);
    parity = List.copyOf(parity);
    weak = List.copyOf(weak);
    disputed = List.copyOf(disputed);
    ending = List.copyOf(ending);
  }

  /** In one word. */
  public enum Verdict {
    /** All is as it should be. */
    GOOD,
    /** Every byte can be had, but less would be lost than should for that to end. */
    AT_RISK,
    /** Copies differ, and nobody can say which is right. */
    DISPUTED,
    /** Bytes cannot be had now; depots that do not answer may still have them. */
    OUT_OF_REACH,
    /** Bytes are lost for good. */
    LOST
  }

  /** In one word. */
  public Verdict verdict() {
    if (!health.lost().isEmpty()) {
      return lost().isEmpty() ? Verdict.OUT_OF_REACH : Verdict.LOST;
    }
    if (!disputed.isEmpty()) {
      return Verdict.DISPUTED;
    }
    boolean degraded =
        health.groups().stream().anyMatch(group -> !group.missing().isEmpty())
            || all().anyMatch(one -> one.state().isLost());
    return weak.isEmpty() && ending.isEmpty() && !degraded ? Verdict.GOOD : Verdict.AT_RISK;
  }

  /** Bytes that nothing will give back, even if every silent depot answers again. */
  public List<ByteRange> lost() {
    Set<Extent> left = Collections.newSetFromMap(new IdentityHashMap<>());
    all().filter(one -> !one.state().isLost()).forEach(one -> left.add(one.extent()));
    return Health.of(exNode, extent -> extent.read() != null && left.contains(extent)).lost();
  }

  /** Every extent of data and parity. */
  public Stream<ListedExtent> all() {
    return Stream.concat(data.stream(), parity.stream());
  }
}
