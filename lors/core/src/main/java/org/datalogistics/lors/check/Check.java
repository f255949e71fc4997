package org.datalogistics.lors.check;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.CopiesBy;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.Observation;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Safety;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.erasure.Health;
import org.datalogistics.lors.listing.ListedExtent;

/**
 * Finds out how a file fares: what can be had, how many copies there are, until when. Safe for use
 * by many threads; each call uses the thread that makes it.
 */
public final class Check {
  private final DepotOperations depots;
  private final InstantSource clock;

  /** Checks through a client. */
  public Check(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * Asks all depots, and reads everything if wanted; blocks until done.
   *
   * @throws CancelledException when cancelled, interrupted or out of time
   */
  public CheckResult run(CheckRequest request, TransferListener listener, Cancellation cancellation)
      throws CancelledException {
    ExNode exNode = request.exNode();
    Inspection inspection = new Inspection(depots, clock);
    List<ListedExtent> data = inspection.data(exNode, request.limits(), cancellation);
    List<ListedExtent> parity = inspection.parity(exNode, request.limits(), cancellation);
    List<ByteRange> disputed = new ArrayList<>();
    if (request.readAll()) {
      data = verified(exNode, data, request, listener, cancellation, disputed);
      parity = verifiedParity(parity, request, listener, cancellation);
    }
    return judged(request, data, parity, disputed);
  }

  private List<ListedExtent> verified(
      ExNode exNode,
      List<ListedExtent> data,
      CheckRequest request,
      TransferListener listener,
      Cancellation cancellation,
      List<ByteRange> disputed)
      throws CancelledException {
    List<ListedExtent> live = data.stream().filter(one -> one.observation().isLive()).toList();
    ReplicaMap map =
        Safety.map(
            exNode, live.stream().map(ListedExtent::observation).toList(), Observation::isLive);
    List<Verified> verified =
        new Verification(depots, request.keys(), request.limits(), listener, cancellation)
            .run(live, map);
    Comparison.Outcome outcome = Comparison.of(verified);
    disputed.addAll(outcome.disputed());
    return replaced(data, outcome.extents());
  }

  /** Parity has no copies to compare with: what is conditioned is verified, the rest only read. */
  private List<ListedExtent> verifiedParity(
      List<ListedExtent> parity,
      CheckRequest request,
      TransferListener listener,
      Cancellation cancellation)
      throws CancelledException {
    List<ListedExtent> live = parity.stream().filter(one -> one.observation().isLive()).toList();
    if (live.isEmpty()) {
      return parity;
    }
    ReplicaMap map =
        ReplicaMap.of(
            ExNode.builder("parity")
                .extents(live.stream().map(ListedExtent::extent).toList())
                .build());
    List<Verified> verified =
        new Verification(depots, request.keys(), request.limits(), listener, cancellation)
            .run(live, map);
    return replaced(parity, verified.stream().map(Verified::listed).toList());
  }

  private static List<ListedExtent> replaced(List<ListedExtent> all, List<ListedExtent> changed) {
    IdentityHashMap<Extent, ListedExtent> byExtent = new IdentityHashMap<>();
    changed.forEach(one -> byExtent.put(one.extent(), one));
    return all.stream().map(one -> byExtent.getOrDefault(one.extent(), one)).toList();
  }

  /** What is there but cannot be undone, for want of a key for instance, was not read. */
  private static boolean allRead(List<ListedExtent> extents) {
    return extents.stream()
        .noneMatch(one -> one.state() == ExtentState.LIVE && one.problem() != null);
  }

  private CheckResult judged(
      CheckRequest request,
      List<ListedExtent> data,
      List<ListedExtent> parity,
      List<ByteRange> disputed) {
    ExNode exNode = request.exNode();
    Instant now = clock.instant();
    List<Observation> found = data.stream().map(ListedExtent::observation).toList();
    Safety safety = Safety.of(exNode, found, request.domain());
    int wanted = request.copies() > 0 ? request.copies() : Math.max(1, recordedCopies(exNode));
    ReplicaMap live = Safety.map(exNode, found, Observation::isLive);
    Set<Extent> usable = Collections.newSetFromMap(new IdentityHashMap<>());
    Stream.concat(data.stream(), parity.stream())
        .filter(one -> one.observation().isLive())
        .forEach(one -> usable.add(one.extent()));
    Predicate<Extent> isUsable = usable::contains;
    Instant limit = now.plus(request.soon());
    List<ListedExtent> ending =
        Stream.concat(data.stream(), parity.stream())
            .filter(one -> one.state() == ExtentState.LIVE)
            .filter(one -> one.expiry() != null && one.expiry().isBefore(limit))
            .toList();
    return new CheckResult(
        exNode,
        data,
        parity,
        safety,
        Health.of(exNode, isUsable),
        wanted,
        Safety.below(live, CopiesBy.DEPOT, wanted).stream()
            .filter(weak -> !isCoded(exNode, weak, wanted))
            .toList(),
        disputed,
        ending,
        request.readAll() && allRead(data) && allRead(parity),
        now);
  }

  /** Copies of the byte with the fewest, by the document, of those that have any. */
  static int recordedCopies(ExNode exNode) {
    return ReplicaMap.of(exNode).copies(CopiesBy.DEPOT).bytesByCopies().keySet().stream()
        .filter(copies -> copies > 0)
        .findFirst()
        .orElse(0);
  }

  /** Whether parity takes the place of the copies that such bytes lack. */
  private static boolean isCoded(ExNode exNode, Safety.Weak weak, int wanted) {
    if (wanted > 1) {
      return false;
    }
    long covered = 0;
    for (CodingGroup group : exNode.codingGroups()) {
      covered += group.range().intersection(weak.range()).map(ByteRange::length).orElse(0L);
    }
    return covered == weak.range().length();
  }
}
